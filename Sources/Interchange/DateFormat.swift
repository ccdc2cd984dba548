// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a date in the column's format.
package enum DateFault: Error, Hashable, Sendable {
    case empty
    case notADate
    /// The text is a date, but of another format.
    case otherFormat
    /// The calendar has no such day.
    case noSuchDay(year: Int, month: Int, day: Int)
}

/// How a column writes dates.
package struct DateFormat: Hashable, Sendable {
    /// In which order year, month and day come.
    package enum Order: String, Hashable, CaseIterable, Sendable {
        case yearMonthDay = "year-month-day"
        case dayMonthYear = "day-month-year"
        case monthDayYear = "month-day-year"

        package static let words = allCases.map(\.rawValue)
    }

    /// The character between the parts of a date.
    package enum Separator: UInt8, Sendable {
        case hyphen = 0x2D
        case point = 0x2E
        case slash = 0x2F
    }

    /// Two-digit years from this one on are of the 20th century, as POSIX has it; those below of the 21st.
    package static let firstShortYearOf1900s = 69

    /// The order of year, month and day.
    package var order: Order
    /// What stands between them.
    package var separator: Separator
    /// 4, or 2 for a year without its century.
    package var yearDigits: Int

    /// Makes a format; a year has 4 or 2 digits.
    package init(order: Order, separator: Separator, yearDigits: Int) {
        precondition(yearDigits == 4 || yearDigits == 2)
        self.order = order
        self.separator = separator
        self.yearDigits = yearDigits
    }

    /// YYYY-MM-DD
    package static let iso = DateFormat(order: .yearMonthDay, separator: .hyphen, yearDigits: 4)

    /// Every format in use; with points, the day always comes before the month.
    package static let all: [DateFormat] = [
        iso,
        DateFormat(order: .yearMonthDay, separator: .slash, yearDigits: 4),
        DateFormat(order: .yearMonthDay, separator: .point, yearDigits: 4),
        DateFormat(order: .yearMonthDay, separator: .hyphen, yearDigits: 2),
        DateFormat(order: .dayMonthYear, separator: .point, yearDigits: 4),
        DateFormat(order: .dayMonthYear, separator: .point, yearDigits: 2),
        DateFormat(order: .dayMonthYear, separator: .slash, yearDigits: 4),
        DateFormat(order: .dayMonthYear, separator: .slash, yearDigits: 2),
        DateFormat(order: .dayMonthYear, separator: .hyphen, yearDigits: 4),
        DateFormat(order: .dayMonthYear, separator: .hyphen, yearDigits: 2),
        DateFormat(order: .monthDayYear, separator: .slash, yearDigits: 4),
        DateFormat(order: .monthDayYear, separator: .slash, yearDigits: 2),
        DateFormat(order: .monthDayYear, separator: .hyphen, yearDigits: 4),
        DateFormat(order: .monthDayYear, separator: .hyphen, yearDigits: 2),
    ]

    /// The date a cell holds, as YYYY-MM-DD.
    package func parse(_ bytes: Span<UInt8>) throws(DateFault) -> String {
        try read(DateText(bytes))
    }

    /// The date a text holds, as YYYY-MM-DD.
    package func parse(_ text: String) throws(DateFault) -> String {
        let bytes = Array(text.utf8)
        return try parse(bytes.span)
    }

    /// Whether the text is a date in this format.
    package func reads(_ text: String) -> Bool {
        (try? parse(text)) != nil
    }

    func read(_ text: DateText) throws(DateFault) -> String {
        guard text.separator == separator else { throw .otherFormat }
        let (year, month, day) =
            switch order {
            case .yearMonthDay: (text.parts.0, text.parts.1, text.parts.2)
            case .dayMonthYear: (text.parts.2, text.parts.1, text.parts.0)
            case .monthDayYear: (text.parts.2, text.parts.0, text.parts.1)
            }
        guard year.digits == yearDigits, month.digits <= 2, day.digits <= 2 else { throw .otherFormat }
        let century = yearDigits == 4 ? 0 : year.value < Self.firstShortYearOf1900s ? 2000 : 1900
        let fullYear = century + year.value
        guard Self.exists(year: fullYear, month: month.value, day: day.value) else {
            throw .noSuchDay(year: fullYear, month: month.value, day: day.value)
        }
        return "\(Self.padded(fullYear, 4))-\(Self.padded(month.value, 2))-\(Self.padded(day.value, 2))"
    }

    /// The Gregorian calendar from 1583, its first whole year, to 9999.
    private static func exists(year: Int, month: Int, day: Int) -> Bool {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1583...9999).contains(year) && (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
