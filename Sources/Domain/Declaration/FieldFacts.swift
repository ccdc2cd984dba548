/// What is declared beside a field's key, label and kind.
package enum Trait: Hashable, Sendable {
    case required
    /// What a new record gets when nothing is given.
    case standard(Value)
    /// Part of full-text search, with its weight.
    case searchable(weight: Int)
    /// A column of the list, smaller ranks stay longest when space is short.
    case column(rank: Int)
    /// Compared by a stored key without case (`<key>_key`).
    case keyed
    /// Sorted by a stored key without case and accents (`<key>_sort`).
    case sorted
    /// Has an index of its own.
    case indexed
    /// Personal data: journaled as a salted hash with the value sealed beside it.
    case personal
    /// One merge unit with another field.
    case merges(with: String)
    /// Computed by the program; nobody sets it.
    case derived
    /// A record that goes when the one it refers to goes, and comes back with it.
    case child
    /// Other column names that mean this field in an import.
    case alias(String)
}

/// One field of a resource as declared; the single source of its table column, validation, filter, list column, diff,
/// CSV, JSON and canonical bytes. A class, because a million rows walk over their fields: one reference to count.
package final class FieldFacts: Sendable {
    package let position: Int
    package let key: String
    package let label: String
    package let kind: Kind
    package let traits: Set<Trait>
    package let standard: Value
    package let isRequired: Bool
    package let isPersonal: Bool
    package let isDerived: Bool
    /// Whether the canonical bytes hold the value in a form of its kind: money and quantities.
    let isAmount: Bool

    init(position: Int, key: String, label: String, kind: Kind, traits: [Trait]) {
        self.position = position
        self.key = key
        self.label = label
        self.kind = kind
        self.traits = Set(traits)
        var standard = Value.null
        for case .standard(let value) in traits { standard = value }
        self.standard = standard
        isRequired = self.traits.contains(.required)
        isPersonal = self.traits.contains(.personal)
        isDerived = self.traits.contains(.derived)
        isAmount =
            switch kind {
            case .money, .quantity: true
            case .text, .note, .code, .integer, .boolean, .percent, .date, .moment, .choice, .reference, .references,
                .set, .map:
                false
            }
        isKeyed = self.traits.contains(.keyed)
        isSorted = self.traits.contains(.sorted)
    }

    package let isKeyed: Bool
    package let isSorted: Bool

    package var searchWeight: Int? {
        for case .searchable(let weight) in traits { return weight }
        return nil
    }

    package var columnRank: Int? {
        for case .column(let rank) in traits { return rank }
        return nil
    }

    package var aliases: [String] {
        traits.compactMap { if case .alias(let name) = $0 { name } else { nil } }.sorted()
    }

    /// The resource this field refers to.
    package var target: String? { kind.target }
}

extension FieldFacts: Hashable {
    package static func == (left: FieldFacts, right: FieldFacts) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
