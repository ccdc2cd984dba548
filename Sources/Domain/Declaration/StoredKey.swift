internal import Text

/// A key that is stored beside a text field: what the text is compared or sorted by.
package struct StoredKey: Sendable, Hashable {
    package let position: Int
    package let column: String
    package let isSort: Bool

    /// The keys of a field: `<field>_key` without case, `<field>_sort` without case and accents.
    static func of(_ field: FieldFacts) -> [StoredKey] {
        (field.isKeyed ? [StoredKey(position: field.position, column: "\(field.key)_key", isSort: false)] : [])
            + (field.isSorted ? [StoredKey(position: field.position, column: "\(field.key)_sort", isSort: true)] : [])
    }

    /// The key of a record's text; nil where it has none.
    package func text(_ values: [Value]) -> String? {
        guard let text = values[position].text else { return nil }
        return isSort ? Normal.sortKey(text) : Normal.key(text)
    }
}
