internal import Domain
internal import Interchange
internal import Storage

extension Session {
    /// The filter of a text; where it is wrong is marked.
    func filter(_ text: String, for resource: ResourceFacts) throws -> Filter {
        let context = FilterViewpoint(
            currency: try currency(), today: LocalMoment.day(now), me: try access().actor.id,
            startOfDay: LocalMoment.start)
        do {
            return try FilterParser.parse(text, for: resource, in: context)
        } catch {
            throw StoreError.filter(error, text: text)
        }
    }

    /// The order of a text like `-price,name`.
    func sort(_ text: String, for resource: ResourceFacts) throws -> [SortTerm] {
        do {
            return try SortTerm.parse(text, for: resource)
        } catch {
            throw StoreError.filter(error, text: text)
        }
    }

    /// The columns of a text like `sku,name,metadata.ply`.
    func columns(_ text: String, for resource: ResourceFacts) throws(UsageFailure) -> [RecordColumn] {
        var columns: [RecordColumn] = []
        for name in text.split(separator: ",").map({ Trim.blanks(String($0)) }) {
            guard let column = RecordColumn(name: name, of: resource) else {
                let names = resource.fields.map(\.key) + SystemField.allCases.map(\.rawValue)
                throw .unknownColumn(name, resource: resource.name, near: Nearest.names(to: name, among: names))
            }
            columns.append(column)
        }
        return columns
    }

    /// The record a key means; one that may not be read is not there.
    func record(_ key: String, in resource: ResourceFacts, includingDeleted: Bool = false) throws -> StoredRecord {
        try demand(.read, on: resource.name)
        return try reader().find(key, in: resource, includingDeleted: includingDeleted)
    }

    /// Brings full-text search up to date where its file can be written; a search without it finds less.
    func catchUpSearch() {
        if isReadOnly { return }
        guard let paths = try? paths(), let builder = try? SearchBuilder(paths: paths) else { return }
        try? builder.catchUp()
    }

    /// Every record of a query, one after the other.
    func each(_ query: Query, _ body: (StoredRecord) throws(StoreError) -> Void) throws {
        let reader = try reader()
        guard !query.filter.words.isEmpty else { return try reader.stream(query, body) }
        catchUpSearch()
        // Full-text hits come in pages.
        let pageCount = 500
        var page = query
        var left = query.limit
        while left > 0 {
            page.limit = min(pageCount, left)
            let window = try reader.window(page)
            for record in window.records { try body(record) }
            left -= window.records.count
            guard window.hasMore, let last = window.records.last else { return }
            page.cursor = last.cursor
        }
    }
}
