/// One column of an order.
package struct SortTerm: Hashable, Sendable {
    package let field: String
    package let isDescending: Bool

    package init(field: String, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }

    /// Columns an order may have; a list of some thousand is a mistake.
    package static let termsMax = 16

    /// The order of a text like `-price,name`.
    package static func parse(_ text: String, for resource: ResourceFacts) throws(FilterError) -> [SortTerm] {
        var terms: [SortTerm] = []
        var start = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard terms.count < termsMax else {
                throw FilterError(
                    start: start, end: start + part.count, reason: "an order has at most \(termsMax) fields")
            }
            let isDescending = part.hasPrefix("-")
            let name = Trim.blanks(String(isDescending ? part.dropFirst() : part))
            let field = resource.fieldCalled(name)
            guard field.map(isSortable) ?? (SystemField(rawValue: name) != nil) else {
                let near = resource.near(
                    name, beside: SystemField.allCases.map(\.rawValue), where: isSortable)
                throw FilterError(
                    start: start, end: start + part.count,
                    reason: field == nil
                        ? "“\(name)” is no field of \(resource.name)"
                        : "\(resource.name) cannot be ordered by “\(name)”",
                    expected: near.joined(separator: ", "))
            }
            terms.append(SortTerm(field: field?.key ?? name, isDescending: isDescending))
            start += part.count + 1
        }
        return terms
    }

    package var text: String { isDescending ? "-\(field)" : field }

    private static func isSortable(_ field: FieldFacts) -> Bool {
        switch field.kind {
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference:
            true
        case .references, .set, .map: false
        }
    }
}
