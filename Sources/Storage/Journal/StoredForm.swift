internal import Domain
internal import SQLite

/// Whether a column holds a value byte for byte as the program binds it.
enum StoredForm {
    static func isRight(_ row: Statement, _ column: Int, _ value: Value) -> Bool {
        switch value {
        case .null: row.isNull(column)
        case .boolean(let boolean): row.integer(column) == (boolean ? 1 : 0)
        case .integer, .identifier: true
        case .text(let text): row.withBytes(column) { $0.elementsEqual(text.utf8) }
        case .list, .map: row.withBytes(column) { $0.elementsEqual(canonical(value)) }
        }
    }

    /// Whether two texts are the same bytes: Swift's own equality takes é for e with an accent.
    static func isIdentical(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }

    private static func canonical(_ value: Value) -> [UInt8] {
        var json = CanonicalJSON()
        CanonicalValue.append(value, to: &json)
        return json.bytes
    }
}

extension Value {
    /// Whether two values are the same bytes in the journal.
    func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
        case (.map(let left), .map(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy {
                    $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.isIdentical(to: $1.value)
                }
        default: self == other
        }
    }
}
