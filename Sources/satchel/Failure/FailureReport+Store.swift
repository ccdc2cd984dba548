internal import Domain
internal import Host
internal import SQLite
internal import Storage
internal import Text

extension FailureReport {
    /// What the store answered.
    static func store(_ error: StoreError) -> FailureReport {
        switch error {
        case .invalid(let failures): invalid(failures)
        case .denied(let denial): denied(denial)
        case .conflict(let conflicts): conflict(conflicts)
        case .notFound(let resource, let key):
            FailureReport(
                "not_found", .notFound, "“\(key)” is none of the \(resource)",
                hints: resource == "resources" ? [] : ["see: satchel list \(resource)"])
        case .ambiguous(let resource, let key, let candidates):
            FailureReport(
                "ambiguous", .notFound,
                "“\(key)” could be several of the \(resource): \(candidates.joined(separator: ", "))",
                hints: ["give more of it, or the id"])
        case .gone(let resource, let record):
            FailureReport(
                "gone", .notFound, "\(record) was deleted meanwhile",
                hints: ["bring it back: satchel restore \(resource) \(record)"])
        case .undoRefused(let refusal): refused(refusal, "undo", "not undone")
        case .revertRefused(let refusal): refused(refusal, "revert", "not reverted")
        case .versionRefused(let refusal): version(refusal)
        case .filter(let failure, let text): filter(failure, text: text)
        case .memberUnknown(let name, let near):
            FailureReport(
                "member_unknown", .notFound, "“\(name)” is none of the members\(Phrase.near(near))",
                hints: ["see: satchel member list"])
        case .host(let error): host(error)
        case .cancelled: FailureReport("cancelled", .failed, "cancelled; nothing was changed")
        case .sqlite(let error): database(error)
        case .busy, .beingWritten, .readOnly, .missing, .exists, .moved, .notAStore, .newerSchema, .olderSchema,
            .migrationFailed, .full, .numbersAltered:
            file(error)
        }
    }

    /// What SQLite could not do. A statement's text is for the log, never for a person.
    static func database(_ error: SQLiteError) -> FailureReport {
        var report = FailureReport("database", .failed, "the database answered: \(error.words)", isUnexpected: true)
        report.detail = error.description
        return report
    }

    /// What is wrong with the store's file.
    private static func file(_ error: StoreError) -> FailureReport {
        switch error {
        case .busy(let path):
            FailureReport(
                "busy", .busy, "\(path): another process is writing", hints: ["nothing was changed; try again"])
        case .beingWritten(let path):
            FailureReport(
                "being_written", .busy, "\(path): a large import is being written",
                hints: ["lists come back when it is done"])
        case .readOnly(let path):
            FailureReport(
                "read_only", .notAllowed, "\(path): the store cannot be written",
                hints: ["its file and its folder must be writable; reading works"])
        case .missing(let path):
            FailureReport(
                "store_missing", .failed, "\(path): there is no store",
                hints: ["make one: satchel init \(path) --name NAME --currency EUR"])
        case .exists(let path):
            FailureReport(
                "store_exists", .failed, "\(path): something stands there already", hints: ["choose another path"])
        case .moved(let path, let isReplaced):
            FailureReport(
                "store_moved", .failed,
                "\(path): the store was \(isReplaced ? "replaced by another file" : "removed") while it was open",
                hints: ["nothing was written; put it back, or start again with what stands there now"])
        case .notAStore(let path, let reason):
            FailureReport("not_a_store", .failed, "\(path): this is no store that can be read, \(reason)")
        case .newerSchema(let path, let found, let known):
            FailureReport(
                "newer_schema", .failed,
                "\(path): the store has schema \(found), this program knows up to \(known)",
                hints: ["update satchel to change it; reading works"])
        case .olderSchema(let path, let found, let known):
            FailureReport(
                "older_schema", .failed, "\(path): the store has schema \(found), this program needs \(known)",
                hints: ["without --read-only it is backed up and brought up to date"])
        case .migrationFailed(let path, let found, let known, let backup, let reason):
            migration(path, found, known, backup, reason)
        case .full(let path):
            FailureReport(
                "no_space", .failed, "\(path): there is no space left",
                hints: ["nothing was changed; free some and retry"])
        case .numbersAltered(let path):
            FailureReport(
                "numbers_altered", .failed,
                "\(path): the journal has numbers that Satchel never gives, no commit can follow",
                hints: ["nothing was changed; what was altered: satchel audit verify", "restore the newest backup"])
        default: FailureReport("store", .failed, "the store could not do it", isUnexpected: true)
        }
    }

    private static func migration(
        _ path: String, _ found: Int64, _ known: Int64, _ backup: String, _ reason: SQLiteError
    ) -> FailureReport {
        var report = FailureReport(
            "migration_failed", .failed,
            "\(path): the store could not be brought from schema \(found) to \(known), and is as it was",
            hints: ["the backup that was made before: \(backup)", "the program that wrote it still opens it"],
            isUnexpected: true)
        report.detail = reason.description
        return report
    }

    private static func invalid(_ failures: [ValidationFailure]) -> FailureReport {
        let isTaken = failures.allSatisfy { failure in
            switch failure.rule {
            case .taken, .twice, .sameOptions: true
            default: false
            }
        }
        let isUsed = failures.allSatisfy { failure in
            if case .referenced = failure.rule { true } else { false }
        }
        if isUsed, !failures.isEmpty {
            return FailureReport(
                "referenced", .conflict,
                "nothing was changed: \(Phrase.count(failures.count, "record is", "records are")) still used",
                items: failures.map(item))
        }
        return FailureReport(
            isTaken ? "taken" : "invalid", isTaken && !failures.isEmpty ? .conflict : .validation,
            "nothing was changed: \(Phrase.count(failures.count, "value is", "values are")) not accepted",
            items: failures.map(item))
    }

    /// One failing value in words and as data.
    static func item(_ failure: ValidationFailure) -> Item {
        let resource = Resources.named(failure.resource)
        let label = failure.field.map { resource?.field($0)?.label ?? Phrase.quoted($0) }
        let value = failure.value.flatMap { $0.isEmpty ? nil : Phrase.quoted($0) }
        let subject = [label, value].compactMap { $0 }.joined(separator: " ")
        let whole = subject.isEmpty ? failure.rule.sentence : "\(subject) \(failure.rule.sentence)"
        var expected = Phrase.accepted(failure.rule.expected)
        if case .unknownField(let near) = failure.rule { expected = Phrase.near(near) }
        if let field = failure.field.flatMap({ resource?.field($0) }), case .map = field.kind {
            switch failure.rule {
            case .required, .notAnObject: expected = Phrase.accepted(field.accepted)
            default: break
            }
        }
        let record = failure.record.isEmpty ? "" : " \(Phrase.short(failure.record))"
        return Item(
            record: failure.record, row: nil, field: failure.field, value: failure.value, rule: failure.rule.code,
            expected: failure.rule.expected, sentence: "\(failure.resource)\(record): \(whole)\(expected)")
    }

    private static func denied(_ denial: Denial) -> FailureReport {
        let reason =
            switch denial.reason {
            case .notGranted: "none of the roles of \(denial.actor) has it"
            case .inactive: "\(denial.actor) is not active"
            case .condition(let condition): "\(denial.actor) has it only where \(condition)"
            case .policy(let source): "\(source) denies it"
            case .givesMore(let permission):
                "it would give \(permission), which \(denial.actor) has not: nobody gives more than they have"
            }
        let message = "not allowed: \(denial.permission)" + (denial.record.map { " for \(Phrase.short($0))" } ?? "")
        if denial.reason == .inactive {
            let who =
                denial.grantors.isEmpty ? "a member who may manage members" : denial.grantors.joined(separator: ", ")
            let command = "satchel member activate \(Phrase.argument(denial.actor))"
            return FailureReport(
                "denied", .notAllowed, message, hints: [reason, "\(who) can change that: \(command)"])
        }
        if case .givesMore = denial.reason {
            let who =
                denial.grantors.isEmpty ? "a member who may manage members" : denial.grantors.joined(separator: ", ")
            return FailureReport(
                "denied", .notAllowed, "not allowed: \(denial.permission)", hints: [reason, "\(who) can do it"])
        }
        let way =
            denial.grantors.isEmpty
            ? "a member who may manage members can grant it" : "\(denial.grantors.joined(separator: ", ")) can grant it"
        return FailureReport("denied", .notAllowed, message, hints: [reason, way])
    }

    private static func conflict(_ conflicts: [EditConflict]) -> FailureReport {
        let items = conflicts.map { conflict in
            Item(
                record: conflict.record, field: conflict.field, value: conflict.wanted, rule: "edit_conflict",
                expected: conflict.stored,
                sentence: """
                    \(conflict.resource) \(conflict.record): \(conflict.field) was \(Phrase.quoted(conflict.base)) \
                    and is \(Phrase.quoted(conflict.stored)) now, by \(conflict.by) at \
                    \(LocalMoment.text(conflict.at)); \(Phrase.quoted(conflict.wanted)) was not written
                    """)
        }
        return FailureReport(
            "conflict", .conflict, "nothing was changed: somebody else changed the same field", items: items,
            hints: ["look again and repeat the change"])
    }

    /// Characters of a filter shown on either side of the place that is marked.
    private static let shownMax = 60

    /// The filter with the place marked.
    static func filter(_ failure: FilterError, text: String) -> FailureReport {
        let expected = Phrase.accepted(failure.expected)
        return FailureReport(
            "filter", .usage, "the filter is not understood: \(failure.reason)",
            items: [marked(failure, text, field: "filter", rule: "bad_filter")],
            hints: expected.isEmpty ? [] : [String(expected.dropFirst(2))])
    }

    /// An order that names what does not sort, the name marked.
    static func sort(_ failure: FilterError, _ text: String) -> FailureReport {
        // More than three are no slip of the pen but all there are.
        let nearMax = 3
        let expected =
            failure.expected.flatMap { expected -> [String]? in
                if expected.isEmpty { return nil }
                let isNear = expected.split(separator: ",").count <= nearMax
                return [isNear ? "did you mean \(expected)?" : "accepted: \(expected)"]
            } ?? []
        return FailureReport(
            "sort", .usage, "the order is not understood: \(failure.reason)",
            items: [marked(failure, text, field: "sort", rule: "bad_sort")], hints: expected)
    }

    /// A text with carets under what is wrong; of a long one, the piece around it.
    private static func marked(_ failure: FilterError, _ text: String, field: String, rule: String) -> Item {
        let (before, behind, markedMax) = (shownMax, shownMax, shownMax)
        let start = max(0, failure.start > before ? failure.start - before : 0)
        let length = min(failure.end - failure.start, markedMax)
        let head = (start > 0 ? "…" : "") + text.dropFirst(start).prefix(failure.start - start)
        let marked = text.dropFirst(failure.start).prefix(length)
        let rest = text.dropFirst(failure.start + length)
        let tail = rest.prefix(behind) + (rest.count > behind ? "…" : "")
        let carets =
            String(repeating: " ", count: Width.of(head)) + String(repeating: "^", count: max(1, Width.of(marked)))
        return Item(
            field: field, value: text, rule: rule, expected: failure.expected,
            sentence: "  \(head)\(marked)\(tail)\nsatchel:   \(carets)")
    }

    /// What the operating system answered.
    static func host(_ error: HostError) -> FailureReport {
        if error.isOutOfSpace {
            return FailureReport(
                "no_space", .failed, "\(error.path): there is no space left", hints: ["free some and retry"])
        }
        if error.isLink {
            return FailureReport("link", .failed, "\(error.path): this is a link", hints: ["name the file itself"])
        }
        if error.isTooLarge {
            return FailureReport(
                "file_limit", .failed, "\(error.path): it would become larger than this process may make a file",
                hints: ["the limit is that of the shell: ulimit -f"])
        }
        if error.isDenied {
            return FailureReport(
                "permission", .notAllowed, "\(error.path): the system permits no access to \(Machine.userName)")
        }
        return FailureReport("system", .failed, "\(error.path): \(error.message)")
    }
}
