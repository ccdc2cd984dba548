internal import Domain
internal import Interchange
internal import Storage

/// Which records of a resource a command means, in which order and with which columns: what list and export share.
struct Selection {
    let resource: ResourceFacts
    var query: Query
    /// Nil for the usual ones.
    let columns: [RecordColumn]?

    static let options: [CommandSpec.Option] = [
        .init(name: "filter", value: "FILTER", help: "only records that match, like 'status=published price>=10'"),
        .init(name: "sort", value: "FIELDS", help: "the order, like -price,name"),
        .init(name: "columns", value: "FIELDS", help: "the columns, like sku,name,metadata.ply"),
        .init(name: "view", value: "NAME", help: "filter, sort and columns of a saved view"),
        .init(name: "deleted", help: "deleted records instead of live ones"),
    ]

    /// Reads the options; `isSorted` gives the resource's own order where none is named.
    init(_ session: Session, _ resource: ResourceFacts, isSorted: Bool) throws {
        self.resource = resource
        try session.demand(.read, on: resource.name)
        let invocation = session.invocation
        let view = try invocation.value("view").map { try Self.view($0, resource, session) }
        func text(_ option: String, _ saved: String?) -> String? {
            invocation.value(option) ?? saved.flatMap { $0.isEmpty ? nil : $0 }
        }
        var filter = try text("filter", view?.filter).map { try session.filter($0, for: resource) } ?? .all
        if invocation.has("deleted") { filter = .and([.deleted, filter]) }
        let order =
            try text("sort", view?.sort).map { try session.sort($0, for: resource) }
            ?? (isSorted ? session.sort(resource.shape.defaultSort.joined(separator: ","), for: resource) : [])
        columns = try text("columns", view.map { Self.columnNames($0, resource) })
            .map { try session.columns($0, for: resource) }
        query = Query(
            resource: resource.name, filter: filter, sort: order,
            limit: try invocation.spec?.options.contains { $0.name == "limit" } == true
                ? invocation.count("limit") ?? .max : .max)
    }

    /// The columns of a view without the widths they have on the screen.
    private static func columnNames(_ view: Record<SavedView>, _ resource: ResourceFacts) -> String {
        let terms = try? ColumnTerm.parse(view.columns, for: resource)
        return terms?.map(\.column.name).joined(separator: ",") ?? view.columns
    }

    private static func view(_ name: String, _ resource: ResourceFacts, _ session: Session) throws -> Record<SavedView>
    {
        let facts = SavedView.declaration.facts
        let filter = Filter.and([
            .compare(.init(field: "resource"), .equal, .text(resource.name)),
            .compare(.init(field: "name"), .equal, .text(name)),
        ])
        try session.demand(.read, on: facts.name)
        let query = Query(resource: facts.name, filter: filter, limit: 1)
        var found: StoredRecord?
        try session.each(query) { record in found = record }
        guard let found else { throw StoreError.notFound(resource: facts.name, key: name) }
        return Record<SavedView>(values: found.values)
    }
}
