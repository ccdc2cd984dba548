internal import Synchronization

/// A Swift type that a field's value can be read as.
package protocol FieldValue: Hashable, Sendable {
    init?(_ value: Value)
    var value: Value { get }
}

/// One field of a resource, typed: what rules read as `product.price`.
package struct Field<V: FieldValue>: Sendable {
    package let position: Int

    package init(_ key: String, _ label: String, _ kind: Kind, _ traits: Trait...) {
        position = Collector.add(key, label, kind, traits)
    }
}

/// Numbers the fields while a resource's one shared instance is built; task-local, so tests may declare side by side.
final class Collector: Sendable {
    @TaskLocal static var current: Collector?
    private let facts = Mutex<[FieldFacts]>([])

    var collected: [FieldFacts] { facts.withLock { $0 } }

    static func add(_ key: String, _ label: String, _ kind: Kind, _ traits: [Trait]) -> Int {
        guard let current else { preconditionFailure("field \(key) outside a resource") }
        return current.facts.withLock { facts in
            facts.append(FieldFacts(position: facts.count, key: key, label: label, kind: kind, traits: traits))
            return facts.count - 1
        }
    }
}

extension String: FieldValue {
    package init?(_ value: Value) {
        switch value {
        case .text(let text): self = text
        case .null: self = ""
        default: return nil
        }
    }

    package var value: Value { isEmpty ? .null : .text(self) }
}

extension Int64: FieldValue {
    package init?(_ value: Value) {
        guard let integer = value.integer else { return nil }
        self = integer
    }

    package var value: Value { .integer(self) }
}

extension Bool: FieldValue {
    package init?(_ value: Value) {
        switch value {
        case .boolean(let boolean): self = boolean
        case .null: self = false
        default: return nil
        }
    }

    package var value: Value { .boolean(self) }
}

extension Identifier: FieldValue {
    package init?(_ value: Value) {
        guard let identifier = value.identifier else { return nil }
        self = identifier
    }

    package var value: Value { .identifier(self) }
}

extension Value: FieldValue {
    package init?(_ value: Value) {
        self = value
    }

    package var value: Value { self }
}

extension Optional: FieldValue where Wrapped: FieldValue {
    package init?(_ value: Value) {
        if value.isNull {
            self = .none
        } else {
            guard let wrapped = Wrapped(value) else { return nil }
            self = .some(wrapped)
        }
    }

    package var value: Value { self?.value ?? .null }
}
