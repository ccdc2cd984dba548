internal import Domain
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
        case .batch(let failure): batch(failure)
        case .importFailed(let result, let resource): importFailed(result, resource)
        case .outputFailed(let error): host(error)
        case .assignments(let failures): store(.invalid(failures))
        case .outputExists(let path):
            FailureReport("exists", .failed, "\(path): something else stands there", hints: ["choose another path"])
        case .outputInUse(let path, let user):
            FailureReport("in_use", .usage, "\(path): this is \(user)", hints: ["choose another path"])
        case .fileTooLarge(let path, let max):
            FailureReport("too_large", .validation, "\(path): this is larger than \(Phrase.size(Int64(max)))")
        case .cannotExport(let reason): FailureReport("export", .failed, "not exported: \(reason)")
        case .nothingMatches(let resource):
            FailureReport("not_found", .notFound, "none of the \(resource) matches; nothing was changed")
        case .sort(let failure, let text): sort(failure, text)
        case .inTrash(let resource, let name, let key, let since):
            FailureReport(
                "deleted", .notFound, "\(Phrase.quoted(name)) is in the trash since \(LocalMoment.text(since))",
                hints: [
                    "bring it back: satchel restore \(resource) \(Phrase.argument(key))",
                    "look at it: satchel show \(resource) \(Phrase.argument(key)) --deleted",
                ])
        case .demoElsewhere(let path):
            FailureReport(
                "store_exists", .failed, "\(path): this is a store of your own, the demo is not put into it",
                hints: ["choose another path: satchel --store PATH demo"])
        }
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

    private static func importFailed(_ result: ImportResult, _ resource: String) -> FailureReport {
        var hints: [String] = []
        if result.failureCount > result.failures.count {
            hints.append("\(result.failureCount - result.failures.count) more are not listed")
        }
        if result.missesCategories { hints.append("make the missing categories as well: --create-missing") }
        if let path = result.badRowsPath {
            hints.append(
                result.isDryRun
                    ? "the failing \(result.form.noun)s would be written to \(path)"
                    : "the failing \(result.form.noun)s are in \(path); mend and import that file")
        }
        if let problem = result.badRowsProblem {
            hints.append(
                "the failing \(result.form.noun)s could not be written to a file: \(host(problem).message)")
        }
        hints.append("nothing was imported; --on-error skip imports the other \(result.form.noun)s")
        return FailureReport(
            "import", .validation,
            "\(Phrase.count(result.failureCount, "failure")) in \(Phrase.count(result.rowCount, result.form.noun))",
            items: cells(result.failures, resource, result.form), hints: hints)
    }

    /// Failing cells in words; a name that is missing again and again is told once, with how often.
    private static func cells(_ failures: [CellFailure], _ resource: String, _ form: ImportForm) -> [Item] {
        struct Name: Hashable {
            let column: String
            let value: String
        }
        func name(_ failure: CellFailure) -> Name? {
            guard case .notFound = failure.rule else { return nil }
            return Name(column: failure.column, value: failure.value)
        }
        var counts: [Name: Int] = [:]
        for failure in failures { if let name = name(failure) { counts[name, default: 0] += 1 } }
        var items: [Item] = []
        for failure in failures {
            guard let name = name(failure) else {
                items.append(cell(failure, resource, form.place))
                continue
            }
            guard let count = counts.removeValue(forKey: name) else { continue }
            items.append(cell(failure, resource, form.place, more: count - 1))
        }
        return items
    }

    /// One failing cell in words and as data.
    static func cell(_ failure: CellFailure, _ resource: String, _ place: String, more: Int = 0) -> Item {
        var sentence = "\(place) \(failure.row)"
        if !failure.column.isEmpty { sentence += ", \(failure.column)" }
        // "row 3 has 4 cells": what is wrong with a row as a whole goes on in one sentence.
        sentence += failure.column.isEmpty && failure.value.isEmpty ? " " : ": "
        if !failure.value.isEmpty { sentence += "\(Phrase.quoted(failure.value)) " }
        sentence += failure.rule.sentence + Phrase.accepted(failure.rule.expected)
        if more > 0 { sentence += " (and in \(Phrase.count(more, "more \(place)"))" + ")" }
        return Item(
            record: nil, row: failure.row, field: failure.column.isEmpty ? nil : failure.column,
            value: failure.value.isEmpty ? nil : failure.value, rule: failure.rule.code,
            expected: failure.rule.expected, sentence: sentence)
    }
}
