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
                let (reason, expected) = refusal(name, field, resource)
                throw FilterError(start: start, end: start + part.count, reason: reason, expected: expected)
            }
            terms.append(SortTerm(field: field?.key ?? name, isDescending: isDescending))
            start += part.count + 1
        }
        return terms
    }

    /// Why there is no order by a name, and which there is.
    private static func refusal(_ name: String, _ field: FieldFacts?, _ resource: ResourceFacts) -> (String, String) {
        let system = SystemField.allCases.map(\.rawValue)
        let words = name.split(separator: " ").map(String.init)
        if words.count == 2,
            let way = ["desc": "-", "descending": "-", "asc": "", "ascending": ""][words[1].lowercased()]
        {
            return ("“\(words[1])” is no part of an order", "\(way)\(words[0])")
        }
        let head = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
        if field != nil || (head != name && resource.fieldCalled(head) != nil) {
            let sortable = resource.fields.filter(isSortable).map(\.key) + system
            return ("\(resource.name) cannot be ordered by “\(name)”", sortable.joined(separator: ", "))
        }
        let near = resource.near(name, beside: system, where: isSortable)
        return ("“\(name)” is no field of \(resource.name)", near.joined(separator: ", "))
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
