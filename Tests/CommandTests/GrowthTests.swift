// SPDX-License-Identifier: Apache-2.0
import Domain
import Interchange
import Storage
import Testing

/// A resource as it is, and as it is with one line more.
private struct Lamp: Resource {
    static let declaration = Declaration<Lamp>()
    static let shape = ResourceShape(
        name: "lamps", singular: "lamp", title: "Lamps", labelField: "name", uniqueKeys: [], defaultSort: ["name"],
        lookupFields: ["name"])

    let name = Field<String>("name", "Name", .text(max: 255), .required, .keyed, .sorted)

    init() {}
}

private struct GrownLamp: Resource {
    static let declaration = Declaration<GrownLamp>()
    static let shape = Lamp.shape

    let name = Field<String>("name", "Name", .text(max: 255), .required, .keyed, .sorted)
    let glow = Field<Int64?>(
        "glow", "Glow", .integer(0...100), .standard(.integer(3)), .column(rank: 1), .alias("lumen"))

    init() {}
}

/// Adding a field is one line: it is then found in every place that a declaration feeds.
struct GrowthTests {
    private let before = Lamp.declaration.facts
    private let after = GrownLamp.declaration.facts
    private let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
    private let id = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)

    private func record(_ facts: ResourceFacts) -> StoredRecord {
        var values = facts.standardValues
        values[0] = .text("Sun")
        let stamps = StoredRecord.Stamps(
            createdAt: 0, createdBy: id, updatedAt: 0, updatedBy: id, deletedAt: nil, deletedBy: nil, revision: nil)
        return StoredRecord(row: 1, id: id, values: values, stamps: stamps)
    }

    private func csv(_ facts: ResourceFacts) throws -> String {
        var writer = RecordCSV(facts, columns: RecordColumn.complete(facts), safety: .guarded)
        try writer.writeHeader()
        writer.write(record(facts)) { (id, _) throws(Never) in id.text }
        return String(decoding: writer.take(), as: UTF8.self)
    }

    private func json(_ facts: ResourceFacts) -> String {
        let columns = facts.fields.map { RecordColumn.field($0) }
        var writer = RecordJSON(facts, columns: columns)
        return String(decoding: writer.bytes(record(facts)) { (_, _) throws(Never) in nil }, as: UTF8.self)
    }

    private func payload(_ facts: ResourceFacts) -> String {
        var writer = PayloadWriter(salt: { [] })
        writer.write(
            Change(
                resource: facts, record: id, action: .created, before: nil, after: record(facts).values))
        return writer.json.text
    }

    @Test func `a field that is added stands in the table, in CSV, in JSON and in the journal's bytes`() throws {
        func columns(_ facts: ResourceFacts) -> [String] {
            RecordTable(facts).createSQL[0].split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            }
        }
        #expect(columns(after).filter { !columns(before).contains($0) } == ["glow INTEGER,"])
        #expect(try csv(before) == "id,name\n\(id.text),Sun\n")
        #expect(try csv(after) == "id,name,glow\n\(id.text),Sun,3\n")
        #expect(json(before) == #"{"name":"Sun"}"#)
        #expect(json(after) == #"{"name":"Sun","glow":3}"#)
        let tail = #""id":"\#(id.text)","resource":"lamps"}"#
        #expect(payload(before) == #"{"action":"created","after":{"name":"Sun"},"# + tail)
        #expect(payload(after) == #"{"action":"created","after":{"glow":3,"name":"Sun"},"# + tail)
    }

    @Test func `a field that is added is filtered, sorted, checked, compared, listed and imported`() throws {
        #expect(throws: FilterError.self) { try FilterParser.parse("glow>2", for: before, in: context) }
        let filter = try FilterParser.parse("glow>2", for: after, in: context)
        #expect(FilterEvaluator(resource: after).matches(filter, record(after).values))
        let sql = FilterSQL.condition(filter, table: RecordTable(after))
        #expect(sql.sql == "r.deleted_at IS NULL AND r.glow > ?1")
        #expect(sql.parameters == [.integer(2)])
        #expect(throws: FilterError.self) { try SortTerm.parse("-glow", for: before) }
        #expect(try SortTerm.parse("-glow", for: after) == [SortTerm(field: "glow", isDescending: true)])
        let field = try #require(after.field("glow"))
        #expect(throws: FailureRuleError(.outOfRange(min: "0", max: "100"))) {
            try FieldCheck.normal(.integer(101), field)
        }
        var brighter = record(after).values
        brighter[field.position] = .integer(9)
        let change = Change(
            resource: after, record: id, action: .updated, before: record(after).values, after: brighter)
        #expect(change.changedPositions == [1])
        #expect(field.columnRank == 1)
        let plan = try ImportPlan(["name", "lumen"], into: after, mapping: nil, dropsUnknown: true)
        #expect(plan.columns.map(\.target) == [.field(0), .field(1)])
        #expect(RecordColumn(name: "glow", of: before) == nil)
    }

    @Test func `aliases of the design name their fields in an import`() throws {
        let facts = Product.declaration.facts
        let plan = try ImportPlan(
            ["barcode", "weight_g", "title", "color"], into: facts, mapping: nil, dropsUnknown: true)
        let keys = ["gtin", "weight", "name", "colour"]
        #expect(plan.columns.map(\.target) == keys.map { .field(facts.positions[$0] ?? -1) })
    }
}
