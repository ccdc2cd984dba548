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
        case .unknownNames(let path, let place, let unknown): unknownNames(path, place, unknown)
        case .outputFailed(let error): host(error)
        case .assignments(let failures): store(.invalid(failures))
        case .outputExists(let path):
            FailureReport("exists", .failed, "\(path): something else stands there", hints: ["choose another path"])
        case .cannotExport(let reason): FailureReport("export", .failed, "not exported: \(reason)")
        case .nothingMatches(let resource):
            FailureReport("not_found", .notFound, "none of the \(resource) matches; nothing was changed")
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
                    row: problem.line, field: problem.key, value: problem.value, rule: "configuration",
                    expected: problem.expected, sentence: problem.sentence)
            }, hints: ["check it: satchel config check"])
    }

    static func batch(_ failure: BatchFailure) -> FailureReport {
        let items = failure.items.map { item in
            let field = item.field.map { "\($0): " } ?? ""
            let value = item.value.map { "\(Phrase.quoted($0)) " } ?? ""
            let expected = item.expected.map { "; accepted: \($0)" } ?? ""
            return Item(
                record: item.record, row: item.line, field: item.field, value: item.value, rule: item.rule,
                expected: item.expected,
                sentence: "operation \(item.index) (line \(item.line)): \(field)\(value)\(item.message)\(expected)")
        }
        return FailureReport(
            "batch", failure.exit,
            "\(failure.path): nothing was changed: \(Phrase.count(items.count, "failure"))", items: items)
    }

    private static func importFailed(_ result: ImportResult, _ resource: String) -> FailureReport {
        var hints: [String] = []
        if result.failureCount > result.failures.count {
            hints.append("\(result.failureCount - result.failures.count) more are not listed")
        }
        if let path = result.badRowsPath {
            hints.append("the failing \(result.form.noun)s are in \(path); mend and import that file")
        }
        hints.append("nothing was imported; --on-error skip imports the other \(result.form.noun)s")
        return FailureReport(
            "import", .validation,
            "\(Phrase.count(result.failureCount, "failure")) in \(Phrase.count(result.rowCount, result.form.noun))",
            items: result.failures.map { cell($0, resource, result.form.place) }, hints: hints)
    }

    /// One failing cell in words and as data.
    static func cell(_ failure: CellFailure, _ resource: String, _ place: String) -> Item {
        let column = failure.column.isEmpty ? "" : ", \(failure.column)"
        let value = failure.value.isEmpty ? "" : "\(Phrase.quoted(failure.value)) "
        let expected = failure.rule.expected.map { "; accepted: \($0)" } ?? ""
        return Item(
            record: nil, row: failure.row, field: failure.column.isEmpty ? nil : failure.column,
            value: failure.value.isEmpty ? nil : failure.value, rule: failure.rule.code,
            expected: failure.rule.expected,
            sentence: "\(place) \(failure.row)\(column): \(value)\(failure.rule.sentence)\(expected)")
    }

    private static func unknownNames(_ path: String, _ place: String, _ unknown: [ImportReferences.Unknown])
        -> FailureReport
    {
        let items = unknown.flatMap { column in
            column.names.map { name, row in
                Item(
                    row: row, field: column.column, value: name, rule: "not_found",
                    expected: "one of the \(column.resource)",
                    sentence:
                        "\(place) \(row), \(column.column): \(Phrase.quoted(name)) is none of the \(column.resource)")
            }
        }
        let isCategory = unknown.contains { $0.resource == Category.shape.name }
        return FailureReport(
            "import", .validation,
            "\(path): nothing was imported: \(Phrase.count(items.count, "name is", "names are")) not known",
            items: items,
            hints: isCategory ? ["make the missing categories as well: --create-missing"] : [])
    }
}
