// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// Every field of every resource through table, window, filter and sort of a real store.
struct RoundTripTests {
    private let shop: Shop
    private let category: Identifier
    private let product: Identifier
    private let member: Identifier

    init() throws {
        shop = try Shop()
        category = try shop.category("Yarn")
        product = try shop.product("Base", in: category)
        member = try shop.reader().identity.member
    }

    /// A value that fits a field; exhaustive, so that a new kind does not compile until it is stored.
    private func value(_ field: FieldFacts) throws -> Value {
        switch field.kind {
        case .text: .text("Grün \"x")
        case .note: .text("a\nb")
        case .code(let format): .text(try code(format))
        case .integer(let range): .integer(min(range.upperBound, max(range.lowerBound, 7)))
        case .boolean: .boolean(true)
        case .money: .integer(1_250)
        case .quantity: .integer(2_000_000)
        case .percent: .integer(2_550)
        case .date: .text("2026-11-14")
        case .moment: .integer(1_794_000_000_000_450)
        case .choice(let words): .text(words[0])
        case .reference("categories"): .identifier(category)
        case .reference("products"): .identifier(product)
        case .reference("members"): .identifier(member)
        case .reference: .null
        case .references: .set(of: [try shop.role("viewer").text])
        case .set(.permission): .set(of: ["products:read", "stock:count"])
        case .set: .set(of: ["wool", "a,b"])
        case .map(.schema): .map(of: [MapEntry(key: "ply", value: .text("integer 1..12"))])
        case .map: .map(of: [MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "ü", value: .text("x"))])
        }
    }

    private func code(_ format: Format) throws -> String {
        switch format {
        case .sku: "NEW-1"
        case .gtin: "4006381333931"
        case .currency: "EUR"
        case .country: "SE"
        case .unit: "piece"
        case .email: "a@b.example"
        case .phone: "+46 8 123"
        case .userName: "newbie"
        case .locale: "sv_SE"
        case .permission: "products:read"
        case .condition: "price<100"
        case .schema: "text"
        case .skuPattern: "Y-{n:3}"
        case .columns: "name"
        case .sort: "name"
        case .filter: "name~x"
        case .colour: "#A0B1C2"
        }
    }

    private func values(_ facts: ResourceFacts) throws -> [Value] {
        var values = try facts.fields.map { $0.isDerived ? Value.null : try value($0) }
        func set(_ key: String, _ value: Value) {
            if let position = facts.positions[key] { values[position] = value }
        }
        switch facts.name {
        case "policies": set("role", .null)
        case "views": set("resource", .text("products"))
        case "categories":
            set("price_min", .integer(1))
            set("max_products", .null)
        case "products": set("metadata", .map(of: [MapEntry(key: "ply", value: .integer(4))]))
        default: break
        }
        return values
    }

    @Test(arguments: Resources.all.map(\.name).filter { $0 != "settings" })
    func `a record with every field filled reads back the same, from table, list, filter and journal`(
        name: String
    ) throws {
        let facts = try #require(Resources.named(name))
        var values = try values(facts)
        let id = try #require(
            shop.commit(.create(facts, id: nil, values: values)).first)
        let reader = try shop.reader()
        let stored = try #require(try reader.record(id, in: facts))
        for field in facts.fields where field.isDerived { values[field.position] = stored.values[field.position] }
        #expect(stored.values == values)
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: member)
        for field in facts.fields where !values[field.position].isNull {
            let texts = try filterTexts(field, values, facts)
            for text in texts {
                let filter = try FilterParser.parse(text, for: facts, in: context)
                let query = Query(resource: name, filter: filter, limit: 500)
                #expect(try reader.window(query).records.contains { $0.id == id }, "\(text)")
            }
            if (try? SortTerm.parse(field.key, for: facts)) != nil {
                let query = Query(resource: name, sort: [SortTerm(field: field.key)], limit: 500)
                #expect(try reader.window(query).records.contains { $0.id == id })
            }
        }
        let entry = try #require(try reader.history(of: id, in: facts, limit: 1).first)
        let labels = facts.fields.filter { !$0.isDerived && !values[$0.position].isNull }.map(\.label)
        #expect(entry.differences.map(\.label) == labels)
        try shop.expectIntact()
    }

    /// Filters that a record with these values must pass.
    private func filterTexts(_ field: FieldFacts, _ values: [Value], _ facts: ResourceFacts) throws -> [String] {
        let value = values[field.position]
        let text = Rendering.text(value, field, in: values, of: facts).replacing("\\", with: "\\\\")
            .replacing("\"", with: "\\\"")
        return switch field.kind {
        case .map:
            value.map.compactMap { entry in
                entry.value.integer.map { "\(field.key).\(entry.key)=\($0)" } ?? "\(field.key).\(entry.key)~\"x\""
            }.filter { $0.contains("ply=") || $0.contains("ü") } + ["\(field.key)?"]
        case .references, .set: value.list.map { "\(field.key)=\"\($0)\"" } + ["\(field.key)?"]
        case .text, .note, .code, .choice: ["\(field.key)=\"\(text)\"", "\(field.key)~\"\(text)\"", "\(field.key)?"]
        case .integer, .boolean, .money, .quantity, .percent, .date, .moment, .reference:
            ["\(field.key)=\"\(text)\"", "\(field.key)?"]
        }
    }

    @Test func `a record with nothing but what is required reads back empty`() throws {
        let id = try shop.add(Variant.self) {
            $0.product = product
            $0.options = .map(of: [MapEntry(key: "Size", value: .text("M"))])
        }
        var expected = Record<Variant>()
        expected.product = product
        expected.options = .map(of: [MapEntry(key: "Size", value: .text("M"))])
        expected.currency = "EUR"
        #expect(try shop.record(Variant.self, id) == expected)
    }

    @Test func `a record is found by id, key, name and unique beginning, and ambiguity is told`() throws {
        let facts = Product.declaration.facts
        let sock = try shop.product("Merino sock", in: category, sku: "S-100")
        try shop.product("Merino hat", in: category, sku: "S-101")
        let reader = try shop.reader()
        for key in [sock.text, sock.text.lowercased(), "S-100", "s-100", "MERINO SOCK", "merino s"] {
            #expect(try reader.find(key, in: facts).id == sock)
        }
        #expect(
            refusal { _ = try reader.find("S-1", in: facts) }
                == .ambiguous(resource: "products", key: "S-1", candidates: ["S-100", "S-101"]))
        #expect(refusal { _ = try reader.find("zebra", in: facts) } == .notFound(resource: "products", key: "zebra"))
    }
}
