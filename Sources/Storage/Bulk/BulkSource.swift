// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// The records that a bulk edit means, as its member may read them, one after the other.
struct BulkSource {
    private let edit: BulkEdit
    private let reader: Reader

    init(_ edit: BulkEdit, _ reader: Reader) {
        self.edit = edit
        self.reader = reader
    }

    /// The filter with what the action adds to it: what is restored lies in the trash.
    private func filter(_ filter: Filter) -> Filter {
        edit.action == .restore && !filter.asksForDeleted ? .and([.deleted, filter]) : filter
    }

    /// How many there are; of a filter with words, as many as the index holds.
    func count() throws(StoreError) -> Int64 {
        switch edit.selection {
        case .records(let ids): return Int64(Set(ids).count)
        case .matching(let filter, let except):
            let resource = edit.resource.name
            let all = try reader.count(Query(resource: resource, filter: self.filter(filter), limit: .max))
            return try all - leftOut(except, of: filter)
        }
    }

    /// How many of the records that are left out the filter means.
    private func leftOut(_ except: Set<Identifier>, of filter: Filter) throws(StoreError) -> Int64 {
        if except.isEmpty { return 0 }
        var count: Int64 = 0
        let ids = Array(except)
        for start in stride(from: 0, to: ids.count, by: Proposal.changesMax) {
            let part = ids[start..<min(start + Proposal.changesMax, ids.count)]
            let isOne = Filter.oneOf(.init(field: SystemField.id.rawValue), part.map { .identifier($0) })
            let query = Query(
                resource: edit.resource.name, filter: .and([self.filter(filter), isOne]), limit: .max)
            count += try reader.count(query)
        }
        return count
    }

    /// Every one of them; one that is asked for by its id and cannot be read comes without a record.
    func each(_ body: (Identifier, StoredRecord?) throws(StoreError) -> Void) throws(StoreError) {
        switch edit.selection {
        case .records(let ids):
            try reader.demandReading(edit.resource)
            var seen: Set<Identifier> = []
            for id in ids where seen.insert(id).inserted { try body(id, try reader.record(id, in: edit.resource)) }
        case .matching(let filter, let except):
            let query = Query(resource: edit.resource.name, filter: self.filter(filter), limit: .max)
            try reader.stream(query) { (record) throws(StoreError) in
                if except.contains(record.id) { return }
                // The full-text index only says where to look.
                guard reader.holds(wordsOf: query.filter, record, in: edit.resource) else { return }
                try body(record.id, record)
            }
        }
    }

    /// Brings full-text search up to date where the filter asks for words: it would miss records.
    func catchUp() {
        guard case .matching(let filter, _) = edit.selection, !filter.words.isEmpty, !reader.isReadOnly,
            let builder = try? SearchBuilder(paths: reader.paths)
        else { return }
        try? builder.catchUp()
    }
}
