// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// A list of any length of which only the rows around the cursor are kept.
struct RecordList: Equatable, Sendable {
    /// What a load was asked for.
    enum Purpose: Equatable, Sendable {
        /// The first rows of a list that begins anew.
        case first
        /// The last rows.
        case last
        /// Rows that follow the ones there are.
        case after
        /// Rows before the ones there are.
        case before
        /// The same rows as the store has them now.
        case refresh
        /// A record that was under the cursor and is no longer among the rows.
        case seek(Spot)
        /// A list that begins anew at a record; at its first row when the record is not in it.
        case at(Spot)
        /// The rows that end with the record found by `seek` or `at`.
        case around(Spot)
        /// Rows behind that record, so that it stands where it stood on the screen.
        case below(Spot)

        /// Whether the rows on the screen are about to be replaced by others.
        var replaces: Bool {
            switch self {
            case .first, .last, .at, .around, .below: true
            case .after, .before, .refresh, .seek: false
            }
        }
    }

    /// A record and the row of the screen it stands on.
    struct Spot: Equatable, Sendable {
        let record: Identifier
        let screenRow: Int
    }

    struct Load: Equatable, Sendable {
        let id: RequestID
        let purpose: Purpose
    }

    /// The question how many rows there are.
    struct Counting: Equatable, Sendable {
        let id: RequestID
        /// Whether rows came in since it was asked: its answer may be that of before.
        var isOutdated = false
    }

    /// The question how many rows stand before the one under the cursor.
    struct Ranking: Equatable, Sendable {
        let id: RequestID
        let record: Identifier
        /// Whether rows came in since it was asked: its answer may be that of before.
        var isOutdated = false
    }

    let resource: ResourceFacts
    var records: [StoredRecord] = []
    var names: [Identifier: String] = [:]
    var viewport = Viewport()
    var hasBefore = false
    var hasAfter = false
    /// How many rows stand before the first one kept; nil when that is not known.
    var offset: Int?
    /// Whether others may have changed what stands before.
    var isOffsetStale = false
    /// How many rows the list has, when it is known.
    var total: Int64?
    var isTotalStale = true
    var filter = Filter.all
    /// What all of the list have in common, whatever the filter says.
    var base = Filter.all
    /// The order chosen; empty for the usual one.
    var sort: [SortTerm] = []
    var load: Load?
    var counting: Counting?
    var ranking: Ranking?
    /// Whether rows were ever loaded.
    var isLoaded = false

    var current: StoredRecord? { records.indices.contains(viewport.cursor) ? records[viewport.cursor] : nil }

    /// The order rows come in.
    var order: [SortTerm] {
        sort.isEmpty ? resource.shape.defaultSort.map { SortTerm(field: $0) } : sort
    }

    /// The viewport of the cursor's row in the whole list, from 1.
    var position: Int64? { records.isEmpty ? nil : offset.map { Int64($0 + viewport.cursor + 1) } }

    /// Rows asked for at a time: two screens and a half. The first and the last ones are a screen: they are waited for,
    /// the others are read ahead of the cursor.
    static func chunk(rows: Int) -> Int { min(250, max(20, rows * 5 / 2)) }

    /// What the rows are: those of the filter among those of the list.
    var condition: Filter { base == .all ? filter : filter == .all ? base : .and([base, filter]) }

    /// The query for a purpose.
    func query(_ purpose: Purpose, rows: Int) -> Query {
        let chunk = RecordList.chunk(rows: rows)
        let screen = min(chunk, max(1, rows))
        var query = Query(resource: resource.name, filter: condition, sort: order, limit: chunk)
        switch purpose {
        case .first: query.limit = screen
        case .last:
            query.isBackwards = true
            query.limit = screen
        case .after: query.cursor = records.last?.cursor
        case .before:
            query.cursor = records.first?.cursor
            query.isBackwards = true
        case .refresh:
            if hasBefore { query.cursor = records.first?.cursor.including(true) }
            query.limit = max(chunk, records.count)
        case .seek(let spot), .at(let spot):
            query.filter = .and([condition, .isRecord(spot.record)])
            query.limit = 1
        case .around:
            query.isBackwards = true
        case .below:
            query.cursor = records.last?.cursor
            query.limit = screen
        }
        return query
    }

    /// Where the cursor's record stands; nil without one.
    var spot: Spot? { current.map { Spot(record: $0.id, screenRow: viewport.cursor - viewport.top) } }

    /// Whether a move leads to rows that are there in the store but not here.
    func lacksRows(for move: Move, rows: Int) -> Bool {
        guard let step = move.step(rows: rows) else { return false }
        let target = viewport.cursor + step
        return step > 0 ? target >= records.count && hasAfter : target < 0 && hasBefore
    }

    /// What should be read ahead: less than a screen is left in some direction.
    func wanted(rows: Int) -> Purpose? {
        if records.isEmpty { return nil }
        if hasAfter && viewport.top + 2 * rows > records.count { return .after }
        return hasBefore && viewport.top < rows ? .before : nil
    }
}

extension Filter {
    /// The one record of an id.
    static func isRecord(_ id: Identifier) -> Filter {
        .compare(.init(field: SystemField.id.rawValue), .equal, .identifier(id))
    }
}
