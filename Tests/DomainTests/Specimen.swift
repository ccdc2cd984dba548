// SPDX-License-Identifier: Apache-2.0
import Domain

/// A resource with a field of every kind.
struct Specimen: Resource {
    static let declaration = Declaration<Specimen>()
    static let shape = ResourceShape(
        name: "specimens", singular: "specimen", title: "Specimens", labelField: "text", uniqueKeys: [],
        defaultSort: ["text"], lookupFields: ["text"])

    let text = Field<String>("text", "Text", .text(max: 20), .required, .keyed, .sorted)
    let note = Field<String>("note", "Note", .note(max: 40))
    let code = Field<String>("code", "Code", .code(.sku), .keyed)
    let currency = Field<String>("currency", "Currency", .code(.currency))
    let unit = Field<String>("unit", "Unit", .code(.unit))
    let integer = Field<Int64?>("integer", "Integer", .integer(-5...1_000))
    let boolean = Field<Bool>("boolean", "Boolean", .boolean)
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
    let derived = Field<String>("derived", "Derived", .text(max: 9), .derived)

    init() {}

    private static func quantities(_ source: Kind.UnitSource) -> [Example] {
        switch source {
        case .fixed:
            [
                Example(.integer(1_500_000), "1.5", "=1.5", "\"1500000 g\""),
                Example(.integer(1), "0.000001", "=0.000001", "\"1 g\""),
            ]
        case .sibling:
            [
                Example(.integer(2_000_000), "2", "=2", "\"2000000 kg\""),
                Example(.integer(0), "0", "=0", "\"0 kg\""),
            ]
        }
    }

    /// Two values of a kind, each with its text in CSV, how a filter asks for it, and its canonical bytes.
    static func samples(of kind: Kind) -> [Example] {
        switch kind {
        case .text: [Example(.text("Grün"), "Grün", "=\"Grün\"", "\"Grün\""), .text("Red, \"x\"", in: .text)]
        case .note: [Example(.text("a\nb\tc"), "a\nb\tc", "=\"a\nb\tc\"", #""a\nb\tc""#), .text("plain", in: .note)]
        case .code(.currency): [.text("EUR", in: .code), .text("SEK", in: .code)]
        case .code(.unit): [.text("kg", in: .code), .text("g", in: .code)]
        case .code: [.text("YARN-1", in: .code), .text("b", in: .code)]
        case .integer: [Example(.integer(-5), "-5", "=-5", "-5"), Example(.integer(1_000), "1000", "=1000", "1000")]
        case .boolean: [Example(.boolean(true), "yes", "=yes", "true"), Example(.boolean(false), "no", "=no", "false")]
        case .money:
            [
                Example(.integer(1_250), "12.50", "=12.50", "\"1250\""),
                Example(.integer(-7), "-0.07", "=-0.07", "\"-7\""),
            ]
        case .quantity(let source): quantities(source)
        case .percent: [Example(.integer(2_550), "25.5", "=25.5%", "2550"), Example(.integer(0), "0", "=0", "0")]
        case .date: [.text("2026-11-14", in: .date), .text("0001-02-28", in: .date)]
        case .moment:
            [
                Example(
                    .integer(1_794_000_000_000_450), "2026-11-06T21:20:00.000450Z", "=2026-11-06T21:20:00.000450Z",
                    "1794000000000450"),
                Example(.integer(-1_000_000), "1969-12-31T23:59:59Z", "=1969-12-31T23:59:59Z", "-1000000"),
            ]
        case .choice: [.text("red", in: .choice), .text("blue", in: .choice)]
        case .reference: [.identifier(Sample.first), .identifier(Sample.second)]
        case .references: [.identifiers([Sample.first, Sample.second]), .identifiers([Sample.third])]
        case .set:
            [
                Example(.set(of: ["b", "a,b"]), "\"a,b\",b", "=\"a,b\"", #"["a,b","b"]"#),
                Example(.set(of: ["z"]), "z", "=z", #"["z"]"#),
            ]
        case .map:
            [
                Example(
                    .map(of: [
                        MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "shade", value: .text("x")),
                        MapEntry(key: "new", value: .boolean(true)),
                    ]), #"{"new":true,"ply":4,"shade":"x"}"#, ".ply=4", #"{"new":true,"ply":4,"shade":"x"}"#),
                Example(
                    .map(of: [MapEntry(key: "ply", value: .integer(5))]), #"{"ply":5}"#, ".ply=5", #"{"ply":5}"#),
            ]
        }
    }
}

/// One value as each part of the program has it.
struct Example: Sendable, CustomStringConvertible {
    enum Plain {
        case text, note, code, date, choice
    }

    let value: Value
    let csv: String
    /// What stands behind the field's name in a filter that means this value.
    let filter: String
    let canonical: String

    init(_ value: Value, _ csv: String, _ filter: String, _ canonical: String) {
        self.value = value
        self.csv = csv
        self.filter = filter
        self.canonical = canonical
    }

    /// A text that stands as itself everywhere.
    static func text(_ text: String, in _: Plain) -> Example {
        let escaped = text.replacing("\"", with: "\\\"")
        return Example(.text(text), text, "=\"\(escaped)\"", "\"\(escaped)\"")
    }

    static func identifier(_ id: Identifier) -> Example {
        Example(.identifier(id), id.text, "=\(id.text)", "\"\(id.text)\"")
    }

    static func identifiers(_ ids: [Identifier]) -> Example {
        let texts = ids.map(\.text)
        return Example(
            .set(of: texts), texts.joined(separator: ","), "=\(texts[0])",
            "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]")
    }

    var description: String { csv }
}
