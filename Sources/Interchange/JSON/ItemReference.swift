package import Domain

/// How a JSON record names the records it refers to: by text, by `{"id", "name"}`, or by an array of these.
package struct ItemReference: Hashable, Sendable {
    /// The id where there is one, else the name.
    package let key: String
    /// The name beside an id: what is meant in a store that does not have the id.
    package let name: String?

    /// The records that a value names; none for null.
    package static func parts(_ json: JSONValue, _ field: FieldFacts, _ column: ImportPlan.Column)
        throws(FailureRuleError) -> [ItemReference]
    {
        switch json {
        case .array(let elements):
            guard case .references = field.kind else { throw FailureRuleError(.notText) }
            var parts: [ItemReference] = []
            for element in elements {
                guard let part = part(element, column) else { throw FailureRuleError(.notAList) }
                parts.append(part)
            }
            return parts
        case .string(let text):
            let text = column.transforms.reduce(text) { $1.apply($0) }
            if case .references = field.kind { return ListText.parts(text).map { ItemReference(key: $0, name: nil) } }
            return text.isEmpty ? [] : [ItemReference(key: text, name: nil)]
        case .null where !column.transforms.isEmpty: return try parts(.string(""), field, column)
        case .null: return []
        default:
            guard let part = part(json, column) else { throw FailureRuleError(.notText) }
            return [part]
        }
    }

    private static func part(_ json: JSONValue, _ column: ImportPlan.Column) -> ItemReference? {
        func text(_ json: JSONValue?) -> String? {
            guard let text = json?.string, !text.isEmpty else { return nil }
            return column.transforms.reduce(text) { $1.apply($0) }
        }
        switch json {
        case .string: return text(json).map { ItemReference(key: $0, name: nil) }
        case .number(let number): return ItemReference(key: number, name: nil)
        case .object:
            if let id = json["id"]?.string, !id.isEmpty { return ItemReference(key: id, name: text(json["name"])) }
            return text(json["name"]).map { ItemReference(key: $0, name: nil) }
        case .null, .boolean, .array: return nil
        }
    }

    /// The one text that a row holds for them.
    static func text(_ parts: [ItemReference], _ field: FieldFacts) -> String {
        guard case .references = field.kind else { return parts.first?.key ?? "" }
        return parts.map { ListText.quoted($0.key) }.joined(separator: ",")
    }
}
