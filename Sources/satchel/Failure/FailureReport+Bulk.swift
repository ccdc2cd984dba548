// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

extension FailureReport {
    /// Why records of a change of many are refused, each reason once with how many it concerns.
    static func bulk(_ preview: BulkPreview, _ resource: String) -> FailureReport {
        let items = preview.problems.compactMap(item)
        let reports = preview.problems.compactMap(\.examples.first).map(report)
        let isOne = Set(reports.map(\.exit)).count == 1
        var report = FailureReport(
            isOne ? reports[0].code : "invalid", isOne ? reports[0].exit : .validation,
            "nothing was changed: \(preview.failureCount) of \(preview.recordCount) \(resource) "
                + "\(preview.failureCount == 1 ? "is" : "are") not accepted", items: items)
        if !preview.knowsAllRefused { report.hints = ["mend the change or narrow the filter"] }
        return report
    }

    /// One failure as it would be told if it were the only one.
    private static func report(_ failure: BulkFailure) -> FailureReport {
        switch failure.reason {
        case .invalid(let failure): store(.invalid([failure]))
        case .denied(let denial): store(.denied(denial))
        case .gone: store(.gone(resource: "", record: failure.name))
        case .missing: store(.notFound(resource: "records", key: failure.name))
        }
    }

    private static func item(_ problem: BulkProblem) -> Item? {
        guard let example = problem.examples.first else { return nil }
        var item: Item
        if case .invalid(let failure) = example.reason {
            item = Self.item(failure)
        } else {
            let report = report(example)
            item = Item(
                record: example.name, row: nil, field: nil, value: nil, rule: report.code, expected: nil,
                sentence: "\(Phrase.short(example.name)): \(report.message)")
        }
        guard problem.count > 1 else { return item }
        let more = " (and \(Phrase.count(problem.count - 1, "more record")) alike)"
        return Item(
            record: item.record, row: item.row, field: item.field, value: item.value, rule: item.rule,
            expected: item.expected, sentence: item.sentence + more)
    }
}
