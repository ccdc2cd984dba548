// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Plain text as values: exactly or not at all.
struct ReadingTests {
    private func read(_ text: String, _ kind: Kind, currency: String = "EUR", unit: String = "piece") -> Result<
        Value, FailureRuleError
    > {
        do throws(FailureRuleError) {
            return .success(try FieldReading(currency: currency, unit: unit).value(text, kind))
        } catch {
            return .failure(error)
        }
    }

    private let money = Kind.money(currency: "currency")

    @Test func `an amount with more decimals than its currency has is refused, never rounded`() {
        #expect(read("24.50", money) == .success(.integer(2_450)))
        #expect(read("24.500", money) == .success(.integer(2_450)))
        #expect(read("24.505", money) == .failure(.init(.tooManyDecimals(max: 2, of: "EUR"))))
        #expect(read("250", money, currency: "JPY") == .success(.integer(250)))
        #expect(read("250.5", money, currency: "JPY") == .failure(.init(.tooManyDecimals(max: 0, of: "JPY"))))
        #expect(read("1.234", money, currency: "KWD") == .success(.integer(1_234)))
    }

    @Test(arguments: [
        "1e3", ".5", "5.", "--1", "1.2.3", "٣", "+5", "0x10", "-", ",5", "5,", "1,23,456", "1 00", "€ 5 €", "5 euro",
        "1.234,567.8", "1'234.567'8", "1 234.567 89", "€", "1,2,3", "01,234,567", "12 34,50", "1.234 567,50",
    ])
    func `what is no amount is no number`(text: String) {
        #expect(read(text, money) == .failure(.init(.notANumber)))
    }

    @Test(arguments: [
        ("28,00", 2_800), ("1,5", 150), ("€ 145", 14_500), ("145€", 14_500), ("EUR 5", 500), ("5,00 eur", 500),
        ("1.234,50", 123_450), ("1,234.50", 123_450), ("1 234,50", 123_450), ("1\u{202F}234,50 €", 123_450),
        ("1'234.50", 123_450), ("1 000", 100_000), ("1.234.567", 123_456_700), ("1,234,567", 123_456_700),
        ("-5,20", -520), ("€-5", -500), ("\u{2212}5 €", -500), ("0,500", 50), ("1 234,500", 123_450),
    ])
    func `an amount that can be read in one way is read as people write it`(text: String, minor: Int64) {
        #expect(read(text, money) == .success(.integer(minor)))
    }

    @Test func `an amount that can be read in two ways shows both, another currency's is refused`() {
        let both = Result<Value, FailureRuleError>.failure(.init(.ambiguousNumber(["1.234", "1234"])))
        #expect(read("1,234", money) == both)
        #expect(read("€ 1,234", money) == both)
        #expect(read("1,234", money, currency: "KWD") == both)
        #expect(read("1,500", money, currency: "JPY") == .failure(.init(.ambiguousNumber(["1.500", "1500"]))))
        #expect(read("1,2345", money) == .failure(.init(.tooManyDecimals(max: 2, of: "EUR"))))
        #expect(read("$5", money) == .failure(.init(.otherCurrency("EUR"))))
        #expect(read("5 SEK", money) == .failure(.init(.otherCurrency("EUR"))))
        #expect(read("5 kr", money, currency: "SEK") == .success(.integer(500)))
        #expect(read("1,5 %", .percent) == .success(.integer(150)))
        #expect(read("1,005", .percent) == .failure(.init(.ambiguousNumber(["1.005", "1005"]))))
        #expect(read("€ 5", .percent) == .failure(.init(.notANumber)))
    }

    @Test func `a number beyond all limits is told as such`() {
        #expect(
            read("99999999999999999999", money)
                == .failure(.init(.outOfRange(min: nil, max: "10000000000.00 EUR"))))
    }

    @Test func `a quantity in a unit of the same dimension is turned over to the nearest millionth`() {
        let beyond = FailureRule.outOfRange(min: "0", max: "1000000000")
        #expect(read("1.5 kg", .quantity(.fixed("g"))) == .success(.integer(1_500_000_000)))
        #expect(read("5 stones", .quantity(.fixed("g"))) == .failure(.init(.unknownUnit(["g", "kg", "lb", "oz"]))))
        #expect(read("5 skein", .quantity(.fixed("g"))) == .failure(.init(.otherUnit("g"))))
        #expect(read("1 234,5 m", .quantity(.fixed("m"))) == .success(.integer(1_234_500_000)))
        #expect(read("1 yd", .quantity(.fixed("cm"))) == .success(.integer(91_440_000)))
        #expect(read("1 lb", .quantity(.fixed("g"))) == .success(.integer(453_592_370)))
        #expect(read("1 g", .quantity(.fixed("lb"))) == .success(.integer(2_205)))
        // 28.349523125 g and 340.1942775 g: of two equally near ones the even one.
        #expect(read("1 oz", .quantity(.fixed("g"))) == .success(.integer(28_349_523)))
        #expect(read("12 oz", .quantity(.fixed("g"))) == .success(.integer(340_194_278)))
        #expect(read("4 oz", .quantity(.fixed("g"))) == .success(.integer(113_398_092)))
        #expect(read("-1 oz", .quantity(.fixed("g"))) == .success(.integer(-28_349_523)))
        #expect(
            read("9223372036854.775807 fl oz", .quantity(.fixed("l")))
                == .success(.integer(272_767_665_597_860_552)))
        #expect(read("9223372036854 kg", .quantity(.fixed("g"))) == .failure(.init(beyond)))
        #expect(read("9223372036854.775808", .quantity(.fixed("g"))) == .failure(.init(beyond)))
        #expect(read("5in", .quantity(.fixed("cm"))) == .failure(.init(.unknownUnit(["cm", "m", "yd"]))))
        #expect(read("3", .quantity(.sibling("unit")), unit: "skein") == .success(.integer(3_000_000)))
        #expect(read("3 pcs", .quantity(.sibling("unit")), unit: "piece") == .success(.integer(3_000_000)))
        #expect(read("3 pair", .quantity(.sibling("unit")), unit: "piece") == .failure(.init(.otherUnit("piece"))))
    }

    @Test func `decimals come out as they went in`() throws {
        var random = SplitMix64(seed: Sample.seed("decimals"))
        for _ in 0..<5_000 {
            let value = Int64.random(in: -9_000_000_000_000_000...9_000_000_000_000_000, using: &random)
            let decimals = Int.random(in: 0...6, using: &random)
            for keeping in [nil, 0, 1] as [Int?] {
                let text = Decimal.text(value, decimals: decimals, keeping: keeping.map { min($0, decimals) })
                #expect(try Decimal.parse(text, decimals: decimals) == value)
            }
        }
        #expect(Decimal.text(15_774, decimals: 2) == "157.74")
        #expect(Decimal.text(-5, decimals: 2) == "-0.05")
        #expect(Decimal.text(1_500_000, decimals: 6, keeping: 0) == "1.5")
    }

    @Test func `yes and no have many words`() {
        for text in ["yes", "TRUE", "1", "y", "on"] { #expect(read(text, .boolean) == .success(.boolean(true))) }
        for text in ["no", "False", "0", "n", "off"] { #expect(read(text, .boolean) == .success(.boolean(false))) }
        #expect(read("ja", .boolean) == .failure(.init(.notYesOrNo)))
    }

    @Test func `a map is a JSON object with plain values, fractions staying text`() {
        func entry(_ key: String, _ value: Value) -> MapEntry { MapEntry(key: key, value: value) }
        #expect(
            read(#"{"b":1.50,"a":4,"c":true,"d":null,"e":"x"}"#, .map(nil))
                == .success(
                    .map([
                        entry("a", .integer(4)), entry("b", .text("1.50")), entry("c", .boolean(true)),
                        entry("e", .text("x")),
                    ])))
        #expect(read(#"{"a":[1]}"#, .map(nil)) == .failure(.init(.notAnObject)))
        #expect(read("a", .map(nil)) == .failure(.init(.notAnObject)))
        #expect(read("=1", .map(nil)) == .failure(.init(.notAnObject)))
        #expect(read(#"{"a":9007199254740993}"#, .map(nil)) == .success(.map([entry("a", .text("9007199254740993"))])))
    }

    @Test func `a map is keys with values too, where quotes make a text of what stands for itself`() {
        func entry(_ key: String, _ value: Value) -> MapEntry { MapEntry(key: key, value: value) }
        #expect(
            read(
                #"ply=4, shade="light, ""sky""", lot = 007,new=true,old="true", n="4",gone=, e=a=b,"k=1"=x,"#, .map(nil)
            )
                == .success(
                    .map(of: [
                        entry("ply", .integer(4)), entry("shade", .text("light, \"sky\"")), entry("lot", .text("007")),
                        entry("new", .boolean(true)), entry("old", .text("true")), entry("n", .text("4")),
                        entry("e", .text("a=b")), entry("k=1", .text("x")),
                    ])))
    }

    @Test func `a set is texts with commas between them, where quotes keep a comma`() {
        #expect(read(#"b, "a,b" ,, "say ""hi""""#, .set(nil)) == .success(.set(of: ["a,b", "b", "say \"hi\""])))
    }

    @Test func `a SKU pattern counts in at least so many digits`() {
        #expect(SKUPattern(text: "YARN-{n:4}")?.sku(42) == "YARN-0042")
        #expect(SKUPattern(text: "YARN-{n:4}")?.sku(123_456) == "YARN-123456")
        #expect(SKUPattern(text: "{n}/26")?.sku(7) == "7/26")
        for text in ["", "YARN", "{m}", "{n:0}", "{n:x}", "a b{n}", "}{n}", "{n}{n}"] {
            #expect(SKUPattern(text: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("integer required 1..12 default=4", true), ("integer 1..", true), ("decimal ..5", true),
        ("one:a|b default=a", true),
        ("one:a|b default=c", false), ("integer 1..12 default=13", false), ("one:", false), ("text weird", false),
        ("", false), ("integer 5..1 default=3", false),
    ])
    func `a metadata field is read whole or not at all`(text: String, isField: Bool) {
        #expect((MetadataField(text: text) != nil) == isField)
    }
}
