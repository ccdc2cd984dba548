// SPDX-License-Identifier: Apache-2.0
import Domain
import Interchange
import Testing

/// What somebody decides where a file leaves it open.
struct ImportDecisionTests {
    private let products = Product.declaration.facts

    @Test(
        arguments: [
            (1_000, PriceTerms.withoutTax, 2_500, 1_250), (1_250, .withTax, 2_500, 1_000),
            (999, .withoutTax, 1_900, 1_189),
            (-999, .withoutTax, 1_900, -1_189), (1_189, .withTax, 1_900, 999), (0, .withTax, 2_500, 0),
            (500, .withTax, 0, 500), (1, .withoutTax, 5_000, 2),
        ] as [(Int64, PriceTerms, Int64, Int64)])
    func `a price gets its tax, or loses it, and half a cent goes away from zero`(
        price: Int64, terms: PriceTerms, rate: Int64, result: Int64
    ) {
        let other: PriceTerms = terms == .withTax ? .withoutTax : .withTax
        #expect(terms.converted(price, to: other, taxRate: rate) == result)
        #expect(terms.converted(price, to: terms, taxRate: rate) == price)
    }

    @Test func `a price that becomes too large is none`() {
        #expect(PriceTerms.withoutTax.converted(.max, to: .withTax, taxRate: 2_500) == nil)
    }

    @Test(
        arguments: [
            ("VK brutto", "price"), ("Preis (EUR)", "price"), ("Artikel-Nr.", "sku"), ("Produktnamn", "name"),
            ("Variant Grams", "weight"), ("Catégorie", "category"), ("Lagerort", nil), ("brutto", nil),
        ] as [(String, String?)])
    func `columns of other programs are guessed, where a person is shown them`(header: String, key: String?) throws {
        let plan = try ImportPlan(
            unchecked: [header], into: products, mapping: nil, dropsUnknown: false, guesses: true)
        let target = key.flatMap { products.field($0) }.map { ImportPlan.Target.field($0.position) }
        #expect(plan.columns[0].isGuessed == (key != nil))
        #expect(target == nil || plan.columns[0].target == target)
        #expect(
            try ImportPlan(unchecked: [header], into: products, mapping: nil, dropsUnknown: false).columns[0].isUnknown)
    }

    @Test func `a guess never takes the field of a column that is called so, or of one before`() throws {
        let plan = try ImportPlan(
            unchecked: ["Preis", "price", "Farbe", "Färg"], into: products, mapping: nil, dropsUnknown: true,
            guesses: true)
        #expect(plan.columns.map(\.isGuessed) == [false, false, true, false])
        #expect(plan.failure == nil)
    }

    @Test func `a decimal mark that somebody chose decides, cells against it are no numbers`() throws {
        var observer = NumberObserver()
        for (row, text) in ["24.50", "28,00", "1.234,50"].enumerated() {
            let bytes = Array(text.utf8)
            observer.observe(bytes.span, row: row + 2)
        }
        let comma = observer.format(of: .comma)
        #expect(comma.reads("28,00") && comma.reads("1.234,50") && !comma.reads("24.50"))
        #expect(observer.format(of: .point).reads("24.50"))
    }

    @Test func `an order of dates that somebody chose decides, in a mix too`() {
        func observer(_ texts: [String]) -> DateObserver {
            var observer = DateObserver()
            for (row, text) in texts.enumerated() {
                let bytes = Array(text.utf8)
                observer.observe(bytes.span, row: row + 2)
            }
            return observer
        }
        let open = observer(["01/02/2026", "03/04/2026"])
        #expect(open.orders == [.dayMonthYear, .monthDayYear])
        #expect(open.format(of: .monthDayYear)?.reads("01/31/2026") == true)
        let mixed = observer(["31/01/2026", "01/31/2026"])
        #expect(mixed.orders == [.dayMonthYear, .monthDayYear])
        #expect(mixed.format(of: .dayMonthYear)?.reads("31/01/2026") == true)
        #expect(mixed.format(of: .yearMonthDay) == nil)
    }

    @Test func `a row is read with cells typed anew, whatever stands in them`() throws {
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: .semicolon)
        var texts: [[String]] = []
        func take(_ row: borrowing CSVRow) {
            let mended = row.mended([1: "a;\"b\"\nc", 7: "nowhere"])
            texts.append(mended.texts + ["\(mended.number)", "\(mended.failure == nil)"])
        }
        try reader.feed(Array("x;y;z\n1;\"2\"\"\";3\n4;5\n".utf8)) { row in take(row) }
        try reader.finish { row in take(row) }
        #expect(
            texts == [
                ["x", "a;\"b\"\nc", "z", "1", "true"], ["1", "a;\"b\"\nc", "3", "2", "true"],
                ["4", "a;\"b\"\nc", "3", "false"],
            ])
        #expect(
            JSONItem(number: 1, members: [JSONMember(key: "a", value: .number("1"))]).mended(["a": "2", "b": "3"])
                .members
                == [JSONMember(key: "a", value: .string("2")), JSONMember(key: "b", value: .string("3"))])
    }
}
