internal import Text

/// Answers a filter for the values of one record: for conditions of permissions. What lies outside the record (system
/// fields, records referred to, full-text search) it does not see and answers with no.
package struct FilterEvaluator: Sendable {
    private let resource: ResourceFacts

    package init(resource: ResourceFacts) {
        self.resource = resource
    }

    package func matches(_ filter: Filter, _ values: [Value]) -> Bool {
        switch filter {
        case .and(let parts): parts.allSatisfy { matches($0, values) }
        case .or(let parts): parts.contains { matches($0, values) }
        case .not(let part): !matches(part, values)
        case .isSet(let path): !value(path, values).isNull
        case .compare(let path, let comparison, let wanted):
            compare(value(path, values), comparison, wanted, foldsCase(path))
        case .oneOf(let path, let wanted):
            wanted.contains { compare(value(path, values), .equal, $0, foldsCase(path)) }
        case .refers, .deleted, .word: false
        }
    }

    private func value(_ path: Filter.Path, _ values: [Value]) -> Value {
        guard let position = resource.positions[path.field] else { return .null }
        return path.member.map { values[position][key: $0] } ?? values[position]
    }

    private func foldsCase(_ path: Filter.Path) -> Bool {
        resource.field(path.field)?.kind.foldsCase ?? false
    }

    /// Null compares like SQL: nothing holds for it but being unequal.
    private func compare(_ value: Value, _ comparison: Filter.Operator, _ wanted: Value, _ foldsCase: Bool) -> Bool {
        func key(_ text: String) -> String { foldsCase ? Normal.key(text) : text }
        if case .list(let list) = value {
            guard let text = wanted.text ?? wanted.identifier?.text else { return false }
            let wanted = key(text)
            return list.contains { entry in
                comparison == .contains ? Self.contains(Normal.sortKey(entry), text) : key(entry) == wanted
            }
        }
        if comparison == .contains {
            guard let text = Self.text(value), let part = wanted.text else { return false }
            return Self.contains(Normal.sortKey(text), part)
        }
        if value.isNull { return comparison == .notEqual }
        switch (value, wanted) {
        case (.integer(let left), .integer(let right)): return Self.holds(comparison, left, right)
        case (.boolean(let left), .boolean(let right)): return comparison == .notEqual ? left != right : left == right
        case (.identifier(let left), .identifier(let right)): return Self.holds(comparison, left, right)
        case (.integer(let left), .text(let right)):
            return Int64(right).map { Self.holds(comparison, left, $0) } ?? (comparison == .notEqual)
        case (.boolean(let left), .text(let right)):
            // A map's entry: its filter does not know its kind.
            guard comparison == .equal, let right = FieldReading.boolean(right) else {
                return comparison == .notEqual && left != FieldReading.boolean(right)
            }
            return left == right
        case (.text(let left), .text(let right)):
            return Self.holds(comparison, Array(key(left).utf8), Array(key(right).utf8))
        default: return comparison == .notEqual
        }
    }

    /// By bytes, as SQL has it: Swift's own search goes by whole clusters and misses a part of an emoji.
    private static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    private static func text(_ value: Value) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .null, .boolean, .identifier, .list, .map: nil
        }
    }

    private static func holds<T: Comparable>(_ comparison: Filter.Operator, _ left: T, _ right: T) -> Bool {
        switch comparison {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .contains: false
        }
    }

    private static func holds(_ comparison: Filter.Operator, _ left: [UInt8], _ right: [UInt8]) -> Bool {
        switch comparison {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left.lexicographicallyPrecedes(right)
        case .lessOrEqual: !right.lexicographicallyPrecedes(left)
        case .greater: right.lexicographicallyPrecedes(left)
        case .greaterOrEqual: !left.lexicographicallyPrecedes(right)
        case .contains: false
        }
    }
}
