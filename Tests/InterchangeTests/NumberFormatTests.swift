// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Number format")
struct NumberFormatTests {
    private static let point = NumberFormat(decimal: .point, grouping: nil)
    private static let comma = NumberFormat(decimal: .comma, grouping: nil)

    private func result(_ text: String, _ format: NumberFormat) -> Result<ExactDecimal, NumberFault> {
        Result { () throws(NumberFault) in try format.parse(text) }
    }

    @Test("plain numbers keep all their decimals")
    func plain() {
        let texts = ["0", "-7", "24.00", "-0.05", ".5", "+3", "007", "999999999999999999"]
        let values = texts.map { result($0, Self.point) }
        #expect(
            values == [
                .success(ExactDecimal(mantissa: 0, scale: 0)), .success(ExactDecimal(mantissa: -7, scale: 0)),
                .success(ExactDecimal(mantissa: 2400, scale: 2)), .success(ExactDecimal(mantissa: -5, scale: 2)),
                .success(ExactDecimal(mantissa: 5, scale: 1)), .success(ExactDecimal(mantissa: 3, scale: 0)),
                .success(ExactDecimal(mantissa: 7, scale: 0)),
                .success(ExactDecimal(mantissa: 999_999_999_999_999_999, scale: 0)),
            ])
    }

    @Test("currency signs, codes, blanks, minus signs and parentheses are understood")
    func decorations() {
        let texts = [
            "$12.50", "12.50 €", "\u{A0}12.50\u{A0}kr", "SEK 12.50", "12.50EUR", "US$12.50", "R$ 12.50", " 12.50 ",
            "CHF\u{202F}12.50", "£ +12.50",
        ]
        for text in texts {
            #expect(result(text, Self.point) == .success(ExactDecimal(mantissa: 1250, scale: 2)), "\(text)")
        }
        for text in ["-12.50", "(12.50)", "-$12.50", "$-12.50", "($12.50)", "$(12.50)", "\u{2212}12.50", "- 12.50"] {
            #expect(result(text, Self.point) == .success(ExactDecimal(mantissa: -1250, scale: 2)), "\(text)")
        }
    }

    @Test("the currency of a text is told, so that it can be compared with the column's")
    func currency() throws {
        let currencies = try ["$1", "1 SEK", "zł 1", "1"].map { text in
            let bytes = Array(text.utf8)
            return try NumberText(bytes.span).currency
        }
        #expect(currencies == ["$", "SEK", "zł", nil])
    }

    @Test("grouping is read in every form, but only in groups of three")
    func grouping() {
        let groupings: [(NumberMark, [String])] = [
            (.comma, [","]), (.blank, [" ", "\u{A0}", "\u{202F}", "\u{2009}"]), (.apostrophe, ["'", "’"]),
        ]
        for (mark, texts) in groupings {
            let format = NumberFormat(decimal: .point, grouping: mark)
            for text in texts {
                let value = ExactDecimal(mantissa: 123_456_750, scale: 2)
                #expect(result("1\(text)234\(text)567.50", format) == .success(value))
                #expect(result("1234567.50", format) == .success(value))
                let all = ["12_34", "1_2345", "1234_567", "1__234", "0_123", "1.5_000", "1_234_5"]
                for wrong in all.map({
                    $0.split(separator: "_", omittingEmptySubsequences: false).joined(separator: text)
                }) {
                    #expect(result(wrong, format).isFailure, "\(wrong)")
                }
            }
        }
        let german = NumberFormat(decimal: .comma, grouping: .point)
        #expect(result("1.234,5", german) == .success(ExactDecimal(mantissa: 12345, scale: 1)))
        #expect(result("1.234", Self.comma) == .failure(.wrongSeparators))
        #expect(result("1,234.5", german) == .failure(.wrongSeparators))
    }

    @Test("numbers that a spreadsheet has shortened are refused as damaged")
    func spreadsheetDamage() {
        for text in ["4.00638E+12", "4,00638E+12", "1e5", "-2.0E-3", "$1E+05"] {
            #expect(result(text, Self.point) == .failure(.spreadsheetDamage), "\(text)")
        }
    }

    @Test("anything else is refused")
    func refused() {
        let texts = [
            "variable", "12 pcs", "1.2.3", "12-", "--1", "(12", "12)", "(-12)", "$", "€ €1", "-", ".", "5.", "1/2",
            "NaN",
            "0x1F", "１２", "()", "1..2", "E+12", "EURO 5", "12%",
        ]
        for text in texts { #expect(result(text, Self.point).isFailure, "\(text)") }
        #expect(["", " ", "\u{A0}\t"].map { result($0, Self.point) } == Array(repeating: .failure(.empty), count: 3))
        let long = String(repeating: "1", count: 19)
        #expect(result(long, Self.point) == .failure(.tooManyDigits(digitsMax: 18)))
    }

    @Test("amounts become minor units without rounding")
    func minorUnits() {
        func units(_ text: String, _ decimals: Int, _ format: NumberFormat) -> Result<Int64, NumberFault> {
            let bytes = Array(text.utf8)
            return Result { () throws(NumberFault) in try format.minorUnits(bytes.span, decimals: decimals) }
        }
        #expect(units("12.5", 2, Self.point) == .success(1250))
        #expect(units("-12,50", 2, Self.comma) == .success(-1250))
        #expect(units("£4,250.00", 2, NumberFormat(decimal: .point, grouping: .comma)) == .success(425_000))
        #expect(units("7", 0, Self.point) == .success(7))
        #expect(units("12.345", 2, Self.point) == .failure(.tooManyDecimals(count: 3, decimalsMax: 2)))
        #expect(units("$12.345", 2, Self.point) == .failure(.tooManyDecimals(count: 3, decimalsMax: 2)))
        #expect(units("12,50", 2, Self.point) == .failure(.wrongSeparators))
        #expect(units("999999999999999999", 2, Self.point) == .failure(.tooManyDigits(digitsMax: 18)))
        #expect(units("", 2, Self.point) == .failure(.empty))
    }

    @Test(
        "the currency beside a number is what was written",
        arguments: [
            ("12 USD", "USD"), ("$12.50", "$"), ("-€5", "€"), ("5 kr", "kr"), ("(£5)", "£"), ("50 ¢", "¢"), ("12", nil),
            ("-12.5", nil), ("1 234", nil), ("", nil), ("x", nil), ("-", nil), ("12 pcs", nil),
        ] as [(String, String?)])
    func currency(text: String, mark: String?) {
        let bytes = Array(text.utf8)
        let found = NumberText.currency(beside: bytes.span)
        #expect(found == mark)
    }

    @Test("an exact decimal is described with all its digits")
    func description() {
        let values = [(0, 0), (5, 2), (-5, 2), (2400, 2), (-123, 0), (100, 3)].map(ExactDecimal.init)
        #expect(values.map(\.description) == ["0", "0.05", "-0.05", "24.00", "-123", "0.100"])
    }

    @Test("every decimal is read back from its text, by the fast way and the slow one")
    func roundTrip() throws {
        var random = SeededGenerator(for: "Number round trip")
        for round in 0..<5_000 {
            let limit = Int64(1) << Int64.random(in: 0...59, using: &random)
            let mantissa = Int64.random(in: -limit...limit, using: &random)
            let scale = Int.random(in: 0...6, using: &random)
            guard abs(mantissa) < 1_000_000_000_000_000_000 else { continue }
            let value = ExactDecimal(mantissa: mantissa, scale: scale)
            let text = value.description
            let bytes = Array(text.utf8)
            let comment: Comment = "seed \(random.seed), round \(round): \(text)"
            #expect(try Self.point.parse(text) == value, comment)
            #expect(try Self.point.minorUnits(bytes.span, decimals: scale) == mantissa, comment)
        }
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
