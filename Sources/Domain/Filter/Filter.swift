/// Which records are meant. Parsed from text by `FilterParser`; the store turns it into SQL, `FilterEvaluator` answers
/// it
/// for one record.
package indirect enum Filter: Hashable, Sendable {
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contains = "~"
    }

    /// What a comparison looks at.
    package struct Path: Hashable, Sendable {
        package let field: String
        /// The key of a map, or the field of the record referred to.
        package let member: String?

        package init(field: String, member: String? = nil) {
            self.field = field
            self.member = member
        }
    }

    case and([Filter])
    case or([Filter])
    case not(Filter)
    case compare(Path, Operator, Value)
    case oneOf(Path, [Value])
    /// The name a person gave for the record referred to.
    case refers(Path, String)
    case isSet(Path)
    /// Deleted records, and only these.
    case deleted
    /// A word of full-text search; the last one of a text matches as a prefix.
    case word(String, isPrefix: Bool)

    /// Everything.
    package static let all = Filter.and([])
    /// Nothing.
    package static let none = Filter.or([])

    /// The words of full-text search that the filter asks for at its top.
    package var words: [(word: String, isPrefix: Bool)] {
        switch self {
        case .word(let word, let isPrefix): [(word, isPrefix)]
        case .and(let parts): parts.flatMap(\.words)
        case .or, .not, .compare, .oneOf, .refers, .isSet, .deleted: []
        }
    }

    /// The filter without the words at its top.
    package var withoutWords: Filter {
        switch self {
        case .word: .all
        case .and(let parts): .and(parts.map(\.withoutWords).filter { $0 != .all })
        case .or, .not, .compare, .oneOf, .refers, .isSet, .deleted: self
        }
    }

    /// Whether deleted records are asked for somewhere.
    package var asksForDeleted: Bool {
        switch self {
        case .deleted: true
        case .and(let parts), .or(let parts): parts.contains(where: \.asksForDeleted)
        case .not(let part): part.asksForDeleted
        case .word, .compare, .oneOf, .refers, .isSet: false
        }
    }
}

/// Where and why a filter does not parse; offsets count characters from 0.
package struct FilterError: Error, Hashable, Sendable {
    package let start: Int
    package let end: Int
    package let reason: String
    package let expected: String?

    package init(start: Int, end: Int, reason: String, expected: String? = nil) {
        self.start = start
        self.end = end
        self.reason = reason
        self.expected = expected
    }
}

/// What a name given for a record means.
package enum NameMeaning: Hashable, Sendable {
    case record(Identifier)
    /// Several records are called so.
    case several([String])
    /// None is; some are called nearly so.
    case unknown(near: [String])
}

/// Looks up what a name means among the records of a resource; nil where that cannot be told.
package typealias NameLookUp = (_ name: String, _ resource: String) -> NameMeaning?

/// What a filter's words mean to whom and when.
package struct FilterViewpoint: Sendable {
    package let currency: String
    package let today: CalendarDate
    /// Microseconds UTC at which a day begins in the reader's zone.
    package let startOfDay: @Sendable (CalendarDate) -> Int64
    package let me: Identifier?

    package init(
        currency: String, today: CalendarDate, me: Identifier?,
        startOfDay: @escaping @Sendable (CalendarDate) -> Int64 = { Int64($0.daysSince1970) * 86_400_000_000 }
    ) {
        self.currency = currency
        self.today = today
        self.me = me
        self.startOfDay = startOfDay
    }
}

/// Fields every record has beside the declared ones.
package enum SystemField: String, CaseIterable, Sendable {
    case id, createdAt = "created", createdBy = "created_by", updatedAt = "updated", updatedBy = "updated_by"
    case deletedAt = "deleted"

    package var kind: Kind {
        switch self {
        case .id: .reference("")
        case .createdAt, .updatedAt, .deletedAt: .moment
        case .createdBy, .updatedBy: .reference("members")
        }
    }

    /// What a person calls it.
    package var label: String {
        switch self {
        case .id: "Id"
        case .createdAt: "Created"
        case .createdBy: "Created by"
        case .updatedAt: "Updated"
        case .updatedBy: "Updated by"
        case .deletedAt: "Deleted"
        }
    }
}
