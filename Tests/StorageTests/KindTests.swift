// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLite
import Storage
import Testing

/// A resource with a field of every kind, those that no resource of the program has yet included.
private struct Thing: Resource {
    static let declaration = Declaration<Thing>()
    static let shape = ResourceShape(
        name: "things", singular: "thing", title: "Things", labelField: "text", uniqueKeys: [],
        defaultSort: ["text"], lookupFields: ["text"])

    let text = Field<String>("text", "Text", .text(max: 20), .keyed, .sorted)
    let note = Field<String>("note", "Note", .note(max: 40))
    let code = Field<String>("code", "Code", .code(.sku), .keyed)
    let currency = Field<String>("currency", "Currency", .code(.currency))
    let integer = Field<Int64?>("integer", "Integer", .integer(-5...1_000))
    let boolean = Field<Bool?>("boolean", "Boolean", .boolean)
    let money = Field<Int64?>("money", "Money", .money(currency: "currency"))
    let weight = Field<Int64?>("weight", "Weight", .quantity(.fixed("g")))
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

/// Every kind of field through a real table: the declaration's columns, values in and out, filters as SQL.
struct KindTests {
    private static let facts = Thing.declaration.facts
    private static let ids = (1...3).map { Identifier(high: 0x0193_2A5B_C4D8_7000 + $0, low: 0x8000_0000_0000_0001) }

    /// Three values of a kind, in ascending order where it has one; exhaustive, so that a new kind does not compile
    /// until it is tried here.
    private static func values(of kind: Kind) -> [Value] {
        switch kind {
        case .text: [.text("apfel \"x\""), .text("Äpfel_%"), .text("zebra")]
        case .note: [.text("a\nb"), .text("b"), .text("c\\d")]
        case .code(.currency): [.text("EUR"), .text("JPY"), .text("KWD")]
        case .code: [.text("A-1"), .text("b-2"), .text("C-3")]
        case .integer: [.integer(-5), .integer(0), .integer(1_000)]
        case .boolean: [.boolean(false), .boolean(true), .boolean(true)]
        case .money: [.integer(-700), .integer(0), .integer(1_000_000_000_000)]
        case .quantity: [.integer(0), .integer(1), .integer(1_500_000)]
        case .percent: [.integer(0), .integer(725), .integer(10_000)]
        case .date: [.text("0001-02-28"), .text("2026-11-14"), .text("9999-12-31")]
        case .moment: [.integer(-1), .integer(0), .integer(1_794_000_000_000_450)]
        case .choice(let words): [.text(words[0]), .text(words[1]), .text(words[0])]
        case .reference: ids.map { .identifier($0) }
        case .references: [.set(of: [ids[0].text]), .set(of: ids.map(\.text)), .set(of: [ids[2].text])]
        case .set: [.set(of: ["a,b", "é"]), .set(of: ["é"]), .set(of: ["x\"y"])]
        case .map:
            [
                .map(of: [MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "ü \"", value: .text("x"))]),
                .map(of: [MapEntry(key: "ply", value: .text("4"))]),
                .map(of: [MapEntry(key: "ply", value: .boolean(true))]),
            ]
        }
    }

    /// What a filter says of a value; of a map, of one of its keys.
    private static func texts(_ value: Value, _ field: FieldFacts, _ values: [Value]) -> [(name: String, text: String)]
    {
        switch value {
        case .list(let list): list.map { (field.key, $0) }
        case .map(let entries):
            entries.filter { $0.key == "ply" }.map { entry in
                ("\(field.key).ply", entry.value.text ?? entry.value.integer.map(String.init) ?? "yes")
            }
        default: [(field.key, Rendering.text(value, field, in: values, of: facts))]
        }
    }

    /// Row by row: one value of each kind, and a row with nothing.
    private static var rows: [[Value]] {
        let filled = (0..<3).map { index in facts.fields.map { values(of: $0.kind)[index] } }
        return filled + [facts.fields.map { _ in .null }]
    }

    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func table() throws -> Connection {
        let connection = try Connection(path: folder.path + "/things.db", mode: .create)
        try SQLFunctions.define(on: connection)
        let table = RecordTable(Self.facts)
        for sql in table.createSQL { try connection.execute(sql) }
        let insert = try connection.prepareOnce(table.insertSQL)
        for (number, values) in Self.rows.enumerated() {
            try insert.bind(Int64(number + 1), 1)
            try insert.bind(Self.ids[0].bytes.dropLast() + [UInt8(number)], 2)
            let next = try table.bind(values, to: insert, from: 3)
            for offset in [0, 2] { try insert.bind(7 as Int64, next + offset) }
            for offset in [1, 3] { try insert.bind(Self.ids[0].bytes, next + offset) }
            for offset in 4...6 { try insert.bindNull(next + offset) }
            try insert.run()
        }
        return connection
    }

    @Test func `values of every kind are read from their columns as they were written`() throws {
        let connection = try table()
        let table = RecordTable(Self.facts)
        let statement = try connection.prepareOnce(
            "SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) ORDER BY n")
        var found: [[Value]] = []
        while try statement.step() { found.append(table.record(statement).values) }
        #expect(found == Self.rows)
    }

    @Test(arguments: facts.fields.map(\.key))
    func `each comparison a kind knows finds in SQL what it means, every other is refused`(key: String) throws {
        let connection = try table()
        let field = try #require(Self.facts.field(key))
        let evaluator = FilterEvaluator(resource: Self.facts)
        let viewpoint = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        var asked = ["\(key)?", "!\(key)?"]
        for row in Self.rows.dropLast() {
            for (name, text) in Self.texts(row[field.position], field, row) {
                let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                for comparison in Filter.Operator.allCases {
                    let filter = "\(name)\(comparison.rawValue)\"\(quoted)\""
                    if name == key, !field.kind.operators.contains(comparison) {
                        #expect(throws: FilterError.self) {
                            try FilterParser.parse(filter, for: Self.facts, in: viewpoint)
                        }
                    } else {
                        asked.append(filter)
                    }
                }
            }
        }
        var matches = 0
        for text in asked {
            let filter = try FilterParser.parse(text, for: Self.facts, in: viewpoint)
            let condition = FilterSQL.condition(filter, table: RecordTable(Self.facts))
            let statement = try connection.prepareOnce(
                "SELECT n FROM thing AS \(RecordTable.alias) WHERE \(condition.sql) ORDER BY n")
            for (index, value) in condition.parameters.enumerated() { try bind(value, statement, index + 1) }
            var found: [Int] = []
            while try statement.step() { found.append(Int(statement.integer(0)) - 1) }
            let expected = Self.rows.indices.filter { evaluator.matches(filter, Self.rows[$0]) }
            #expect(found == expected, "\(text)")
            matches += found.count
        }
        #expect(matches > asked.count / 3)
    }

    private func bind(_ value: Value, _ statement: Statement, _ index: Int) throws {
        switch value {
        case .null: try statement.bindNull(index)
        case .boolean(let boolean): try statement.bind(boolean ? 1 : 0 as Int64, index)
        case .integer(let integer): try statement.bind(integer, index)
        case .text(let text): try statement.bind(text, index)
        case .identifier(let id): try statement.bind(id.bytes, index)
        case .list, .map: Issue.record("no filter compares with \(value)")
        }
    }
}
