// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// What full-text search found.
enum SearchHits {
    /// Every row, few enough to be sorted as the list is.
    case all([Int64])
    /// Too many for that: these, known by SKU or GTIN, come first, then the others, the newest first.
    case many(first: [Int64])

    /// The rows, where they are all known.
    var rows: [Int64]? {
        switch self {
        case .all(let rows): rows
        case .many: nil
        }
    }
}

/// Walks many hits in their order, from a cursor on, some at a time: those known by SKU or GTIN, then the newest.
struct HitWalk {
    private enum Part {
        /// Rows that are known already.
        case known([Int64])
        /// Rows of the index beyond one.
        case index(from: Cursor?)
    }

    private let words: [(word: String, isPrefix: Bool)]
    private let resource: ResourceFacts
    private let isBackwards: Bool
    private let first: Set<Int64>
    private var parts: [Part]
    private var count: Int

    /// Rows asked for at once at most: a condition that few pass is answered in few steps.
    private static let countMax = 4_096

    init(_ query: Query, _ resource: ResourceFacts, first: [Int64], count: Int) {
        words = query.filter.words
        self.resource = resource
        isBackwards = query.isBackwards
        self.first = Set(first)
        self.count = min(count, Self.countMax)
        let place = query.cursor.flatMap { cursor in first.firstIndex(of: cursor.row) }
        let isInclusive = query.cursor?.isInclusive == true
        switch (place, isBackwards) {
        case (let place?, false):
            parts = [.known(Array(first[(isInclusive ? place : place + 1)...])), .index(from: nil)]
        case (let place?, true): parts = [.known(first[..<(isInclusive ? place + 1 : place)].reversed())]
        case (nil, false): parts = (query.cursor == nil ? [.known(first)] : []) + [.index(from: query.cursor)]
        case (nil, true): parts = [.index(from: query.cursor), .known(first.reversed())]
        }
    }

    /// The next rows, at times none of a stretch; nil at the end.
    mutating func next(_ search: SearchReader, _ reader: Reader) throws(SQLiteError) -> [Int64]? {
        guard let part = parts.first else { return nil }
        parts.removeFirst()
        switch part {
        case .known(let rows): return rows
        case .index(let cursor):
            let found = try search.rows(words, in: resource, limit: count, from: cursor, isAscending: isBackwards)
            if found.count == count, let last = found.last {
                parts.insert(.index(from: Cursor(values: [], row: last)), at: 0)
            }
            count = min(count * 2, Self.countMax)
            return try search.verified(found.filter { !first.contains($0) }, words, in: resource, reader: reader)
        }
    }
}
