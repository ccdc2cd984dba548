/// What a field of a record can hold, once for SQLite, JSON, CSV and text. What it means is said by the field's kind:
/// money is its minor units, a quantity its millionths, a date 'YYYY-MM-DD', a moment its microseconds.
package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
    case identifier(Identifier)
    /// A set of texts or ids, sorted and without doubles.
    case list([String])
    /// Keys with plain values, sorted by key.
    case map([MapEntry])

    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    package var boolean: Bool? {
        if case .boolean(let boolean) = self { boolean } else { nil }
    }

    package var identifier: Identifier? {
        if case .identifier(let identifier) = self { identifier } else { nil }
    }

    package var list: [String] {
        if case .list(let list) = self { list } else { [] }
    }

    package var map: [MapEntry] {
        if case .map(let map) = self { map } else { [] }
    }

    /// The set of some texts; null when there are none.
    package static func set(of texts: some Collection<String>) -> Value {
        if let only = texts.first, texts.count == 1 { return .list([only]) }
        let sorted = Array(Set(texts)).sorted { UTF16Order.isLess($0, $1) }
        return sorted.isEmpty ? .null : .list(sorted)
    }

    /// The map of some entries, the last one of a key counting and null removing; null when none is left.
    package static func map(of entries: some Collection<MapEntry>) -> Value {
        if let only = entries.first, entries.count == 1, !only.value.isNull { return .map([only]) }
        var byKey: [String: Value] = [:]
        for entry in entries { byKey[entry.key] = entry.value.isNull ? nil : entry.value }
        let sorted = byKey.map { MapEntry(key: $0.key, value: $0.value) }
            .sorted { UTF16Order.isLess($0.key, $1.key) }
        return sorted.isEmpty ? .null : .map(sorted)
    }

    /// The value of a key in a map; null when it has none.
    package subscript(key key: String) -> Value {
        map.first { $0.key == key }?.value ?? .null
    }
}

/// One key of a map with its plain value: text, integer or boolean.
package struct MapEntry: Hashable, Sendable {
    package let key: String
    package let value: Value

    package init(key: String, value: Value) {
        self.key = key
        self.value = value
    }
}

/// The order of JSON object keys in RFC 8785: by UTF-16 code units, which is not Swift's own order.
package enum UTF16Order {
    package static func isLess(_ left: String, _ right: String) -> Bool {
        left.utf16.lexicographicallyPrecedes(right.utf16)
    }
}
