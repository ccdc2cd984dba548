// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Days that somebody types in short, and the calendar around them.
struct NearDayTests {
    private static let today = CalendarDate(daysSince1970: 20_771)  // Saturday, 14 November 2026

    @Test(arguments: [
        ("14", "2026-11-14"), ("1", "2026-11-01"), ("7d", "2026-11-21"), ("2w", "2026-11-28"), ("fri", "2026-11-20"),
        ("Sa", "2026-11-21"), ("sunday", "2026-11-15"), ("today", "2026-11-14"), ("-3d", "2026-11-11"),
    ])
    func `a day that is near is typed in short`(text: String, day: String) throws {
        let reading = FieldReading(currency: "EUR", today: Self.today, locale: LocaleFormat(code: "en"))
        #expect(try reading.value(text, .date) == .text(day))
    }

    @Test(arguments: ["31", "0", "s", "t", "fre", "7", "d", "1e9d"])
    func `what is no day, or could be two, is refused`(text: String) {
        let reading = FieldReading(currency: "EUR", today: Self.today, locale: LocaleFormat(code: "en"))
        if text == "7" { return #expect((try? reading.value(text, .date)) == .text("2026-11-07")) }
        #expect((try? reading.value(text, .date)) == nil)
    }

    @Test func `a command reads no day in short`() {
        let reading = FieldReading(currency: "EUR", today: Self.today)
        for text in ["14", "7d", "fri"] { #expect((try? reading.value(text, .date)) == nil) }
    }

    @Test func `months are counted on to the last day there is`() throws {
        let last = try #require(CalendarDate(text: "2028-01-31"))
        #expect(last.adding(months: 1).text == "2028-02-29")
        #expect(last.adding(months: 13).text == "2029-02-28")
        #expect(last.adding(months: -2).text == "2027-11-30")
        let first = try #require(CalendarDate(text: "0001-01-01"))
        #expect(first.adding(months: -1) == first)
        #expect(CalendarDate(text: "9999-12-31")?.adding(months: 1).text == "9999-12-31")
    }

    @Test(arguments: [
        ("2026-11-14", 5, 46), ("2026-01-01", 3, 1), ("2027-01-03", 6, 53), ("2024-12-30", 0, 1), ("2021-01-01", 4, 53),
    ])
    func `weekdays and weeks are those of ISO 8601`(text: String, weekday: Int, week: Int) throws {
        let day = try #require(CalendarDate(text: text))
        #expect(day.weekday == weekday && day.weekNumber == week)
    }

    @Test(arguments: [
        ("en", 0), ("de", 0), ("sv_SE", 0), ("en_US", 6), ("en-GB", 0), ("pt", 6), ("ja", 6), ("ar", 5), ("ar_SA", 6),
        ("fr_CA", 6), ("", 0),
    ])
    func `a week begins as the locale has it`(code: String, first: Int) {
        #expect(LocaleFormat(code: code).firstWeekday == first)
    }
}

/// What somebody types into a field that a category asks for.
struct MetadataReadingTests {
    private func read(_ text: String, _ schema: String, _ code: String = "en") throws -> Result<Value, FailureRuleError>
    {
        let field = try #require(MetadataField(text: schema))
        let today = CalendarDate(daysSince1970: 20_771)
        let reading = FieldReading(currency: "EUR", today: today, locale: LocaleFormat(code: code))
        do throws(FailureRuleError) {
            return .success(try field.value(of: text, reading, base: .integer(4)))
        } catch {
            return .failure(error)
        }
    }

    @Test(arguments: [
        ("4", "integer 1..12", "en", Value.integer(4)), ("=+2", "integer", "en", .integer(6)),
        ("2,5 mm", "decimal 1..25 unit=mm", "de", .text("2.5")), ("2.50", "decimal", "en", .text("2.5")),
        ("W", "one:Wool|silk", "en", .text("Wool")), ("y", "yes/no", "en", .boolean(true)),
        ("14.11.26", "date", "de", .text("2026-11-14")), ("7d", "date", "en", .text("2026-11-21")),
        ("moss", "text", "en", .text("moss")), ("007", "text", "en", .text("007")),
        ("", "integer required", "en", .null),
    ])
    func `it is read as the field and the locale have it`(text: String, schema: String, code: String, value: Value)
        throws
    {
        #expect(try read(text, schema, code) == .success(value))
    }

    @Test func `what does not fit is refused with what would`() throws {
        #expect(try read("13", "integer 1..12") == .failure(.init(.outOfRange(min: "1", max: "12"))))
        #expect(try read("26", "decimal 1..25") == .failure(.init(.outOfRange(min: "1", max: "25"))))
        #expect(try read("x", "decimal 1..25") == .failure(.init(.notANumber)))
        #expect(try read("4.5", "integer") == .failure(.init(.notWhole)))
        #expect(
            try read("1.234", "decimal", "de") == .failure(.init(.ambiguousNumber(["1,234", "1234"], mark: .comma))))
        #expect(try read("s", "one:silk|satin") == .failure(.init(.notAChoice(["silk", "satin"]))))
        #expect(try read("ja", "yes/no") == .failure(.init(.notYesOrNo)))
    }

    @Test func `unit and label are part of what is written, the value is shown as the locale has it`() throws {
        let field = try #require(MetadataField(text: "decimal unit=mm label=Needle_size default=2.5"))
        #expect(field.unit == "mm" && field.label == "Needle size" && field.standardValue == .text("2.5"))
        #expect(field.text(.text("2.5"), LocaleFormat(code: "de")) == "2,5")
        #expect(field.text(.text("x2.5"), LocaleFormat(code: "de")) == "x2.5")
        #expect(MetadataField(text: "decimal unit=") == nil && MetadataField(text: "text label=") == nil)
    }
}
