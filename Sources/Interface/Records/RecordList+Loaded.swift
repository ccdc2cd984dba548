// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension RecordList {
    /// Takes in the rows of a load. Returns what has to be loaded next, if anything.
    mutating func take(_ window: Window, for purpose: Purpose, rows: Int) -> (purpose: Purpose, query: Query)? {
        let more = window.hasMore && !window.records.isEmpty
        names.merge(window.names) { $1 }
        switch purpose {
        case .first: replace(window, rows: rows, before: false, after: more)
        case .last: takeLast(window, rows: rows, more: more)
        case .after:
            append(window.records, rows: rows)
            hasAfter = more
        case .before: prepend(window.records, rows: rows, more: more)
        case .refresh: return takeRefresh(window, rows: rows, more: more)
        case .seek(let id):
            guard let record = window.records.first, current?.id != id else { break }
            var query = query(.around(id), rows: rows)
            query.cursor = record.cursor.including(true)
            return (.around(id), query)
        case .around: takeAround(window, rows: rows, more: more)
        }
        return nil
    }

    private mutating func replace(_ window: Window, rows: Int, before: Bool, after: Bool) {
        records = window.records
        names = window.names
        (hasBefore, hasAfter) = (before, after)
        isLoaded = true
        isTotalStale = true
        if !before { offset = 0 }
        if !before && !after {
            total = Int64(records.count)
            isTotalStale = false
        }
        viewport = Viewport()
        viewport.set(0, rows: rows, count: records.count)
    }

    private mutating func takeLast(_ window: Window, rows: Int, more: Bool) {
        replace(window, rows: rows, before: more, after: false)
        if more { offset = total.map { max(0, Int($0) - records.count) } }
        viewport.set(records.count - 1, rows: rows, count: records.count)
    }

    private mutating func append(_ new: [StoredRecord], rows: Int) {
        records += new
        let surplus = min(records.count - kept(rows), viewport.top - rows)
        guard surplus > 0 else { return }
        records.removeFirst(surplus)
        viewport.shift(by: -surplus)
        offset = offset.map { $0 + surplus }
        hasBefore = true
    }

    private mutating func prepend(_ new: [StoredRecord], rows: Int, more: Bool) {
        records = new + records
        viewport.shift(by: new.count)
        hasBefore = more
        offset = more ? offset.map { max(0, $0 - new.count) } : 0
        let surplus = min(records.count - kept(rows), records.count - viewport.top - 2 * rows)
        guard surplus > 0 else { return }
        records.removeLast(surplus)
        hasAfter = true
    }

    /// Rows kept at most: five screens, so that what was just loaded never goes at once.
    private func kept(_ rows: Int) -> Int { 2 * RecordList.chunk(rows: rows) }

    /// The same rows as they are now; the cursor stays on its record, or on its viewport when the record is gone.
    private mutating func takeRefresh(_ window: Window, rows: Int, more: Bool) -> (purpose: Purpose, query: Query)? {
        let old = current?.id
        let screenRow = viewport.cursor - viewport.top
        records = window.records
        hasAfter = more
        isTotalStale = true
        isLoaded = true
        if records.isEmpty && hasBefore {
            hasBefore = false
            return (.first, query(.first, rows: rows))
        }
        if !hasBefore && !hasAfter {
            total = Int64(records.count)
            isTotalStale = false
        }
        if let old, let index = records.firstIndex(where: { $0.id == old }) {
            stand(at: index, screenRow: screenRow, rows: rows)
            return nil
        }
        viewport.set(viewport.cursor, rows: rows, count: records.count)
        return old.map { (.seek($0), query(.seek($0), rows: rows)) }
    }

    private mutating func takeAround(_ window: Window, rows: Int, more: Bool) {
        let screenRow = viewport.cursor - viewport.top
        records = window.records
        (hasBefore, hasAfter) = (more, !records.isEmpty)
        offset = more ? nil : 0
        stand(at: records.count - 1, screenRow: screenRow, rows: rows)
    }

    private mutating func stand(at index: Int, screenRow: Int, rows: Int) {
        viewport.top = index - screenRow
        viewport.set(index, rows: rows, count: records.count)
    }

    /// Takes in how many rows there are.
    mutating func take(count: Int64) {
        if total != count, hasBefore { offset = nil }
        total = count
        isTotalStale = false
        if !hasAfter, offset == nil { offset = max(0, Int(count) - records.count) }
    }
}
