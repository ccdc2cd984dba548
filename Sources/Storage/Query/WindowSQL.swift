internal import Domain
internal import SQLite

/// A query's window as SQL: filter, order by keyset, and the index to walk.
struct WindowSQL {
    let table: RecordTable
    let query: Query
    /// The rows that may be in the window, where full-text search has answered the filter's words.
    let rows: [Int64]?
    /// What the reader may see.
    let sight: Visibility

    /// Whether the index of the order is walked although the filter may leave out nearly all of it.
    var walksIndex = false

    private(set) var parameters: [Value] = []

    init(table: RecordTable, query: Query, rows: [Int64]?, sight: Visibility) {
        self.table = table
        self.query = query
        self.rows = rows
        self.sight = sight
    }

    /// One column of the order: what is sorted by, and whether it may be NULL.
    struct Term {
        let sql: String
        let isDescending: Bool
        let isNullable: Bool
        /// The index that holds live records in this order.
        let index: String?
        let kind: Kind
    }

    private static func named(_ name: String) -> String { "\(RecordTable.alias).\(name)" }

    static func terms(_ sort: [SortTerm], _ table: RecordTable, _ sight: Visibility) -> [Term] {
        sort.compactMap { term in
            if let system = SystemField(rawValue: term.field) {
                return Term(
                    sql: named(FilterSQL.column(system)), isDescending: term.isDescending,
                    isNullable: system == .deletedAt, index: nil, kind: system.kind)
            }
            guard let field = table.resource.field(term.field) else { return nil }
            return Self.term(field, isDescending: term.isDescending, table, sight)
        }
    }

    private static func term(_ field: FieldFacts, isDescending: Bool, _ table: RecordTable, _ sight: Visibility)
        -> Term
    {
        let isNullable = !field.isRequired
        func make(_ sql: String, _ index: String?, _ kind: Kind, isNullable: Bool) -> Term {
            Term(sql: sql, isDescending: isDescending, isNullable: isNullable, index: index, kind: kind)
        }
        if field.isSorted {
            let index = "\(table.name)_\(field.key)_sort"
            return make(named("\(field.key)_sort"), index, .text(max: .max), isNullable: isNullable)
        }
        if field.isKeyed {
            let unique = table.indexes.first { $0.key?.fields == [field.key] }?.name
            return make(named("\(field.key)_key"), unique, .text(max: .max), isNullable: isNullable)
        }
        let column = named(RecordTable.quoted(field.key))
        switch field.kind {
        case .text, .note:
            return make("sort_key(\(column))", nil, .text(max: .max), isNullable: isNullable)
        case .reference(let target):
            // By names that may not all be seen an order would tell them: then it is that of the ids.
            guard let other = Resources.named(target), sight.condition(on: other) == nil else { break }
            let label = other.positions["path"] == nil ? other.shape.labelField : "path"
            let part = other.field(label)
            let key = part?.isSorted == true ? "\(label)_sort" : part?.isKeyed == true ? "\(label)_key" : label
            let name = other.shape.singular
            return make(
                "(SELECT \(name).\(key) FROM \(name) WHERE \(name).id = \(column))", nil, .text(max: .max),
                isNullable: true)
        case .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .references, .set, .map:
            break
        }
        return make(column, nil, field.kind, isNullable: isNullable)
    }

    /// The select of the window; `parameters` hold its values afterwards.
    mutating func select() -> String {
        let terms = Self.terms(query.sort, table, sight)
        let conditions = conditions(terms: terms)
        let order =
            terms.map { "\($0.sql)\($0.isDescending != query.isBackwards ? " DESC" : "")" }
            + ["\(Self.named("n"))\(isRowDescending(terms) != query.isBackwards ? " DESC" : "")"]
        let columns = ([table.selectColumns] + terms.map(\.sql)).joined(separator: ", ")
        return """
            SELECT \(columns) FROM \(table.name) AS \(RecordTable.alias) \(hint(terms)) \
            WHERE \(conditions.joined(separator: " AND ")) \
            ORDER BY \(order.joined(separator: ", ")) LIMIT \(query.limit)
            """
    }

    /// The count of the rows before the cursor; `parameters` hold its values afterwards.
    mutating func countBefore() -> String {
        precondition(query.isBackwards && query.cursor != nil)
        let terms = Self.terms(query.sort, table, sight)
        let conditions = conditions(terms: terms).joined(separator: " AND ")
        return "SELECT count(*) FROM \(table.name) AS \(RecordTable.alias) \(hint(terms)) WHERE \(conditions)"
    }

    /// What the rows of the window must meet.
    private mutating func conditions(terms: [Term]) -> [String] {
        let filter = FilterSQL.condition(
            rows == nil ? query.filter : query.filter.withoutWords, table: table, sight: sight)
        parameters = filter.parameters
        var conditions = [filter.sql]
        if let rows { conditions.append(Self.isOneOf(rows, &parameters)) }
        if let cursor = query.cursor { conditions.append(keyset(terms, cursor)) }
        return conditions
    }

    /// The condition that a record stands in one of some rows. They are one parameter, so that the statement's text is
    /// the same for all of them.
    static func isOneOf(_ rows: [Int64], _ parameters: inout [Value]) -> String {
        parameters.append(.text("[\(rows.map(String.init).joined(separator: ","))]"))
        return "\(named("n")) IN (SELECT value FROM json_each(?\(parameters.count)))"
    }

    /// Ties are broken by row number in the direction of the last column, so that an index gives the whole order.
    private func isRowDescending(_ terms: [Term]) -> Bool {
        terms.last?.isDescending ?? false
    }

    /// Which index to walk. A partial index over live records misleads the planner into a million random reads, so
    /// the choice is not left to it (measured: 2.3 s against 0.2 s).
    private func hint(_ terms: [Term]) -> String {
        if rows != nil || query.filter.asksForDeleted { return "" }
        if query.filter.isSelective(in: table) { return "" }
        let isWhole = query.filter == .all && sight.condition(on: table.resource) == nil
        if let index = terms.first?.index, isWhole || walksIndex { return "INDEXED BY \(index)" }
        return "NOT INDEXED"
    }

    /// The rows behind the cursor (or before it, backwards), correct for NULL, descending order and ties.
    private mutating func keyset(_ terms: [Term], _ cursor: Cursor) -> String {
        var alternatives: [String] = []
        var equal: [String] = []
        for (term, value) in zip(terms, cursor.values) {
            if let beyond = beyond(term, value) { alternatives.append((equal + [beyond]).joined(separator: " AND ")) }
            if value.isNull {
                equal.append("\(term.sql) IS NULL")
            } else {
                parameters.append(value)
                equal.append("\(term.sql) = ?\(parameters.count)")
            }
        }
        parameters.append(.integer(cursor.row))
        let isDescending = isRowDescending(terms) != query.isBackwards
        let sign = (isDescending ? "<" : ">") + (cursor.isInclusive ? "=" : "")
        alternatives.append((equal + ["\(Self.named("n")) \(sign) ?\(parameters.count)"]).joined(separator: " AND "))
        let all = "(" + alternatives.map { "(\($0))" }.joined(separator: " OR ") + ")"
        return bound(terms, cursor).map { "\($0) AND \(all)" } ?? all
    }

    /// A bound on the leading column alone, so that the index can be entered at the right place.
    private mutating func bound(_ terms: [Term], _ cursor: Cursor) -> String? {
        guard let term = terms.first, let value = cursor.values.first, !value.isNull, !term.isNullable else {
            return nil
        }
        parameters.append(value)
        return "\(term.sql) \(term.isDescending != query.isBackwards ? "<=" : ">=") ?\(parameters.count)"
    }

    /// NULL sorts before everything else in SQLite.
    private mutating func beyond(_ term: Term, _ value: Value) -> String? {
        let isDescending = term.isDescending != query.isBackwards
        if value.isNull { return isDescending ? nil : "\(term.sql) IS NOT NULL" }
        parameters.append(value)
        let comparison = "\(term.sql) \(isDescending ? "<" : ">") ?\(parameters.count)"
        return isDescending && term.isNullable ? "(\(comparison) OR \(term.sql) IS NULL)" : comparison
    }
}

extension Filter {
    /// Whether a condition at the top names few records through an index of its own.
    func isSelective(in table: RecordTable) -> Bool {
        switch self {
        case .and(let parts): parts.contains { $0.isSelective(in: table) }
        case .compare(let path, .equal, _):
            path.member == nil
                && (path.field == "id"
                    || table.resource.field(path.field).map { $0.isKeyed || $0.traits.contains(.indexed) } ?? false)
        case .oneOf, .or, .not, .compare, .refers, .isSet, .deleted, .word: false
        }
    }
}
