internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// `audit`: the log of everything that was done, and the proof that it is whole.
enum AuditCommand {
    private static let actions = AuditLog.actions

    private static let filters: [CommandSpec.Option] = [
        .init(name: "security", help: "only denied attempts, keys, roles, exports and purges"),
        .init(name: "member", value: "MEMBER", help: "only what this member did"),
        .init(name: "resource", value: "RESOURCE", help: "only changes of this resource", words: .resources),
        .init(name: "record", value: "KEY", help: "only changes of this record of --resource"),
        .init(name: "action", value: "ACTION", help: "only one of: \(actions.joined(separator: ", "))"),
        .init(name: "since", value: "TIME", help: "from this day or moment on: 2026-11-14, today-7d"),
        .init(name: "until", value: "TIME", help: "up to this day or moment"),
        .init(name: "filter", value: "FILTER", help: "in words: 'who=mara when>=today-7d what=deleted teapot'"),
    ]
    private static let limitUsual = 50

    static let list = CommandSpec(
        name: "audit list", summary: "List what was done, by whom and when",
        options: filters + [.init(name: "limit", value: "N", help: "at most so many lines, 50 unless given")],
        examples: [
            .init("satchel audit list --since today-7d --member mara", "one member's week"),
            .init("satchel audit list --security --json", "denied attempts, exports, changes of rights"),
        ],
        exits: [.notFound, .notAllowed], printsData: true, isLong: true
    ) { session in
        try demand(session)
        let query = try query(session, limit: try session.invocation.count("limit") ?? limitUsual)
        let entries = try session.reader().audit(query)
        if session.wantsJSON {
            try JSONLines.writeArray(entries.map(AuditJSON.value), to: session.output)
        } else {
            try writeTable(entries, session)
        }
        return .done
    }

    static let export = CommandSpec(
        name: "audit export", summary: "Write the audit log to a file; the export is itself an event",
        options: filters + [
            .init(
                name: "follow",
                help: "go on as JSON Lines with what happens from now on, or from --since on, until stopped"),
            .init(
                name: "format", value: "FORMAT", help: "how, csv unless given",
                words: .choice(["csv", "json", "jsonl"])),
            .init(name: "out", value: "FILE", help: "where; standard output unless given", words: .files),
            .init(name: "raw", help: "leave cells that a spreadsheet would run as they are"),
        ],
        examples: [
            .init("satchel audit export --format jsonl --since 2026-01-01 --out audit.jsonl", "a year"),
            .init("satchel audit export --follow | logger -t satchel", "each action as it happens, oldest first"),
        ],
        exits: [.notFound, .notAllowed, .busy], run: runExport)

    private static func runExport(_ session: Session) throws -> ExitCode {
        try demand(session)
        if session.invocation.has("follow") {
            var follow = try AuditFollow(session)
            return try follow.run()
        }
        let target = ExportTarget(session.invocation.value("out"))
        let file = AuditFile(
            format: session.invocation.value("format") ?? "csv", safety: session.invocation.has("raw") ? .raw : .guarded
        )
        let count = try file.write(
            try query(session, limit: AuditFile.pieceCount), try session.reader(),
            to: try session.output(to: target?.path))
        try target?.tell(count, "line", "lines", session)
        if !session.isReadOnly {
            try session.writer().event(.export, resource: "audit", detail: AuditFile.detail(count))
        }
        return .done
    }

    static let verify = CommandSpec(
        name: "audit verify", summary: "Check that journal and records are what was written",
        examples: [.init("satchel audit verify", "names the first broken commit, an edited record, a cut-off end")],
        exits: [.notAllowed], printsData: true
    ) { session in
        try demand(session)
        let result = try session.reader().verify()
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("intact", .boolean(result.isIntact)), ("anchored", .boolean(result.isAnchored)),
                ("commits", .integer(result.commits)), ("changes", .integer(result.changes)),
                ("events", .integer(result.events)), ("records", .integer(result.records)),
                ("problems", .array(result.problems.map { .string($0.sentence) })),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            for problem in result.problems { try session.output.line(Table.cell(problem.sentence)) }
            let what = Phrase.counted(result)
            try session.output.line(
                result.isIntact ? "intact: \(what)" : "\(Phrase.count(result.problems.count, "problem")) in \(what)")
            if result.problems.contains(where: \.mayBeCopy) {
                try session.output.line("go on with that copy, or keep this one as it is: satchel audit accept")
            }
            if result.lacksAnchor {
                try session.output.line("no anchor on this device: a cut-off end would not be noticed")
            }
        }
        return result.isIntact ? .done : .failed
    }

    static let accept = CommandSpec(
        name: "audit accept", summary: "Take the journal's end as it is, after an older copy was put back",
        examples: [.init("satchel audit accept", "an event keeps what was lost")],
        exits: [.notAllowed, .busy]
    ) { session in
        try session.demand(.manage, on: "audit")
        try Confirmation.ask("accept that changes known on this device are gone from the store", session)
        let isAccepted = try session.writer().acceptLostEnd()
        try session.output.line(isAccepted ? "accepted; the audit log says what was lost" : "nothing was lost")
        return .done
    }

    private static func demand(_ session: Session) throws {
        try session.demand(.view, on: "audit")
    }

    /// The lines that a filter means, which says all there is to say.
    private static func filtered(_ text: String, _ session: Session, limit: Int) throws -> AuditQuery {
        for option in filters where option.name != "filter" && session.invocation.has(option.name) {
            throw UsageFailure.optionNotHere(option: option.name, reason: "--filter can say it too, and only one may")
        }
        return try session.reader().auditQuery(try session.auditFilter(text), limit: limit)
    }

    static func query(_ session: Session, limit: Int) throws -> AuditQuery {
        let invocation = session.invocation
        if let text = invocation.value("filter") { return try filtered(text, session, limit: limit) }
        let resource = try invocation.value("resource").map(Invocation.resource)
        var record: Identifier?
        if let key = invocation.value("record") {
            guard let resource else {
                throw UsageFailure.optionNotHere(option: "record", reason: "it wants --resource beside it")
            }
            record = try session.identifier(key, in: resource).id
        }
        if let action = invocation.value("action"), !actions.contains(action) {
            throw UsageFailure.notAChoice(option: "action", value: action, choices: actions)
        }
        func moment(_ option: String, isEnd: Bool) throws(UsageFailure) -> Int64? {
            guard let text = invocation.value(option) else { return nil }
            guard let moment = LocalMoment.parse(text, now: session.now, isEnd: isEnd) else {
                throw .notADate(option: option, value: text)
            }
            return moment
        }
        return AuditQuery(
            limit: limit,
            member: try invocation.value("member").map {
                try session.record($0, in: Member.declaration.facts, trash: .last).id
            },
            record: record, resource: resource?.name, action: invocation.value("action"),
            since: try moment("since", isEnd: false), until: try moment("until", isEnd: true),
            isSecurityOnly: invocation.has("security"))
    }

    private static func writeTable(_ entries: [AuditEntry], _ session: Session) throws {
        let table = Table(
            [
                .init(title: "When", rank: 1), .init(title: "Who", rank: 2), .init(title: "What"),
                .init(title: "Changes", isNumber: true, rank: 5), .init(title: "Origin", rank: 6),
                .init(title: "Group", rank: 7),
            ], to: session.output)
        for entry in entries {
            var changes = ""
            var summary = entry.summary
            if case .commit(_, let count, let isUndone) = entry.kind {
                changes = String(count)
                if isUndone { summary += " (undone)" }
            }
            // What takes something back, and an import, are called by their reasons already.
            if let reason = entry.reason, !Origin.calledByReason.contains(entry.origin) {
                summary += ": \(reason)"
            }
            try table.add([
                LocalMoment.text(entry.at), entry.actorName, summary, changes, entry.origin, entry.group?.text ?? "",
            ])
        }
        try table.finish()
    }
}
