// SPDX-License-Identifier: Apache-2.0
import Domain
import Interchange
import Testing

/// A resource with a field of every kind.
private struct Thing: Resource {
    static let declaration = Declaration<Thing>()
    static let shape = ResourceShape(
        name: "things", singular: "thing", title: "Things", labelField: "text", uniqueKeys: [],
        defaultSort: ["text"], lookupFields: ["text"])

    let text = Field<String>("text", "Text", .text(max: 20))
    let note = Field<String>("note", "Note", .note(max: 40))
    let code = Field<String>("code", "Code", .code(.sku))
    let currency = Field<String>("currency", "Currency", .code(.currency))
    let unit = Field<String>("unit", "Unit", .code(.unit))
    let integer = Field<Int64?>("integer", "Integer", .integer(-5...1_000))
    let boolean = Field<Bool?>("boolean", "Boolean", .boolean)
    let money = Field<Int64?>("money", "Money", .money(currency: "currency"))
    let weight = Field<Int64?>("weight", "Weight", .quantity(.fixed("g")))
    let amount = Field<Int64?>("amount", "Amount", .quantity(.sibling("unit")))
    let percent = Field<Int64?>("percent", "Percent", .percent)
    let date = Field<String>("date", "Date", .date)
    let moment = Field<Int64?>("moment", "Moment", .moment)
    let choice = Field<String>("choice", "Choice", .choice(["red", "blue"]))
    let reference = Field<Identifier?>("reference", "Reference", .reference("members"))
    let references = Field<Value>("references", "References", .references("roles"))
    let set = Field<Value>("set", "Set", .set(nil))
    let map = Field<Value>("map", "Map", .map(nil))

    init() {}
}

/// Every kind of field in the files that the program writes: JSON is a contract, CSV is read back.
struct KindFileTests {
    private static let facts = Thing.declaration.facts
    private static let id = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)

    /// A value of a kind, its JSON and its cell; exhaustive, so that a new kind does not compile until it is written.
    private static func sample(_ kind: Kind) -> (value: Value, json: String, cell: String) {
        switch kind {
        case .text: (.text("Grün \"x\""), #""Grün \"x\"""#, "\"Grün \"\"x\"\"\"")
        case .note: (.text("a\nb"), #""a\nb""#, "\"a\nb\"")
        case .code(.currency): (.text("JPY"), "\"JPY\"", "JPY")
        case .code(.unit): (.text("kg"), "\"kg\"", "kg")
        case .code: (.text("S-1"), "\"S-1\"", "S-1")
        case .integer: (.integer(-5), "-5", "-5")
        case .boolean: (.boolean(true), "true", "yes")
        case .money: (.integer(1_250), "\"1250\"", "1250")
        case .quantity(.fixed): (.integer(1_500_000), "\"1.5\"", "1.5")
        case .quantity(.sibling): (.integer(2_000_000), "\"2\"", "2")
        case .percent: (.integer(2_550), "\"25.5\"", "25.5")
        case .date: (.text("2026-11-14"), "\"2026-11-14\"", "2026-11-14")
        case .moment: (.integer(-1_000_000), "\"1969-12-31T23:59:59Z\"", "1969-12-31T23:59:59Z")
        case .choice: (.text("red"), "\"red\"", "red")
        case .reference: (.identifier(id), #"{"id":"\#(id.text)","name":"Ada"}"#, "Ada")
        case .references: (.set(of: [id.text]), #"[{"id":"\#(id.text)","name":"Ada"}]"#, "Ada")
        case .set: (.set(of: ["a,b", "c"]), #"["a,b","c"]"#, #""""a,b"",c""#)
        case .map:
            (
                .map(of: [MapEntry(key: "n", value: .integer(4)), MapEntry(key: "t", value: .text("x"))]),
                #"{"n":4,"t":"x"}"#, #""{""n"":4,""t"":""x""}""#
            )
        }
    }

    private func record(_ values: [Value]) -> StoredRecord {
        let stamps = StoredRecord.Stamps(
            createdAt: 0, createdBy: Self.id, updatedAt: 0, updatedBy: Self.id, deletedAt: nil, deletedBy: nil,
            revision: nil)
        return StoredRecord(row: 1, id: Self.id, values: values, stamps: stamps)
    }

    private var columns: [RecordColumn] { Self.facts.fields.map { .field($0) } }

    private func json(_ values: [Value]) -> String {
        var writer = RecordJSON(Self.facts, columns: columns)
        return String(decoding: writer.bytes(record(values)) { (_, _) throws(Never) in "Ada" }, as: UTF8.self)
    }

    private func csv(_ values: [Value]) -> String {
        var writer = RecordCSV(Self.facts, columns: columns, safety: .guarded)
        writer.write(record(values)) { (_, _) throws(Never) in "Ada" }
        return String(decoding: writer.take(), as: UTF8.self)
    }

    @Test func `every kind stands in JSON and CSV in its one form`() {
        let samples = Self.facts.fields.map { ($0.key, Self.sample($0.kind)) }
        let values = samples.map(\.1.value)
        #expect(json(values) == "{" + samples.map { "\"\($0.0)\":\($0.1.json)" }.joined(separator: ",") + "}")
        #expect(csv(values) == samples.map(\.1.cell).joined(separator: ",") + "\n")
    }

    @Test func `what is empty is null in JSON, present all the same, and an empty cell in CSV`() {
        let values = Self.facts.fields.map { _ in Value.null }
        #expect(json(values) == "{" + Self.facts.fields.map { "\"\($0.key)\":null" }.joined(separator: ",") + "}")
        #expect(csv(values) == String(repeating: ",", count: values.count - 1) + "\n")
    }
}
