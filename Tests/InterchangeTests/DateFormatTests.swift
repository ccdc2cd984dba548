// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Date format and reading")
struct DateFormatTests {
    private static let german = DateFormat(order: .dayMonthYear, separator: .point, yearDigits: 4)
    private static let british = DateFormat(order: .dayMonthYear, separator: .slash, yearDigits: 4)
    private static let american = DateFormat(order: .monthDayYear, separator: .slash, yearDigits: 4)
    private static let etsy = DateFormat(order: .monthDayYear, separator: .slash, yearDigits: 2)

    private func result(_ text: String, _ format: DateFormat) -> Result<String, DateFault> {
        Result { () throws(DateFault) in try format.parse(text) }
    }

    @Test("each format gives the ISO date")
    func formats() {
        #expect(result("2026-11-21", .iso) == .success("2026-11-21"))
        #expect(result("21.11.2026", Self.german) == .success("2026-11-21"))
        #expect(result("1/2/2026", Self.british) == .success("2026-02-01"))
        #expect(result("1/2/2026", Self.american) == .success("2026-01-02"))
        #expect(result(" 11/21/26\u{A0}", Self.etsy) == .success("2026-11-21"))
        #expect(result("11/21/68", Self.etsy) == .success("2068-11-21"))
        #expect(result("11/21/69", Self.etsy) == .success("1969-11-21"))
    }

    @Test("the calendar is checked, leap years too")
    func calendar() {
        #expect(result("2024-02-29", .iso) == .success("2024-02-29"))
        #expect(result("2000-02-29", .iso) == .success("2000-02-29"))
        #expect(result("2023-02-29", .iso) == .failure(.noSuchDay(year: 2023, month: 2, day: 29)))
        #expect(result("1900-02-29", .iso) == .failure(.noSuchDay(year: 1900, month: 2, day: 29)))
        #expect(result("2024-13-01", .iso) == .failure(.noSuchDay(year: 2024, month: 13, day: 1)))
        #expect(result("2024-00-01", .iso) == .failure(.noSuchDay(year: 2024, month: 0, day: 1)))
        #expect(result("31.04.2024", Self.german) == .failure(.noSuchDay(year: 2024, month: 4, day: 31)))
        #expect(result("0000-01-01", .iso) == .failure(.noSuchDay(year: 0, month: 1, day: 1)))
    }

    @Test("what is no date, or one of another format, is refused")
    func refused() {
        let texts = ["45413", "2024-05", "2024-05-01T10:00", "1/2-2024", "2024--01", "20240501", "1.2.20245", "May 1"]
        for text in texts { #expect(result(text, .iso) == .failure(.notADate), "\(text)") }
        #expect(result("", .iso) == .failure(.empty))
        #expect(result("01.02.2024", .iso) == .failure(.otherFormat))
        #expect(result("24-05-01", .iso) == .failure(.otherFormat))
    }

    @Test("real columns decide their format")
    func decided() {
        #expect(DateReading.decide(["2024-01-02", ""]) == .decided(.iso))
        #expect(DateReading.decide(["01.02.2024"]) == .decided(Self.german))
        #expect(DateReading.decide(["01/02/2024", "13/02/2024"]) == .decided(Self.british))
        #expect(DateReading.decide(["01/02/2024", "02/13/2024"]) == .decided(Self.american))
        #expect(DateReading.decide(["01/02/26", "11/21/26"]) == .decided(Self.etsy))
        #expect(DateReading.decide(["05/05/2024"]) == .decided(Self.british))
        #expect(DateReading.decide(["n/a", ""]) == .noDates)
    }

    @Test("day and month that could change places are ambiguous, shown with both readings")
    func ambiguous() {
        #expect(
            DateReading.decide(["05/05/2024", "01/02/2024"])
                == .ambiguous(
                    CellSample(row: 3, text: "01/02/2024"),
                    [
                        .init(format: Self.british, date: "2024-02-01"),
                        .init(format: Self.american, date: "2024-01-02"),
                    ]))
        guard case .ambiguous(_, let choices) = DateReading.decide(["24-05-01"]) else {
            Issue.record("a short year may be the first or the last number")
            return
        }
        #expect(choices.map(\.date) == ["2024-05-01", "2001-05-24"])
    }

    @Test("dates that no format reads together are shown, the earlier first")
    func contradictory() {
        #expect(
            DateReading.decide(["01/02/2024", "13/02/2024", "02/13/2024"])
                == .contradictory(CellSample(row: 3, text: "13/02/2024"), CellSample(row: 4, text: "02/13/2024")))
        #expect(
            DateReading.decide(["2024-01-02", "01.02.2024"])
                == .contradictory(CellSample(row: 2, text: "2024-01-02"), CellSample(row: 3, text: "01.02.2024")))
    }
}
