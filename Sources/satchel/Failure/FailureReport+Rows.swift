// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Storage

/// Rows of an import that failed.
extension FailureReport {
    static func importFailed(_ result: ImportResult, _ resource: String) -> FailureReport {
        var report = FailureReport(
            "import", .validation,
            "\(Phrase.count(result.failureCount, "failure")) in \(Phrase.count(result.rowCount, result.form.noun))",
            items: cells(result, resource), hints: ways(result))
        report.dataItems = result.failures.prefix(dataItemsMax).map { cell($0, resource, result.form.place) }
        report.itemCount = result.failureCount
        report.lead = (result.form.encodingNotice.map { ["the file is \($0)"] } ?? []) + foreign(result)
        return report
    }

    /// What to know first where the file calls what a new record must have something else.
    private static func foreign(_ result: ImportResult) -> [String] {
        if result.missingFields.isEmpty { return [] }
        let column = result.form.column
        var lines = ["no \(column) gives \(result.missingFields.map(\.key).joined(separator: " and "))"]
        if !result.unknownHeaders.isEmpty {
            let namesMax = 40
            lines.append(
                "\(column)s that mean no field: "
                    + result.unknownHeaders.prefix(namesMax).joined(separator: ", "))
        }
        return lines + [mappingWay(column)]
    }

    /// How a person says what the columns of a file mean.
    static func mappingWay(_ column: String) -> String {
        "which \(column) is which field says a mapping: --save-map map.json makes one to fill in, "
            + "--map map.json uses it"
    }

    private static func ways(_ result: ImportResult) -> [String] {
        var hints: [String] = []
        if result.failureCount > result.failures.count {
            hints.append("\(result.failureCount - result.failures.count) more are not listed")
        }
        for resource in Resources.inOrderOfReference where result.missing.contains(resource.name) {
            hints.append(
                resource === Category.declaration.facts
                    ? "make the missing categories as well: --create-missing"
                    : "\(resource.name) must be there before what names them: "
                        + "satchel import FILE --into \(resource.name)"
            )
        }
        if let path = result.badRowsPath {
            hints.append(
                result.isDryRun
                    ? "the failing \(result.form.noun)s would be written to \(path)"
                    : "the failing \(result.form.noun)s are in \(path); mend and import that file\(again(result))")
        }
        if let problem = result.badRowsProblem {
            hints.append(
                "the failing \(result.form.noun)s could not be written to a file: \(host(problem).message)")
        }
        if let path = result.mappingPath { hints.append("the mapping that was used is in \(path)") }
        let isAnyGood = result.failedRows.count < result.rowCount
        return hints + [
            "nothing was imported"
                + (isAnyGood ? "; --on-error skip imports the other \(result.form.noun)s" : "")
        ]
    }

    /// What has to be said again when the mended rows are imported.
    static func again(_ result: ImportResult) -> String {
        result.options.isEmpty ? "" : ", again with \(result.options.joined(separator: " "))"
    }

    /// Failing cells in words. A name that is missing again and again, and a field that no row can have, are told once,
    /// with how often.
    private static func cells(_ result: ImportResult, _ resource: String) -> [Item] {
        struct Name: Hashable {
            let column: String
            let value: String
        }
        func name(_ failure: CellFailure) -> Name? {
            switch failure.rule {
            case .notFound: Name(column: failure.column, value: failure.value)
            case .required where result.missingFields.contains { $0.key == failure.column }:
                Name(column: failure.column, value: "")
            default: nil
            }
        }
        var counts: [Name: Int] = [:]
        for failure in result.failures { if let name = name(failure) { counts[name, default: 0] += 1 } }
        var items: [Item] = []
        for failure in result.failures {
            guard let name = name(failure) else {
                items.append(cell(failure, resource, result.form.place))
                continue
            }
            guard let count = counts.removeValue(forKey: name) else { continue }
            items.append(cell(failure, resource, result.form.place, more: count - 1))
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
