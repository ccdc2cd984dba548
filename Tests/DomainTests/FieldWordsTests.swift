// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// What somebody edits is read back as what it was, in every locale; and what is typed is read in one way or refused.
struct FieldWordsTests {
    private static let facts = Specimen.declaration.facts
    private static let codes = ["en", "en_US", "en-GB", "de", "de_CH", "sv_SE", "fr", "nl", "hu", "xx", ""]
    private static let today = CalendarDate(daysSince1970: 20_771)  // 14 November 2026

    private func field(_ key: String) throws -> FieldFacts { try #require(Self.facts.field(key)) }

    private func read(_ text: String, _ key: String, _ code: String, base: Value = .null, currency: String = "EUR")
        throws -> Result<Value, FieldFailure>
    {
        let field = try field(key)
        let reading = FieldReading(
            currency: currency, unit: "kg", today: Self.today, lookUp: meaning, locale: LocaleFormat(code: code))
        do throws(FieldFailure) {
            return .success(try reading.value(text, of: field, base: base))
        } catch {
            return .failure(error)
        }
    }

    private func failure(_ text: String, _ key: String, _ code: String, base: Value = .null) throws -> FieldFailure? {
        if case .failure(let failure) = try read(text, key, code, base: base) { failure } else { nil }
    }

    private func rule(_ text: String, _ key: String, _ code: String, base: Value = .null) throws -> FailureRule? {
        try failure(text, key, code, base: base)?.rule
    }

    /// Records are called after the end of their id, with what would part names in it.
    private func name(_ id: Identifier) -> String { "Mo, \"\(id.text.suffix(6))\"" }

    private func meaning(_ name: String, _ resource: String) -> NameMeaning? {
        let known = [Sample.first, Sample.second, Sample.third].first { self.name($0) == name || $0.text == name }
        return known.map { .record($0) } ?? .unknown(near: [])
    }

    // MARK: There and back

    private func randomText(_ random: inout SplitMix64, max: Int, lines: Bool = false) -> String {
        let pieces = [
            "a", "B", "ä", "é", "e\u{301}", "藍", "1", "0", " ", ",", "\"", "=", "{", "}", "'", "true", "-", ";",
        ]
        let all = lines ? pieces + ["\n", "\t"] : pieces
        return (0..<Int.random(in: 1...max, using: &random)).map { _ in all.randomElement(using: &random) ?? "a" }
            .joined()
    }

    private func randomValue(_ kind: Kind, _ random: inout SplitMix64) -> Value {
        switch kind {
        case .text(let max): return .text(randomText(&random, max: max))
        case .note(let max): return .text(randomText(&random, max: max, lines: true))
        case .code(.currency): return .text(["EUR", "JPY", "KWD"].randomElement(using: &random) ?? "EUR")
        case .code(.unit): return .text(Unit.codes.randomElement(using: &random) ?? "g")
        case .code: return .text("SKU-\(Int.random(in: 0...999, using: &random))")
        case .integer(let range): return .integer(.random(in: range, using: &random))
        case .boolean: return .boolean(.random(using: &random))
        case .money:
            return .integer(.random(in: -FieldCheck.moneyMax...FieldCheck.moneyMax, using: &random) / 1_000)
        case .quantity: return .integer(.random(in: 0...FieldCheck.quantityMax, using: &random))
        case .percent: return .integer(.random(in: 0...10_000, using: &random))
        case .date: return .text(CalendarDate(daysSince1970: .random(in: -719_000...2_900_000, using: &random)).text)
        case .moment: return .integer(.random(in: -9_000_000_000_000_000...9_000_000_000_000_000, using: &random))
        case .choice(let words): return .text(words.randomElement(using: &random) ?? "")
        case .reference:
            return .identifier([Sample.first, Sample.second].randomElement(using: &random) ?? Sample.first)
        case .references: return .set(of: [Sample.first, Sample.third].shuffled(using: &random).map(\.text))
        case .set: return .set(of: (0...3).map { _ in randomText(&random, max: 9) })
        case .map:
            return .map(
                of: (0...4).map { number in
                    let values: [Value] = [
                        .text(randomText(&random, max: 9, lines: true)), .integer(Int64(number)), .boolean(true),
                        .text("4"), .text("false"), .text("007"),
                    ]
                    return MapEntry(
                        key: randomText(&random, max: 6), value: values.randomElement(using: &random) ?? .null)
                })
        }
    }

    @Test func `whatever stands in a field is read back from the text that is edited, in every locale`() throws {
        var random = SplitMix64(seed: Sample.seed("field words"))
        var count = 0
        for code in Self.codes {
            let words = FieldWords(locale: LocaleFormat(code: code)) { id, _ in name(id) }
            for field in Self.facts.fields where !field.isDerived {
                for _ in 0..<200 {
                    var record = Record<Specimen>()
                    record.currency = ["EUR", "JPY", "KWD"].randomElement(using: &random) ?? "EUR"
                    record.unit = "kg"
                    // A random text may be no value, as one that begins with a mark.
                    guard let value = try? FieldCheck.normal(randomValue(field.kind, &random), field), !value.isNull
                    else { continue }
                    record.values[field.position] = value
                    let text = words.text(value, field, in: record.values, of: Self.facts)
                    let back = try read(text, field.key, code, currency: record.currency)
                    #expect(back == .success(value), "\(field.key) in “\(code)”: \(text)")
                    count += 1
                }
            }
            for field in Self.facts.fields where !field.isDerived && !field.isRequired {
                #expect(words.text(.null, field, in: Record<Specimen>().values, of: Self.facts) == "")
                #expect(try read("  ", field.key, code) == .success(.null))
            }
        }
        #expect(count > 30_000)
    }

    @Test func `money, quantities and per cent are written with the locale's mark`() throws {
        var record = Record<Specimen>()
        record.currency = "EUR"
        func text(_ key: String, _ value: Value, _ code: String) throws -> String {
            FieldWords(locale: LocaleFormat(code: code)).text(value, try field(key), in: record.values, of: Self.facts)
        }
        #expect(try text("money", .integer(-123_450), "de") == "-1234,50")
        #expect(try text("weight", .integer(12_500_000), "fr") == "12,5")
        #expect(try text("percent", .integer(2_550), "en") == "25.5")
        #expect(try text("date", .text("2026-11-04"), "de") == "04.11.2026")
        #expect(try text("date", .text("2026-11-04"), "en_US") == "11/04/2026")
        #expect(try text("date", .text("2026-11-04"), "en") == "2026-11-04")
        #expect(try text("set", .set(of: ["b", "a,b"]), "en") == "\"a,b\", b")
        #expect(
            try text(
                "map", .map(of: [MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "b", value: .text("4"))]), "en"
            )
                == "b=\"4\", ply=4")
    }

    // MARK: What is typed

    @Test(arguments: [
        ("de", "1.234,50", 123_450), ("de", "1234,5", 123_450), ("de", "12.5", 1_250), ("de", "-0,05 €", -5),
        ("de_CH", "1'234.50", 123_450), ("sv_SE", "1 234,50", 123_450), ("en", "1,234.50", 123_450),
    ])
    func `an amount is read as the locale writes it`(code: String, text: String, minor: Int64) throws {
        #expect(try read(text, "money", code) == .success(.integer(minor)))
    }

    @Test func `a number that another locale reads otherwise is refused with both readings`() throws {
        #expect(try rule("1.234", "money", "de") == .ambiguousNumber(["1,234", "1234"], mark: .comma))
        #expect(try rule("1,234", "money", "en") == .ambiguousNumber(["1.234", "1234"]))
        #expect(try rule("1.234", "weight", "de") == .ambiguousNumber(["1,234", "1234"], mark: .comma))
        #expect(try read("1,234", "weight", "de") == .success(.integer(1_234_000)))
        #expect(try rule("x", "money", "de") == .badNumber(like: "24,50"))
    }

    @Test func `a failure says what was read and what would be accepted`() throws {
        let found = try #require(try failure(" 12,3456 ", "money", "de"))
        #expect(found.sentence == "Money “12,3456” has more decimals than EUR (2).")
        #expect(found.expected == "at most 2 decimals")
        #expect(try rule("", "text", "en") == .required)
        #expect(try rule("1", "derived", "en") == .derived)
        #expect(try rule("1001", "integer", "en") == .outOfRange(min: "-5", max: "1000"))
    }

    @Test(arguments: [
        ("de", "14.11.2026"), ("de", "14.11.26"), ("de", "14. 11. 2026"), ("hr", "14.11.2026."), ("de", "2026-11-14"),
        ("en_US", "11/14/2026"), ("en_US", "11/14/26"), ("en_GB", "14/11/2026"), ("nl", "14-11-2026"),
        ("sv", "26-11-14"), ("en", "14/11/2026"), ("en", "2026/11/14"), ("en", "14.11.2026"), ("hu", "2026.11.14."),
        ("en", "today"), ("en", "Today"), ("en", "today+0d"), ("en_US", "14.11.2026"),
    ])
    func `a date is read as the locale writes it, with the year first, or from today`(code: String, text: String)
        throws
    {
        #expect(try read(text, "date", code) == .success(.text("2026-11-14")))
    }

    @Test func `days are counted from today`() throws {
        for (text, day) in [
            ("+7d", "2026-11-21"), ("-1d", "2026-11-13"), ("today-14d", "2026-10-31"), ("+2w", "2026-11-28"),
        ] {
            #expect(try read(text, "date", "en") == .success(.text(day)), "\(text)")
        }
        for text in ["+d", "+7", "+-7d", "today7d", "+999999d", "todayd", "+20000w"] {
            #expect(try rule(text, "date", "de") == .badDate(like: "14.11.2026"), "\(text)")
        }
    }

    @Test func `a date that could be two days is refused with both, and one that no calendar has`() throws {
        #expect(try rule("1/2/2026", "date", "en") == .ambiguousDate(["2026-01-02", "2026-02-01"]))
        #expect(try read("2/2/2026", "date", "en") == .success(.text("2026-02-02")))
        #expect(try rule("01/02/03", "date", "en") == .ambiguousDate(["2001-02-03", "2003-01-02", "2003-02-01"]))
        #expect(try rule("30.2.2026", "date", "de") == .badDate(like: "14.11.2026"))
        #expect(try rule("14/11/2026", "date", "en_US") == .badDate(like: "11/14/2026"))
        for text in ["14.11", "14.11-2026", "14..11.2026", "a.b.c", "1.2.3.4", "14.11.226", "..", "2026-1a-01"] {
            #expect(try rule(text, "date", "de") == .badDate(like: "14.11.2026"), "\(text)")
        }
    }

    @Test func `a sum works on what stands there, with the locale's mark`() throws {
        #expect(try read("=*1,05", "money", "de", base: .integer(2_803)) == .success(.integer(2_943)))
        #expect(try read("=+2", "integer", "en", base: .integer(5)) == .success(.integer(7)))
        #expect(try read("=/3", "weight", "en", base: .integer(1_000_000)) == .success(.integer(333_333)))
        #expect(try rule("=*2", "money", "en") == .badSum("needs a value to start from"))
        #expect(try rule("=*x", "money", "de", base: .integer(1)) == .badSum("needs a number like 1,05 after “*”"))
        #expect(try read("=*2", "text", "en", base: .text("a")) == .success(.text("=*2")))
    }

    @Test func `a choice is named by a beginning that no other has`() throws {
        #expect(try read("R", "choice", "en") == .success(.text("red")))
        #expect(try read("BLUE", "choice", "en") == .success(.text("blue")))
        #expect(try rule("x", "choice", "en") == .notAChoice(["red", "blue"]))
        let kind = Kind.choice(["black", "blue", "red"])
        let typed = FieldReading(currency: "EUR", locale: LocaleFormat(code: "en"))
        #expect(throws: FailureRuleError(.notAChoice(["black", "blue"]))) { try typed.value("bl", kind) }
        // A file's word is no beginning: it stands or falls as it is.
        #expect(try FieldReading(currency: "EUR").value("r", kind) == .text("r"))
        #expect(try FieldReading(currency: "EUR").value("Red", kind) == .text("red"))
    }

    @Test func `without a locale nothing is read as somebody types`() throws {
        let reading = FieldReading(currency: "EUR")
        #expect(throws: FailureRuleError(.notADate)) { try reading.value("14.11.2026", .date) }
        #expect(throws: FailureRuleError(.notADate)) { try reading.value("today", .date) }
        #expect(throws: FailureRuleError(.notANumber)) { try reading.value("=*2", .percent, base: .integer(1)) }
    }

    @Test func `names of records are looked up, and what means none or several is told`() throws {
        let members = Kind.reference("members")
        var reading = FieldReading(currency: "EUR")
        #expect(throws: FailureRuleError(.notFound(resource: "members"))) { try reading.value("Mo", members) }
        #expect(try reading.value(Sample.first.text, members) == .identifier(Sample.first))
        reading.lookUp = { name, _ in name == "Mo" ? .several(["Mo A", "Mo B"]) : .unknown(near: ["Moa"]) }
        #expect(throws: FailureRuleError(.ambiguous(["Mo A", "Mo B"]))) { try reading.value("Mo", members) }
        #expect(throws: FailureRuleError(.notFound(resource: "members", near: ["Moa"]))) {
            try reading.value("Ann", members)
        }
    }
}
