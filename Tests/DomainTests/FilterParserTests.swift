// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// The filter language: what a text means, and where one that means nothing goes wrong.
struct FilterParserTests {
    private let facts = Product.declaration.facts

    private func parse(_ text: String) throws(FilterError) -> Filter {
        try FilterParser.parse(text, for: facts, in: Sample.context)
    }

    private func path(_ field: String, _ member: String? = nil) -> Filter.Path { .init(field: field, member: member) }

    @Test func `terms side by side must all hold, or parts groups of them`() throws {
        let price = Filter.compare(path("price"), .greaterOrEqual, .integer(1_000))
        let draft = Filter.compare(path("status"), .equal, .text("draft"))
        let tag = Filter.compare(path("tags"), .equal, .text("a"))
        #expect(try parse("status=draft price>=10") == .and([draft, price]))
        #expect(try parse("status=draft price>=10 or tag=a") == .or([.and([draft, price]), tag]))
        #expect(try parse("status=draft (price>=10 or tag=a)") == .and([draft, .or([price, tag])]))
        #expect(try parse("!(price>=10)") == .not(price))
        #expect(try parse("  ") == .all)
    }

    private func failure(_ text: String) -> FilterError? {
        do throws(FilterError) {
            _ = try parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `what stands inside each other has a limit, and the error says which`() throws {
        let reason = "more than 12 parentheses and negations stand inside each other"
        for (open, close) in [("!", ""), ("(", ")"), ("!(", ")")] {
            let most = 12 / open.count
            func nested(_ count: Int) -> String {
                String(repeating: open, count: count) + "sock" + String(repeating: close, count: count)
            }
            #expect(failure(nested(most)) == nil, "\(open)")
            let error = failure(nested(100_000))
            #expect(error == FilterError(start: 12, end: 13, reason: reason, expected: nil), "\(open)")
        }
    }

    @Test func `conditions, values and words have a limit together, and the error says which`() throws {
        let reason = "there are more than 256 conditions, values and words"
        func many(_ part: String, _ separator: String, _ count: Int) -> String {
            Array(repeating: part, count: count).joined(separator: separator)
        }
        for (part, separator) in [
            ("price>1", " "), ("price>1", " or "), ("sock", " "), ("is:deleted", " "), ("gtin?", " "),
        ] {
            #expect(failure(many(part, separator, 256)) == nil, "\(part)")
            #expect(failure(many(part, separator, 2_000))?.reason == reason, "\(part)")
        }
        #expect(failure("tag in (\(many("a", ",", 256)))") == nil)
        #expect(failure("tag in (\(many("a", ",", 257)))")?.reason == reason)
        #expect(failure("\"\(many("a", " ", 257))\"")?.reason == reason)
    }

    @Test func `an order has so many fields and no more`() throws {
        func order(_ count: Int) -> String { Array(repeating: "name", count: count).joined(separator: ",") }
        #expect(try SortTerm.parse(order(16), for: facts).count == 16)
        #expect(
            throws: FilterError(start: 80, end: 84, reason: "an order has at most 16 fields", expected: nil)
        ) { try SortTerm.parse(order(17), for: facts) }
    }

    @Test func `every operator, list, set and empty is read`() throws {
        #expect(try parse("price!=1.50") == .compare(path("price"), .notEqual, .integer(150)))
        #expect(try parse("price<1") == .compare(path("price"), .less, .integer(100)))
        #expect(try parse("price<=1") == .compare(path("price"), .lessOrEqual, .integer(100)))
        #expect(try parse("price>1") == .compare(path("price"), .greater, .integer(100)))
        #expect(try parse("name~\"Merino, Ä\"") == .compare(path("name"), .contains, .text("merino, a")))
        #expect(try parse("tag in (a, \"b c\")") == .oneOf(path("tags"), [.text("a"), .text("b c")]))
        #expect(try parse("gtin?") == .isSet(path("gtin")))
        #expect(try parse("!gtin?") == .not(.isSet(path("gtin"))))
        #expect(try parse("tax_rate<30%") == .compare(path("tax_rate"), .less, .integer(3_000)))
        #expect(try parse("weight>1.5kg") == .compare(path("weight"), .greater, .integer(1_500_000_000)))
        #expect(try parse("is:deleted") == .deleted)
    }

    @Test func `related and nested fields, me, and words that negate a choice are read`() throws {
        #expect(try parse("category.name~yarn") == .compare(path("category", "name"), .contains, .text("yarn")))
        #expect(try parse("metadata.ply=4") == .compare(path("metadata", "ply"), .equal, .text("4")))
        #expect(try parse("category=Yarn") == .refers(path("category"), "Yarn"))
        #expect(try parse("owner=me") == .compare(path("owner"), .equal, .identifier(Sample.first)))
        #expect(try parse("-archived") == .compare(path("status"), .notEqual, .text("archived")))
        #expect(try parse("-wool") == .not(.word("wool", isPrefix: true)))
        #expect(try parse("wool sock") == .and([.word("wool", isPrefix: false), .word("sock", isPrefix: true)]))
        #expect(try parse("hand-dyed") == .and([.word("hand", isPrefix: false), .word("dyed", isPrefix: true)]))
    }

    @Test func `a day means all its moments, today and days before it too`() throws {
        let day: Int64 = 86_400_000_000
        let updated = path("updated")
        func start(_ number: Int64) -> Value { .integer(number * day) }
        #expect(try parse("updated>=today-7d") == .compare(updated, .greaterOrEqual, start(19_993)))
        #expect(try parse("updated>today") == .compare(updated, .greaterOrEqual, start(20_001)))
        #expect(try parse("updated<=1970-01-02") == .compare(updated, .less, start(2)))
        #expect(
            try parse("updated=1970-01-02")
                == .and([.compare(updated, .greaterOrEqual, start(1)), .compare(updated, .less, start(2))]))
    }

    @Test(arguments: [
        ("price>=", 7, 7, "a value is missing"), ("glow=1", 0, 4, "“glow” is no field of products"),
        ("price=abc", 6, 9, "“abc” is no number"), ("price=1.234", 6, 11, "“1.234” has more decimals than EUR (2)"),
        ("status=open", 7, 11, "“open” is none of the words allowed"),
        ("(price=1", 8, 8, "the parenthesis is not closed"),
        ("price=1)", 7, 8, "nothing opens this parenthesis"), ("name=\"a", 5, 7, "the quote is not closed"),
        ("tag in (a", 9, 9, "the list is not closed"), ("=5", 0, 1, "“=” needs a field on its left"),
        ("or price=1", 0, 2, "“or” needs something on its left"),
        ("price=1 or", 10, 10, "“or” needs something on its right"), ("!", 1, 1, "“!” needs something on its right"),
        ("price.x=1", 0, 7, "“price” has no parts"), ("category.glow=1", 0, 13, "“glow” is no field of categories"),
        ("category.parent.glow=1", 0, 20, "“glow” is no field of categories"),
        ("category.name.x=1", 0, 15, "what stands before “x” has no parts"), ("id.name=1", 0, 7, "“id” has no parts"),
        ("🧶", 0, 1, "“🧶” holds no letter and no digit"), ("!🧶", 1, 2, "“🧶” holds no letter and no digit"),
        ("-🧶", 0, 2, "“-🧶” holds no letter and no digit"), ("***", 0, 3, "“***” holds no letter and no digit"),
        ("€", 0, 1, "“€” holds no letter and no digit"), (".", 0, 1, "“.” holds no letter and no digit"),
        ("-", 0, 1, "“-” holds no letter and no digit"), ("\"\"", 0, 2, "nothing stands between the quotes"),
        ("wool ()", 6, 7, "nothing stands in the parentheses"), ("name=\"\"", 5, 7, "the value is empty"),
        ("name~\"\"", 5, 7, "the value is empty"), ("is:foo", 0, 6, "“is:foo” is nothing that a record can be"),
        ("price=1,234", 6, 11, "“1,234” could be 1.234 or 1234"),
        ("id=x", 3, 4, "“x” is no id"),
        ("updated=soon", 8, 12, "“soon” is no date"), ("enabled=maybe", 8, 13, "“maybe” is neither yes nor no"),
    ])
    func `a filter that does not parse marks the place and says why`(
        text: String, start: Int, end: Int, reason: String
    ) throws {
        let error = #expect(throws: FilterError.self) { try parse(text) }
        #expect(error?.start == start)
        #expect(error?.end == end)
        #expect(error?.reason == reason)
    }

    @Test(arguments: [
        ("enabled~yes", 7, 8, "“enabled” is not compared by ~", "= != ? in"),
        ("owner~ada", 5, 6, "“owner” is not compared by ~", "= != ? in, or owner.name~…"),
        ("id~01", 2, 3, "“id” is not compared by ~", "= != ? in"),
        ("metadata~wool", 8, 9, "“metadata” is not compared by ~", "metadata.key~…, or ?"),
        ("metadata=4", 8, 9, "“metadata” is not compared by =", "metadata.key=…, or ?"),
        ("metadata in (4)", 9, 11, "“metadata” is not compared by in", "metadata.key=…, or ?"),
        ("price~12", 5, 6, "“price” is not compared by ~", "= != < <= > >= ? in"),
        ("weight ~ 1", 7, 8, "“weight” is not compared by ~", "= != < <= > >= ? in"),
        ("tax_rate~2", 8, 9, "“tax_rate” is not compared by ~", "= != < <= > >= ? in"),
        ("updated~2026", 7, 8, "“updated” is not compared by ~", "= != < <= > >= ? in"),
        ("category.active~y", 15, 16, "“category.active” is not compared by ~", "= != ? in"),
        ("enabled>no", 7, 8, "“enabled” is not compared by >", "= != ? in"),
        ("category<yarn", 8, 9, "“category” is not compared by <", "= != ? in, or category.name<…"),
        ("tag>=wool", 3, 5, "“tag” is not compared by >=", "= != ~ ? in"),
    ])
    func `a comparison that a field does not know is refused at its operator`(
        text: String, start: Int, end: Int, reason: String, expected: String
    ) throws {
        let error = #expect(throws: FilterError.self) { try parse(text) }
        #expect(error == FilterError(start: start, end: end, reason: reason, expected: expected))
    }

    @Test(arguments: [
        ("status=draft AND price>1", "AND", "status=draft price>=10"),
        ("price>1 and wool", "and", "status=draft price>=10"), ("wool && silk", "&&", "status=draft price>=10"),
        ("wool || silk", "||", "status=draft or price>=10"),
        ("NOT wool", "NOT", "!status=draft"), ("not price>1", "not", "!status=draft"),
        ("price between 5 and 10", "between", "price>=5 price<=10"), ("name like x", "like", "name~part"),
        ("colour is null", "is", "colour? or !colour?"), ("status:draft", "status:draft", "status=draft"),
        ("price<>1", "<>", "!="), ("name==x", "==", "="), ("price=>1", "=>", ">="), ("name !~ x", "!", "!name~…"),
    ])
    func `an operator of another language is answered with the one used here`(
        text: String, marked: String, expected: String
    ) {
        let error = #expect(throws: FilterError.self) { try parse(text) }
        #expect(error.map { String(text.dropFirst($0.start).prefix($0.end - $0.start)) } == marked)
        #expect(error?.expected == expected)
    }

    @Test func `words that are operators elsewhere can be searched for`() throws {
        #expect(try parse("salt and pepper").words.map(\.word) == ["salt", "and", "pepper"])
        #expect(try parse("\"status:draft\"").words.map(\.word) == ["status", "draft"])
        #expect(try parse("not quite").words.map(\.word) == ["not", "quite"])
    }

    @Test func `an amount may be written with a comma outside a list`() throws {
        #expect(try parse("price=28,00") == .compare(path("price"), .equal, .integer(2_800)))
        #expect(
            try parse("price>1.234,50 wool")
                == .and([.compare(path("price"), .greater, .integer(123_450)), .word("wool", isPrefix: true)]))
        #expect(try parse("price in (28,5)") == .oneOf(path("price"), [.integer(2_800), .integer(500)]))
    }

    @Test func `names are looked up where they can be, and pinned to their ids`() throws {
        func lookUp(_ name: String, _ resource: String) -> NameMeaning? {
            switch (name, resource) {
            case ("Yarn", "categories"), ("Yarn/Sock", "categories"): .record(Sample.second)
            case ("Sock", "categories"): .several(["Yarn › Sock", "Kits › Sock"])
            default: .unknown(near: resource == "categories" ? ["Yarn"] : [])
            }
        }
        func parse(_ text: String) throws(FilterError) -> Filter {
            try FilterParser.parse(text, for: facts, in: Sample.context, lookUp: lookUp)
        }
        let yarn = Value.identifier(Sample.second)
        #expect(try parse("category=Yarn") == .compare(path("category"), .equal, yarn))
        #expect(try parse("category.parent=Yarn/Sock") == .compare(path("category", "parent"), .equal, yarn))
        #expect(try parse("category in (Yarn, Yarn/Sock)") == .oneOf(path("category"), [yarn, yarn]))
        #expect(
            try parse("category.parent.path~yar") == .compare(path("category", "parent.path"), .contains, .text("yar")))
        let several = #expect(throws: FilterError.self) { try parse("category=Sock") }
        #expect(several?.reason == "“Sock” could be Yarn › Sock or Kits › Sock")
        let none = #expect(throws: FilterError.self) { try parse("category=Yarm") }
        #expect(none == FilterError(start: 9, end: 13, reason: "“Yarm” is none of the categories", expected: "Yarn"))
        #expect(
            try FilterParser.pinning(
                "owner=me category in (Yarn, \"Yarn/Sock\") price<5", for: facts, in: Sample.context, lookUp: lookUp)
                == "owner=me category in (\(Sample.second.text), \(Sample.second.text)) price<5")
    }

    @Test func `what is near is a slip away, letters that changed places are one`() {
        let names = ["Yarn", "Kits", "Fibre", "Yarn › Sock", "Accessories"]
        #expect(Nearest.names(to: "Yran", among: names) == ["Yarn"])
        #expect(Nearest.names(to: "pots", among: names) == [])
        #expect(Nearest.names(to: "FIBER", among: names) == ["Fibre"])
        #expect(Nearest.names(to: "Yarn › Sok", among: names) == ["Yarn › Sock"])
        #expect(Nearest.names(to: "acc", among: names) == ["Accessories"])
        #expect(Nearest.names(to: "", among: names) == [])
        #expect(Nearest.names(to: String(repeating: "x", count: 300), among: names) == [])
    }

    @Test func `a mistyped field is answered with the nearest ones`() {
        let error = #expect(throws: FilterError.self) { try parse("prise=1") }
        #expect(error?.expected == "price")
    }

    @Test func `random texts parse or are refused, and never crash`() throws {
        var random = SplitMix64(seed: Sample.seed("filter texts"))
        let pieces = [
            "price", "=", "<", ">=", "~", "!", "?", "(", ")", ",", "-", "\"", "in", " ", " ", "or", "tag", "10",
            "metadata.",
            "is:deleted", "é", "👩\u{200D}🎤", "\\", "today-7d", ".", "x",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            do throws(FilterError) {
                _ = try parse(text)
            } catch {
                #expect(error.start <= error.end && error.end <= text.count, "\(text)")
            }
        }
    }

    @Test func `a sort is a list of fields, a minus turning one round`() throws {
        #expect(
            try SortTerm.parse("-price, name,updated", for: facts) == [
                SortTerm(field: "price", isDescending: true), SortTerm(field: "name"), SortTerm(field: "updated"),
            ])
        let error = #expect(throws: FilterError.self) { try SortTerm.parse("name,-tags", for: facts) }
        #expect(error?.start == 5)
        #expect(error?.end == 10)
    }
}
