internal import Domain
internal import Interface
internal import Interchange
internal import Storage

extension FailureReport {
    /// What a command itself found wrong.
    static func command(_ failure: CommandFailure) -> FailureReport {
        switch failure {
        case .usage(let failure): usage(failure)
        case .readOnlyAsked:
            FailureReport("read_only", .notAllowed, "--read-only was given: nothing is written")
        case .declined: FailureReport("declined", .failed, "nothing was changed")
        case .configuration(let problems): configuration(problems)
        case .files(let noun, let problems): files(noun, problems)
        case .batch(let failure): batch(failure)
        case .importFailed(let result, let resource): importFailed(result, resource)
        case .mappingToFillIn(let path, let error): toFillIn(path, importing(error))
        case .outputFailed(let error): host(error)
        case .options(let failures, let path): options(failures, path)
        case .folderMissing(let folder, let path):
            FailureReport(
                "folder_missing", .failed, "\(path): there is no folder \(folder)",
                hints: ["make it first: mkdir -p \(Phrase.argument(folder))"])
        case .bulkRefused(let preview, let resource): bulk(preview, resource)
        case .outputExists(let path):
            FailureReport("exists", .failed, "\(path): something else stands there", hints: ["choose another path"])
        case .outputInUse(let path, let user):
            FailureReport("in_use", .usage, "\(path): this is \(user)", hints: ["choose another path"])
        case .outsideRestriction(let path, let folder):
            FailureReport(
                "restricted", .notAllowed,
                "\(path): this session is restricted to the folder of its store, \(folder)",
                hints: ["choose a path in that folder"])
        case .fileTooLarge(let path, let max):
            FailureReport("too_large", .validation, "\(path): this is larger than \(Phrase.size(Int64(max)))")
        case .cannotExport(let reason): FailureReport("export", .failed, "not exported: \(reason)")
        case .nothingMatches(let resource, let hints):
            FailureReport("not_found", .notFound, "none of the \(resource) matches; nothing was changed", hints: hints)
        case .noRecord(let resource, let key, let near): noRecord(resource, key, near)
        case .scriptEnded(let name, let message): scriptEnded(name, message)
        case .sort(let failure, let text): sort(failure, text)
        case .inTrash(let resource, let name, let key, let since): inTrash(resource, name, key, since)
        case .demoElsewhere(let path):
            FailureReport(
                "store_exists", .failed, "\(path): this is a store of your own, the demo is not put into it",
                hints: [
                    "open it: satchel --store \(Phrase.argument(path))",
                    "choose another path: satchel --store PATH demo",
                ])
        }
    }

    private static func noRecord(_ resource: String, _ key: String, _ near: [String]) -> FailureReport {
        FailureReport(
            "not_found", .notFound, "\(Phrase.quoted(key)) is none of the \(resource)\(Phrase.near(near))",
            hints: near.isEmpty ? ["see: satchel list \(resource)"] : [])
    }

    private static func toFillIn(_ path: String, _ report: FailureReport) -> FailureReport {
        var report = report
        report.hints.append("\(path) is a mapping to fill in: then import with --map \(Phrase.argument(path))")
        return report
    }

    private static func scriptEnded(_ name: String, _ message: String) -> FailureReport {
        FailureReport(
            "script_ended", .failed, "\(name): ended before its end: \(message)",
            hints: ["what was done before stays; satchel undo takes back the last of it"])
    }

    private static func inTrash(_ resource: String, _ name: String, _ key: String, _ since: Int64) -> FailureReport {
        FailureReport(
            "deleted", .notFound, "\(Phrase.quoted(name)) is in the trash since \(LocalMoment.text(since))",
            hints: [
                "bring it back: satchel restore \(resource) \(Phrase.argument(key))",
                "look at it: satchel show \(resource) \(Phrase.argument(key)) --deleted",
            ])
    }

    private static func options(_ failures: [OptionFailure], _ path: String) -> FailureReport {
        FailureReport(
            "invalid", .validation, "\(path): no store was made",
            items: failures.map { failure in
                let rule = failure.rule
                return Item(
                    field: failure.option, value: failure.value, rule: rule.code, expected: rule.expected,
                    sentence: "--\(failure.option) \(Phrase.quoted(failure.value)) \(rule.sentence)"
                        + Phrase.accepted(rule.expected))
            })
    }

    private static func configuration(_ problems: [ConfigurationProblem]) -> FailureReport {
        FailureReport(
            "configuration", .failed, "the configuration is not accepted",
            items: problems.map { problem in
                Item(
                    record: problem.place, row: problem.line, field: problem.key, value: problem.value,
                    rule: "configuration",
                    expected: problem.expected, sentence: problem.sentence)
            }, hints: ["check it: satchel config check"])
    }

    private static func files(_ noun: String, _ problems: [FileProblem]) -> FailureReport {
        FailureReport(
            "file", .failed, "the \(noun) is not accepted",
            items: problems.map { problem in
                Item(
                    record: problem.file, row: problem.place?.line,
                    field: problem.subject.isEmpty ? nil : problem.subject, value: problem.value, rule: problem.code,
                    expected: problem.expected, sentence: problem.sentence)
            })
    }

    static func batch(_ failure: BatchFailure) -> FailureReport {
        let items = failure.items.map { item in
            let field = item.field.map { "\($0): " } ?? ""
            let value = item.value.map { "\(Phrase.quoted($0)) " } ?? ""
            let expected = Phrase.accepted(item.expected)
            // What is no operation has no number of one.
            let place = item.rule == "bad_json" ? "line \(item.line)" : "operation \(item.index) (line \(item.line))"
            return Item(
                record: item.record, row: item.line, field: item.field, value: item.value, rule: item.rule,
                expected: item.expected, sentence: "\(place): \(field)\(value)\(item.message)\(expected)")
        }
        let isBroken = failure.items.contains { $0.rule == "bad_json" }
        return FailureReport(
            "batch", failure.exit,
            "\(failure.path): nothing was changed: \(Phrase.count(items.count, "failure"))", items: items,
            hints: isBroken ? ["each line is one operation, a JSON object; see: satchel batch --help"] : [])
    }
}
