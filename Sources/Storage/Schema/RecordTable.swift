package import Domain
internal import SQLite

/// The table of a resource, made from its declaration: columns, statements, and how values pass in and out.
package final class RecordTable: Sendable {
    let resource: ResourceFacts
    package let name: String
    /// Inserts a record: `bind` fills it from the third parameter on, then come the stamps.
    package let insertSQL: String
    let updateSQL: String
    /// What `record` reads, of a table called `alias`.
    package let selectColumns: String
    /// Reads the record of an id, of which there is one.
    let selectByIdSQL: String
    /// The resource's keys, the table's own: the thread that writes shares no count with the one that reads.
    let keys: [StoredKey]

    static let stamps = ["created_at", "created_by", "updated_at", "updated_by", "deleted_at", "deleted_by", "rev"]

    package init(_ resource: ResourceFacts) {
        self.resource = resource
        name = resource.shape.singular
        keys = resource.storedKeys.map { $0 }
        let values = resource.fields.map { Self.quoted($0.key) } + resource.storedKeys.map(\.column)
        let all = ["n", "id"] + values + Self.stamps
        insertSQL =
            "INSERT INTO \(name)(\(all.joined(separator: ", "))) "
            + "VALUES (\(Array(repeating: "?", count: all.count).joined(separator: ", ")))"
        updateSQL =
            "UPDATE \(name) SET \((values + ["updated_at", "updated_by"]).map { "\($0) = ?" }.joined(separator: ", "))"
            + " WHERE n = ?"
        selectColumns = (["n", "id"] + resource.fields.map { Self.quoted($0.key) } + Self.stamps)
            .map { "\(Self.alias).\($0)" }.joined(separator: ", ")
        selectByIdSQL = "SELECT \(selectColumns) FROM \(name) AS \(Self.alias) WHERE \(Self.alias).id = ?"
    }

    /// What the table is called inside a query.
    package static let alias = "r"

    static func quoted(_ name: String) -> String {
        quotedNames.contains(name) || SQLKeyword.all.contains(name) ? "\"\(name)\"" : name
    }

    /// Names that are quoted in the frozen schema though they need not be.
    private static let quotedNames: Set<String> = ["class", "position", "unit", "columns", "name", "type"]

    private static let tables = Dictionary(
        uniqueKeysWithValues: Resources.all.map { ($0.name, RecordTable($0)) })

    static func of(_ resource: ResourceFacts) -> RecordTable {
        tables[resource.name] ?? RecordTable(resource)
    }

    // MARK: Schema

    /// The statements that make the table and its indexes.
    package var createSQL: [String] {
        var columns = ["n INTEGER PRIMARY KEY", "id BLOB NOT NULL"]
        columns += resource.fields.map { field in
            let reference: String =
                if case .reference(let target) = field.kind, let table = Resources.named(target) {
                    " REFERENCES \(table.shape.singular)(id)"
                } else {
                    ""
                }
            let isNeeded = field.isRequired && !field.isDerived ? " NOT NULL" : ""
            return "\(Self.quoted(field.key)) \(Self.type(field.kind))\(isNeeded)\(reference)"
        }
        columns += resource.storedKeys.map { "\($0.column) TEXT" }
        columns += [
            "created_at INTEGER NOT NULL", "created_by BLOB NOT NULL", "updated_at INTEGER NOT NULL",
            "updated_by BLOB NOT NULL", "deleted_at INTEGER", "deleted_by BLOB", "rev INTEGER",
        ]
        let table = "CREATE TABLE \(name)(\n    \(columns.joined(separator: ",\n    "))\n) STRICT"
        return [table] + indexes.map(\.create)
    }

    struct Index: Sendable {
        let name: String
        let create: String
        /// The uniqueness it guards.
        let key: UniqueKey?
    }

    var indexes: [Index] {
        var result = [Index(name: "\(name)_id", create: "CREATE UNIQUE INDEX \(name)_id ON \(name)(id)", key: nil)]
        for (number, key) in resource.shape.uniqueKeys.enumerated() {
            let columns = key.fields.map(uniqueColumn).joined(separator: ", ")
            let index = "\(name)_unique_\(number + 1)"
            result.append(
                Index(
                    name: index,
                    create: "CREATE UNIQUE INDEX \(index) ON \(name)(\(columns)) WHERE deleted_at IS NULL", key: key))
        }
        for field in resource.fields where field.isSorted {
            let index = "\(name)_\(field.key)_sort"
            result.append(
                Index(
                    name: index,
                    create: "CREATE INDEX \(index) ON \(name)(\(field.key)_sort) WHERE deleted_at IS NULL", key: nil))
        }
        for field in resource.fields where field.traits.contains(.indexed) {
            let index = "\(name)_\(field.key)"
            // Of a flag only the records that bear it are worth an index.
            let column = Self.quoted(field.key)
            let condition = field.kind == .boolean ? "\(column) = 1" : "\(column) IS NOT NULL"
            let create = "CREATE INDEX \(index) ON \(name)(\(column)) WHERE \(condition)"
            result.append(Index(name: index, create: create, key: nil))
        }
        result.append(
            Index(
                name: "\(name)_deleted",
                create: "CREATE INDEX \(name)_deleted ON \(name)(deleted_at) WHERE deleted_at IS NOT NULL", key: nil))
        return result
    }

    /// The expression by which a field counts in a unique key.
    func uniqueColumn(_ key: String) -> String {
        guard let field = resource.field(key) else { return key }
        if field.isKeyed { return "\(key)_key" }
        return field.isRequired ? Self.quoted(key) : "ifnull(\(Self.quoted(key)), x'')"
    }

    static func type(_ kind: Kind) -> String {
        switch kind {
        case .integer, .boolean, .money, .quantity, .percent, .moment: "INTEGER"
        case .text, .note, .code, .date, .choice, .references, .set, .map: "TEXT"
        case .reference: "BLOB"
        }
    }
}
