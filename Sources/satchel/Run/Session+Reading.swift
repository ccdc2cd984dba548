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

    /// A filter narrowed to what the member may read; refused where that is nothing at all.
    func readable(_ filter: Filter, of resource: ResourceFacts) throws -> Filter {
        let access = try access()
        guard access.mayEver(.read, on: resource.name) else {
            if let denial = access.denial(.read, on: resource.name) { throw try refused(denial) }
            return .none
        }
        guard let condition = access.readFilter(on: resource.name) else { return filter }
        return .and([filter, condition])
    }

    /// The record a key means; one that may not be read is not there.
    func record(_ key: String, in resource: ResourceFacts, includingDeleted: Bool = false) throws -> StoredRecord {
        let access = try access()
        if !access.mayEver(.read, on: resource.name), let denial = access.denial(.read, on: resource.name) {
            throw try refused(denial)
        }
        let record = try reader().find(key, in: resource, includingDeleted: includingDeleted)
        let denial = access.denial(
            .read, on: resource.name, states: [record.values], evaluator: FilterEvaluator(resource: resource))
        if denial != nil { throw StoreError.notFound(resource: resource.name, key: key) }
        return record
    }

    /// Brings full-text search up to date where its file can be written; a search without it finds less.
    func catchUpSearch() {
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
