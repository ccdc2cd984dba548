// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Windows by keyset against a plain sorted list.
struct WindowTests {
    private static let fields = [
        "name", "sku", "price", "status", "currency", "enabled", "tax_rate", "weight", "category", "created", "updated",
        "description", "type",
    ]

    /// What a record is sorted by in one field; nil sorts first.
    private static func key(_ field: String, _ record: StoredRecord, _ names: [Identifier: String]) -> Value {
        switch field {
        case "created": return .integer(record.stamps.createdAt)
        case "updated": return .integer(record.stamps.updatedAt)
        case "name": return folded(record.values[Product.declaration.fields.name.position])
        default: break
        }
        guard let position = Product.declaration.facts.positions[field] else { return .null }
        let value = record.values[position]
        if let id = value.identifier { return names[id].map { .text($0.lowercased()) } ?? .null }
        return field == "sku" ? folded(value) : value
    }

    private static func folded(_ value: Value) -> Value {
        value.text.map { .text($0.lowercased().replacing("ö", with: "o")) } ?? .null
    }

    private static func isLess(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): false
        case (.null, _): true
        case (_, .null): false
        case (.integer(let left), .integer(let right)): left < right
        case (.boolean(let left), .boolean(let right)): !left && right
        case (.text(let left), .text(let right)): Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
        default: false
        }
    }

    private static func sorted(
        _ records: [StoredRecord], _ sort: [SortTerm], _ names: [Identifier: String]
    ) -> [Int64] {
        let isRowDescending = sort.last?.isDescending ?? false
        return records.sorted { left, right in
            for term in sort {
                let pair = (key(term.field, left, names), key(term.field, right, names))
                if isLess(pair.0, pair.1) { return !term.isDescending }
                if isLess(pair.1, pair.0) { return term.isDescending }
            }
            return isRowDescending ? left.row > right.row : left.row < right.row
        }.map(\.row)
    }

    /// All pages of a list, one after the other.
    private static func pages(_ reader: Reader, _ sort: [SortTerm], size: Int, isBackwards: Bool) throws -> [Int64] {
        var query = Query(resource: "products", sort: sort, limit: size, isBackwards: isBackwards)
        var rows: [Int64] = []
        while true {
            let window = try reader.window(query)
            #expect(window.records.count <= size)
            let page = window.records.map(\.row)
            rows = isBackwards ? page + rows : rows + page
            guard window.hasMore, let end = isBackwards ? window.records.first : window.records.last else {
                return rows
            }
            query.cursor = end.cursor
        }
    }

    @Test func `a window is quick by its index or by the few rows of its table, whatever the resource`() throws {
        let shop = try Shop()
        let sock = try shop.product("Sock", in: try shop.category("Yarn")) { $0.price = 900 }
        let reader = try shop.reader()
        let byPrice = Query(resource: "products", sort: [SortTerm(field: "price")], limit: 9)
        #expect(try reader.quickWindow(byPrice)?.records.map(\.id) == [sock])
        let byPosition = Query(resource: "variants", sort: [SortTerm(field: "position")], limit: 9)
        #expect(try reader.quickWindow(byPosition)?.records == [])
        for start in stride(from: 0, to: 5_500, by: 500) {
            let operations = (start..<start + 500).map { number in
                Shop.create(Variant.self) {
                    $0.product = sock
                    $0.options = .map(of: [MapEntry(key: "Number", value: .integer(Int64(number)))])
                }
            }
            _ = try shop.writer.commit(Proposal(operations, origin: "form"))
        }
        #expect(try reader.quickWindow(byPosition) == nil)
        #expect(try reader.window(byPosition).records.count == 9)
        let unsorted = Query(resource: "variants", limit: 9)
        #expect(try reader.quickWindow(unsorted)?.records.count == 9)
    }

    @Test func `a filter as deep and as wide as may be is answered`() throws {
        let shop = try Shop()
        try shop.product("Sock", in: try shop.category("Yarn")) { $0.price = 900 }
        try SearchBuilder(paths: shop.paths).catchUp()
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let parts = ["price>5", "sock", "metadata.ply!=4", "category.name~yarn", "tag in (a)"]
        let negations = String(repeating: "!", count: FilterParser.depthMax - 2)
        func many(_ part: String, _ separator: String) -> String {
            Array(repeating: part, count: FilterParser.termsMax).joined(separator: separator)
        }
        let texts =
            parts.map { many($0, " or ") } + parts.map { "\(negations)(\(many($0, " ")))" }
            + [many("sock", " "), "tag in (\(many("a", ",")))"]
        let reader = try shop.reader()
        for text in texts {
            let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
            let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 9)
            let found = try reader.window(query).records.count
            #expect(found == (text.contains("tag") ? 0 : 1), "\(text.prefix(60))")
            #expect(try reader.count(query) == Int64(found), "\(text.prefix(60))")
        }
    }

    @Test func `every sort in every direction gives page by page what a sorted list holds, forwards and backwards`()
        throws
    {
        var random = SplitMix64(seed: Seed.of("windows"))
        let shop = try Goods.shop(137, &random)
        let reader = try shop.reader()
        let all = try reader.window(Query(resource: "products", limit: 1_000))
        #expect(all.records.count == 137)
        var sorts = Self.fields.flatMap { [[SortTerm(field: $0)], [SortTerm(field: $0, isDescending: true)]] }
        for _ in 0..<40 {
            let fields = Self.fields.shuffled(using: &random).prefix(Int.random(in: 2...3, using: &random))
            sorts.append(fields.map { SortTerm(field: $0, isDescending: Bool.random(using: &random)) })
        }
        for sort in sorts {
            let expected = Self.sorted(all.records, sort, all.names)
            let size = Int.random(in: 5...40, using: &random)
            for isBackwards in [false, true] {
                let rows = try Self.pages(reader, sort, size: size, isBackwards: isBackwards)
                guard rows == expected else {
                    let text = sort.map(\.text).joined(separator: ",")
                    Issue.record("sort \(text), page \(size), backwards \(isBackwards): \(rows) is not \(expected)")
                    return
                }
            }
        }
    }

    @Test func `the rank of a row is how many stand before it, in every order and filter`() throws {
        var random = SplitMix64(seed: Seed.of("ranks"))
        let shop = try Goods.shop(90, &random)
        let reader = try shop.reader()
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        for text in ["", "price>2", "apple"] {
            let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
            for _ in 0..<15 {
                let fields = Self.fields.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
                let sort = fields.map { SortTerm(field: $0, isDescending: Bool.random(using: &random)) }
                var query = Query(resource: "products", filter: filter, sort: sort, limit: 1_000)
                let records = try reader.window(query).records
                for (index, record) in records.enumerated() {
                    query.cursor = record.cursor
                    let rank = try reader.rank(query)
                    guard rank == Int64(index) else {
                        Issue.record("“\(text)” by \(sort.map(\.text)): row \(index) is told as \(rank ?? -1)")
                        return
                    }
                }
            }
        }
        #expect(try reader.rank(Query(resource: "products", limit: 1)) == nil)
    }

    @Test func `a window that includes its cursor begins with that row`() throws {
        var random = SplitMix64(seed: 3)
        let shop = try Goods.shop(30, &random)
        let reader = try shop.reader()
        let sort = [SortTerm(field: "price", isDescending: true), SortTerm(field: "name")]
        let all = try reader.window(Query(resource: "products", sort: sort, limit: 100)).records
        let middle = all[17]
        let down = Query(
            resource: "products", sort: sort, limit: 5, cursor: middle.cursor.including(true))
        #expect(try reader.window(down).records.map(\.row) == all[17..<22].map(\.row))
        let up = Query(
            resource: "products", sort: sort, limit: 5, cursor: middle.cursor.including(true), isBackwards: true)
        #expect(try reader.window(up).records.map(\.row) == all[13...17].map(\.row))
    }

    @Test func `a window holds on to its place while rows come and go around it`() throws {
        let shop = try Shop()
        let yarn = try shop.category("Yarn")
        let ids = try ["a", "c", "e", "g"].map { try shop.product($0, in: yarn) }
        let reader = try shop.reader()
        var query = Query(resource: "products", sort: [SortTerm(field: "name")], limit: 2)
        let first = try reader.window(query)
        query.cursor = first.records.last?.cursor
        try shop.product("b", in: yarn)
        try shop.product("d", in: yarn)
        try shop.commit(Shop.delete(Product.self, ids[1]))
        let names = try reader.window(query).records.map { Record<Product>(values: $0.values).name }
        #expect(names == ["d", "e"])
    }

    @Test func `a window tells the names of what its records refer to`() throws {
        let shop = try Shop()
        let a = try shop.category("A")
        let b = try shop.category("B") { $0.parent = a }
        try shop.product("Sock", in: b)
        let window = try shop.reader().window(Query(resource: "products", limit: 1))
        let me = try shop.reader().identity.member
        #expect(window.names == [b: "A › B", me: "Ada Öst"])
        #expect(!window.hasMore)
    }

    @Test func `a window tells who made and changed its records, of those who may be read`() throws {
        let shop = try Shop()
        try shop.product("Sock", in: try shop.category("Yarn")) { $0.owner = nil }
        let query = Query(resource: "products", limit: 1)
        let me = try shop.reader().identity.member
        #expect(try shop.reader().window(query).names[me] == "Ada Öst")
    }
}

/// A filter means the same in SQL and for one record.
struct FilterAgreementTests {
    private static func comparison(_ random: inout SplitMix64) -> String {
        let order = ["=", "!=", "<", "<=", ">", ">="]
        func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
        func quoted(_ texts: [String]) -> String { "\"\(pick(texts))\"" }
        switch Int.random(in: 0..<13, using: &random) {
        case 0: return "name" + pick(order) + quoted(["apple 3", "PEAR 10", "öl 5", "fig"])
        case 1: return "name~" + quoted(["app", "OL", "ö", "1", "%", "_"])
        case 2: return "sku" + pick(order) + pick(["s-4", "S-40", "S-9"])
        case 3: return "price" + pick(order) + pick(["1", "2.00", "3", "0"])
        case 4: return "status" + pick(order) + pick(Product.statuses)
        case 5: return "enabled" + pick(["=", "!="]) + pick(["yes", "no"])
        case 6:
            return "colour" + pick(order + ["~", "~", "~"]) + quoted(["red", "RED", "gru", "%", "_", "a_", "👩", "🎤"])
        case 7: return "tag" + pick(["=", "!=", "~"]) + quoted(Goods.tags + ["oo", "MERINO", "%", ","])
        case 8: return "tag in (wool, \"a,b\")"
        case 9: return "metadata.x" + pick(order) + pick(["1", "5", "red", "04", "true"])
        case 10: return "metadata.x~" + quoted(["1", "r", "RU", "%"])
        case 11: return pick(["price", "sku", "tags", "metadata", "colour", "tax_rate", "metadata.x"]) + "?"
        default: return pick(["weight", "tax_rate"]) + pick(order) + pick(["1", "2", "5", "10"])
        }
    }

    private static func text(_ random: inout SplitMix64, depth: Int = 0) -> String {
        switch Int.random(in: 0..<(depth > 2 ? 3 : 8), using: &random) {
        case 3: "!" + "(\(text(&random, depth: depth + 1)))"
        case 4: "(\(text(&random, depth: depth + 1)) or \(text(&random, depth: depth + 1)))"
        case 5, 6: "\(text(&random, depth: depth + 1)) \(text(&random, depth: depth + 1))"
        default: comparison(&random)
        }
    }

    @Test func `random filters find in SQL exactly the records the evaluator says yes to`() throws {
        var random = SplitMix64(seed: Seed.of("filters"))
        let shop = try Goods.shop(150, &random)
        let reader = try shop.reader()
        let facts = Product.declaration.facts
        let all = try reader.window(Query(resource: "products", limit: 1_000)).records
        let evaluator = FilterEvaluator(resource: facts)
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: nil)
        var matching = 0
        var differing: Set<String> = []
        for _ in 0..<1_500 {
            let text = Self.text(&random)
            let filter = try FilterParser.parse(text, for: facts, in: context)
            let query = Query(resource: "products", filter: filter, limit: 1_000)
            let found = Set(try reader.window(query).records.map(\.row))
            let expected = Set(all.filter { evaluator.matches(filter, $0.values) }.map(\.row))
            #expect(try reader.count(query) == Int64(found.count))
            matching += found.count
            if found != expected, text.utf8.count < 40 {
                let row = found.symmetricDifference(expected).min()
                let record = all.first { $0.row == row }.map { Record<Product>(values: $0.values) }
                differing.insert(
                    "\(text): \(record?.colour ?? "") \(record?.tags ?? .null) \(record?.metadata ?? .null)")
            } else if found != expected {
                differing.insert(text)
            }
        }
        #expect(matching > 10_000)
        #expect(differing.sorted { $0.utf8.count < $1.utf8.count }.prefix(5).joined(separator: "\n") == "")
    }

    @Test func `filters look into related records, and deleted ones stand aside unless asked for`() throws {
        let shop = try Shop()
        let yarn = try shop.category("Yarn")
        let hats = try shop.category("Hats")
        let sock = try shop.product("Sock", in: yarn)
        try shop.product("Cap", in: hats)
        let gone = try shop.product("Old", in: yarn)
        try shop.commit(Shop.delete(Product.self, gone))
        let reader = try shop.reader()
        let context = FilterViewpoint(
            currency: "EUR", today: CalendarDate(daysSince1970: 20_763), me: try shop.reader().identity.member)
        func names(_ text: String) throws -> [String] {
            let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
            let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 9)
            return try reader.window(query).records.map { Record<Product>(values: $0.values).name }
        }
        #expect(try names("category.name~YAR") == ["Sock"])
        #expect(try names("category=yarn") == ["Sock"])
        #expect(try names("category!=yarn") == ["Cap"])
        #expect(try names("is:deleted") == ["Old"])
        #expect(try names("is:deleted or name=cap") == ["Cap", "Old"])
        #expect(try names("owner=me") == ["Cap", "Sock"])
        #expect(try names("id=\(sock.text)") == ["Sock"])
        #expect(try names("created>=today-3650d") == ["Cap", "Sock"])
        #expect(try names("created<1980-01-01") == [])
        #expect(try names("-draft") == [])
    }
}
