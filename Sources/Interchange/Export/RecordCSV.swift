// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Writes records as rows of CSV that an import reads back as the same records.
package struct RecordCSV {
    private let resource: ResourceFacts
    private let columns: [RecordColumn]
    private var writer: CSVWriter

    package init(_ resource: ResourceFacts, columns: [RecordColumn], safety: CSVWriter.Safety) {
        self.resource = resource
        self.columns = columns
        writer = CSVWriter(safety: safety, lineEnd: .lineFeed)
    }

    /// Bytes that wait to be taken.
    package var byteCount: Int { writer.bytes.count }

    /// Takes away what was written so far.
    package mutating func take() -> [UInt8] { writer.take() }

    /// Writes the row of names.
    package mutating func writeHeader() throws(CSVWriter.Fault) {
        try writer.write(row: columns.map(\.name))
    }

    /// Writes one record; `key` gives what a record referred to is known by.
    package mutating func write<Failure: Error>(
        _ record: StoredRecord, key: (Identifier, ResourceFacts) throws(Failure) -> String
    ) throws(Failure) {
        for column in columns {
            let cell =
                switch column {
                case .field(let field): try text(record.values[field.position], field, record, key)
                case .key(let field, let name): Self.plain(record.values[field.position][key: name])
                case .system(let field): try text(field, record, key)
                }
            do {
                try writer.write(cell: cell)
            } catch {
                // No record holds U+0000: the store refuses it.
                preconditionFailure("a NUL character in a record")
            }
        }
        writer.endRow()
    }

    private func text<Failure: Error>(
        _ value: Value, _ field: FieldFacts, _ record: StoredRecord,
        _ key: (Identifier, ResourceFacts) throws(Failure) -> String
    ) throws(Failure) -> String {
        switch (field.kind, value) {
        case (_, .null): return ""
        case (.reference(let target), .identifier(let id)):
            guard let resource = Resources.named(target) else { return id.text }
            return try key(id, resource)
        case (.references(let target), .list(let ids)):
            guard let resource = Resources.named(target) else { return ids.joined(separator: ",") }
            var names: [String] = []
            for id in ids.compactMap(Identifier.init(text:)) {
                let name = try key(id, resource)
                names.append(ListText.quoted(name))
            }
            return names.joined(separator: ",")
        case (.money(let sibling), .integer(let minor)):
            let decimals = Currency.decimals(Rendering.currency(sibling, record.values, resource))
            return PlainDecimal.text(minor, decimals: decimals, keeping: decimals)
        case (.quantity, .integer(let millionths)):
            return PlainDecimal.text(millionths, decimals: Kind.quantityDecimals, keeping: 0)
        case (_, .text(let text)): return text
        case (_, .boolean(let boolean)): return boolean ? "yes" : "no"
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.money, _), (.quantity, _),
            (.percent, _), (.date, _), (.moment, _), (.choice, _), (.reference, _), (.references, _), (.set, _),
            (.map, _):
            return Rendering.text(value, field, in: record.values, of: resource)
        }
    }

    private func text<Failure: Error>(
        _ field: SystemField, _ record: StoredRecord, _ key: (Identifier, ResourceFacts) throws(Failure) -> String
    ) throws(Failure) -> String {
        let stamps = record.stamps
        switch field {
        case .id: return record.id.text
        case .createdAt: return Moment.text(stamps.createdAt)
        case .updatedAt: return Moment.text(stamps.updatedAt)
        case .deletedAt: return stamps.deletedAt.map(Moment.text) ?? ""
        case .createdBy: return try key(stamps.createdBy, Member.declaration.facts)
        case .updatedBy: return try key(stamps.updatedBy, Member.declaration.facts)
        }
    }

    private static func plain(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .boolean(let boolean): boolean ? "yes" : "no"
        case .null, .identifier, .list, .map: ""
        }
    }
}
