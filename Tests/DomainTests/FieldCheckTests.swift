// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

struct FieldCheckTests {
    private func rule(_ value: Value, _ kind: Kind) -> FailureRule? {
        let field = Field.facts(kind)
        do throws(FailureRuleError) {
            _ = try FieldCheck.normal(value, field)
            return nil
        } catch {
            return error.rule
        }
    }

    private func normal(_ value: Value, _ kind: Kind) throws -> Value {
        try FieldCheck.normal(value, Field.facts(kind))
    }

    @Test func `text is trimmed and brought into NFC`() throws {
        #expect(try normal(.text("  Gru\u{308}n \t"), .text(max: 255)) == .text("Gr\u{FC}n"))
        let text = try #require(try normal(.text("e\u{301}"), .text(max: 255)).text)
        #expect(Array(text.unicodeScalars) == ["\u{E9}"])
        #expect(try normal(.text(" \n "), .text(max: 255)) == .null)
        #expect(try normal(.text("a\r\nb\rc"), .note(max: 20)) == .text("a\nb\nc"))
    }

    @Test func `a name has at most 255 characters, counted as a person counts them`() {
        #expect(rule(.text(String(repeating: "ä", count: 255)), .text(max: 255)) == nil)
        #expect(rule(.text(String(repeating: "ä", count: 256)), .text(max: 255)) == .tooLong(max: 255))
        #expect(rule(.text(String(repeating: "x", count: 1_001)), .note(max: 1_000)) == .tooLong(max: 1_000))
    }

    @Test(arguments: [
        ("a\u{1B}[2J", UInt32(0x1B)), ("a\nb", 0x0A), ("a\u{0}", 0), ("a\u{202E}b", 0x202E), ("a\u{85}b", 0x85),
        ("a\u{200B}b", 0x200B), ("a\u{61C}b", 0x61C), ("a\u{AD}b", 0xAD), ("a\u{34F}b", 0x34F), ("\u{3164}", 0x3164),
        ("a\u{180E}b", 0x180E),
    ])
    func `control and escape characters are refused in names`(text: String, scalar: UInt32) {
        #expect(rule(.text(text), .text(max: 255)) == .forbiddenCharacter(scalar))
    }

    @Test func `a mark belongs to a letter before it`() {
        #expect(rule(.text("\u{301}a"), .text(max: 255)) == .leadingMark(0x301))
        #expect(rule(.text("  \u{20E3}"), .note(max: 255)) == .leadingMark(0x20E3))
        #expect(rule(.text("q\u{301}"), .text(max: 255)) == nil)
    }

    @Test(arguments: [
        ("4006381333931", FailureRule?.none), ("96385074", nil), ("012345678905", nil), ("00012345600012", nil),
        ("4006381333930", .checkDigit(expected: 1)), ("4.00638E+12", .spreadsheetDamage), ("123.0", .spreadsheetDamage),
        ("400638133393", .checkDigit(expected: 0)), ("40063813339", .badFormat(.gtin)),
        ("4006381a33931", .badFormat(.gtin)),
    ])
    func `a GTIN keeps its zeros, its check digit is verified, a spreadsheet's damage is recognised`(
        text: String, expected: FailureRule?
    ) throws {
        #expect(rule(.text(text), .code(.gtin)) == expected)
        if expected == nil { #expect(try normal(.text(text), .code(.gtin)) == .text(text)) }
    }

    @Test func `formats are brought into their one form`() throws {
        #expect(try normal(.text("eur"), .code(.currency)) == .text("EUR"))
        #expect(try normal(.text("se"), .code(.country)) == .text("SE"))
        #expect(try normal(.text("Pcs"), .code(.unit)) == .text("piece"))
        #expect(try normal(.text("DRAFT"), .choice(["draft"])) == .text("draft"))
        #expect(try normal(.text("products:update  "), .code(.permission)) == .text("products:update"))
    }

    @Test(arguments: [
        ("XXX", Format.currency), ("SWE", .country), ("S1", .country), ("XX", .country), ("UK", .country),
        ("a b", .sku), ("a b", .userName),
        ("a@b", .email),
        ("a@.de", .email), ("@b.de", .email), ("a@b@c.de", .email), ("12a", .phone), ("products", .permission),
        (":read", .permission), ("integer 1..x", .schema), ("number", .schema),
        ("YARN", .skuPattern), ("Y{n:13}", .skuPattern), ("Y{n}{n}", .skuPattern), ("#12345", .colour),
        ("#12345g", .colour), ("e n", .locale),
    ])
    func `what is not of a format is refused with the format's name`(text: String, format: Format) {
        #expect(rule(.text(text), .code(format)) == .badFormat(format))
    }

    @Test func `a permission about nothing that there is is told with what is near`() {
        let actions = Permission.Action.allCases.map(\.rawValue)
        #expect(rule(.text("products:fly"), .code(.permission)) == .unknownPermission("action", "fly", near: actions))
        #expect(
            rule(.text("Products:read"), .code(.permission))
                == .unknownPermission("resource", "Products", near: ["products"]))
        for permission in StandardRoles.all.flatMap(\.permissions) {
            #expect(rule(.text(permission), .code(.permission)) == nil, "\(permission)")
        }
    }

    @Test func `an unknown unit is told with the units there are`() {
        #expect(rule(.text("stone"), .code(.unit)) == .unknownUnit(Unit.codes))
    }

    @Test func `limits of numbers, sets and maps are kept and told`() {
        #expect(rule(.integer(11), .integer(1...10)) == .outOfRange(min: "1", max: "10"))
        #expect(rule(.integer(-1), .quantity(.fixed("g"))) == .outOfRange(min: "0", max: "1000000000"))
        #expect(rule(.integer(10_001), .percent) == .outOfRange(min: "0", max: "100"))
        #expect(
            rule(.integer(.min), .money(currency: "currency")) == .outOfRange(min: nil, max: FieldCheck.moneyMaxText))
        let many = (0...100).map { "tag\($0)" }
        #expect(rule(.set(of: many), .set(nil)) == .outOfRange(min: "0", max: "100 entries"))
        #expect(rule(.set(of: [String(repeating: "x", count: 201)]), .set(nil)) == .tooLong(max: 200))
        let keys = (0...200).map { MapEntry(key: "k\($0)", value: .integer(1)) }
        #expect(rule(.map(of: keys), .map(nil)) == .outOfRange(min: "0", max: "200 keys"))
    }

    @Test(arguments: [
        ("2026-02-29", false), ("2024-02-29", true), ("2026-13-01", false), ("2026-00-10", false),
        ("+202-01-01", false),
        ("2026-+1-01", false), ("26-01-01", false), ("2026-1-1", false), ("2000-02-29", true), ("1900-02-29", false),
    ])
    func `a date exists or is refused`(text: String, isDate: Bool) {
        #expect(rule(.text(text), .date) == (isDate ? nil : .notADate))
    }

    @Test(arguments: [
        "2026-11-14T09:12:00", "2026-11-14 09:12:00Z", "2026-11-14T24:00:00Z", "2026-11-14T+9:12:00Z",
        "2026-11-14T09:12Z", "2026-11-14T09:12:00.1234567Z", "2026-11-14T09:12:00.+12Z", "2026-11-14T09:12:00.Z",
        "2026-11-14T09:12:00:11Z", "2026-11-14T::Z",
    ])
    func `what is no moment of RFC 3339 in UTC is refused`(text: String) {
        #expect(Moment.parse(text) == nil)
    }

    @Test func `days and moments count from 1970 in both directions`() throws {
        var random = SplitMix64(seed: Sample.seed("moments"))
        for _ in 0..<2_000 {
            let microseconds = Int64.random(in: -60_000_000_000_000_000...200_000_000_000_000_000, using: &random)
            #expect(Moment.parse(Moment.text(microseconds)) == microseconds)
            let day = CalendarDate(daysSince1970: Int(microseconds / 86_400_000_000))
            #expect(CalendarDate(text: day.text) == day)
            #expect(day.adding(days: 400).adding(days: -400) == day)
        }
        #expect(CalendarDate(daysSince1970: 0).text == "1970-01-01")
        #expect(Moment.text(0) == "1970-01-01T00:00:00Z")
    }
}

extension Field where V == Value {
    /// A field of a kind that belongs to no resource.
    static func facts(_ kind: Kind) -> FieldFacts {
        let match = Lone.declaration(of: kind)
        return match.facts.fields[0]
    }
}

/// A resource of one field whose kind is given when it is made.
private struct Lone: Resource {
    @TaskLocal static var kind = Kind.boolean
    static let declaration = Declaration<Lone>()
    static let shape = ResourceShape(
        name: "lone", singular: "lone", title: "Lone", labelField: "field", uniqueKeys: [], defaultSort: [],
        lookupFields: [])

    let field: Field<Value>

    init() {
        field = Field("field", "Field", Lone.kind)
    }

    static func declaration(of kind: Kind) -> Declaration<Lone> {
        $kind.withValue(kind) { Declaration<Lone>() }
    }
}
