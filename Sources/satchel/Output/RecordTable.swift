internal import Domain
internal import Interchange
internal import Storage

/// Records as rows of aligned columns.
final class RecordTable {
    private let resource: ResourceFacts
    private let columns: [RecordColumn]
    private let names: ReferenceNames
    private let table: Table

    var rowCount: Int { table.rowCount }

    /// The columns of a list, in the order of the declaration; the id where nothing else names every record.
    static func usualColumns(_ resource: ResourceFacts) -> [RecordColumn] {
        let isNamed = resource.shape.lookupFields.contains { key in
            resource.field(key).map { $0.isRequired || $0.isDerived } ?? false
        }
        return resource.fields.filter { $0.columnRank != nil }.map { .field($0) } + (isNamed ? [] : [.system(.id)])
    }

    init(_ resource: ResourceFacts, _ columns: [RecordColumn], _ names: ReferenceNames, to output: Output) {
        self.resource = resource
        self.columns = columns
        self.names = names
        table = Table(columns.map(Self.column), to: output)
    }

    private static func column(_ column: RecordColumn) -> Table.Column {
        switch column {
        case .field(let field):
            Table.Column(title: field.label, isNumber: isNumber(field.kind), rank: field.columnRank ?? .max)
        case .key(_, let key): Table.Column(title: key, rank: .max)
        case .system(let field): Table.Column(title: field.rawValue, rank: .max)
        }
    }

    private static func isNumber(_ kind: Kind) -> Bool {
        switch kind {
        case .integer, .money, .quantity, .percent: true
        case .text, .note, .code, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: false
        }
    }

    func add(_ record: StoredRecord) throws(StoreError) {
        try table.add(columns.map { Self.text($0, record, resource, names) })
    }

    func finish() throws(StoreError) {
        try table.finish()
    }

    /// One cell as a person reads it.
    static func text(
        _ column: RecordColumn, _ record: StoredRecord, _ resource: ResourceFacts, _ names: ReferenceNames
    ) -> String {
        switch column {
        case .field(let field):
            DisplayText.text(record.values[field.position], field, in: record.values, of: resource, name: names.label)
        case .key(let field, let key): DisplayText.plain(record.values[field.position][key: key])
        case .system(let field):
            switch field {
            case .id: record.id.text
            case .createdAt: LocalMoment.text(record.stamps.createdAt)
            case .updatedAt: LocalMoment.text(record.stamps.updatedAt)
            case .deletedAt: record.stamps.deletedAt.map(LocalMoment.text) ?? ""
            case .createdBy: names.label(record.stamps.createdBy, Member.shape.name)
            case .updatedBy: names.label(record.stamps.updatedBy, Member.shape.name)
            }
        }
    }
}
