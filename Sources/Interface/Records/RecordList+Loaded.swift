// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension RecordList {
    /// Takes in the rows of a load. Returns what has to be loaded next, if anything.
    mutating func take(_ window: Window, for purpose: Purpose, rows: Int) -> (purpose: Purpose, query: Query)? {
        let more = window.hasMore && !window.records.isEmpty
        merge(window.names)
        switch purpose {
        case .first: replace(window, rows: rows, before: false, after: more)
        case .last: takeLast(window, rows: rows, more: more)
        case .after:
            append(window.records, rows: rows)
            hasAfter = more
        case .before: prepend(window.records, rows: rows, more: more)
        case .refresh: return takeRefresh(window, rows: rows, more: more)
        case .seek(let spot):
            return current?.id == spot.record ? nil : window.records.first.map { around(spot, $0, rows: rows) }
        case .at(let spot):
            return window.records.first.map { around(spot, $0, rows: rows) } ?? (.first, query(.first, rows: rows))
        case .around(let spot):
            takeAround(window, spot, rows: rows, more: more)
            guard !records.isEmpty else { return (.first, query(.first, rows: rows)) }
            return (.below(spot), query(.below(spot), rows: rows))
        case .below(let spot):
            records += window.records
            hasAfter = more
            let index = records.firstIndex { $0.id == spot.record } ?? viewport.cursor
            stand(at: index, screenRow: spot.screenRow, rows: rows)
        }
        return nil
    }

    /// Takes names in. The table is copied where the frame before holds it: only for what is new.
    private mutating func merge(_ new: [Identifier: String]) {
        if new.contains(where: { names[$0.key] != $0.value }) { names.merge(new) { $1 } }
    }

    /// Names kept at most: what rows refer to is a few records each.
    func namesMax(rows: Int) -> Int { 8 * kept(rows) }

    /// Drops the names that neither the rows kept nor another record refers to, once there are many of them.
    mutating func dropNames(sparing record: StoredRecord?, rows: Int) {
        guard names.count > namesMax(rows: rows) else { return }
        let referred = Set((records + [record].compactMap(\.self)).flatMap(\.referred))
        names = names.filter { referred.contains($0.key) }
    }

    /// What is loaded to stand on a record.
    private func around(_ spot: Spot, _ record: StoredRecord, rows: Int) -> (purpose: Purpose, query: Query) {
        var query = query(.around(spot), rows: rows)
        query.cursor = record.cursor.including(true)
        return (.around(spot), query)
    }

    private mutating func replace(_ window: Window, rows: Int, before: Bool, after: Bool) {
        records = window.records
        names = window.names
        (hasBefore, hasAfter) = (before, after)
        isLoaded = true
        outdateTotal()
        offset = before ? nil : 0
        isOffsetStale = false
        ranking = nil
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
        outdateTotal()
        isOffsetStale = hasBefore
        ranking?.isOutdated = true
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
        return old.map { id in
            let purpose = Purpose.seek(Spot(record: id, screenRow: screenRow))
            return (purpose, query(purpose, rows: rows))
        }
    }

    private mutating func takeAround(_ window: Window, _ spot: Spot, rows: Int, more: Bool) {
        records = window.records
        (hasBefore, hasAfter) = (more, true)
        offset = more ? nil : 0
        isOffsetStale = false
        isLoaded = true
        outdateTotal()
        ranking = nil
        stand(at: records.count - 1, screenRow: spot.screenRow, rows: rows)
    }

    /// Rows came in: there may be another number of them by now than when it was told, or asked for.
    private mutating func outdateTotal() {
        isTotalStale = true
        counting?.isOutdated = true
    }

    private mutating func stand(at index: Int, screenRow: Int, rows: Int) {
        viewport.top = index - screenRow
        viewport.set(index, rows: rows, count: records.count)
    }

    /// Takes in how many rows there are.
    mutating func take(count: Int64) {
        guard let counting else { return }
        self.counting = nil
        if counting.isOutdated {
            // Better than none, until it is told anew.
            if total == nil { total = count }
            return
        }
        total = count
        isTotalStale = false
        if !hasAfter {
            offset = max(0, Int(count) - records.count)
            isOffsetStale = false
        }
    }

    /// What is to be asked to know where the rows stand in the whole list; nil when it is known.
    func rankQuery(rows: Int) -> Query? {
        guard let current, isLoaded, hasBefore, offset == nil || isOffsetStale else { return nil }
        var query = query(.first, rows: rows)
        query.cursor = current.cursor
        return query
    }

    /// Takes in how many rows stand before the one that was asked about.
    mutating func take(rank: Int64?) {
        // What cannot be told is not asked again.
        guard let ranking, let rank else { return }
        self.ranking = nil
        guard let index = records.firstIndex(where: { $0.id == ranking.record }) else { return }
        offset = max(0, Int(rank) - index)
        isOffsetStale = ranking.isOutdated
    }
}

extension StoredRecord {
    /// The records it refers to, and the members who made, changed and deleted it.
    fileprivate var referred: [Identifier] {
        let members = [stamps.createdBy, stamps.updatedBy, stamps.deletedBy].compactMap(\.self)
        return members
            + values.flatMap { [$0.identifier].compactMap(\.self) + $0.list.compactMap(Identifier.init(text:)) }
    }
}
