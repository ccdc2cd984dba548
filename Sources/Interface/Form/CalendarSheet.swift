// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The month under a field for a day. Days are typed; the sheet only helps.
struct CalendarSheet: Equatable, Sendable {
    /// The day that would be taken.
    private(set) var day: CalendarDate
    let today: CalendarDate
    /// The day a week begins with, from 0 for Monday.
    let firstWeekday: Int

    /// Month, weekdays, and six weeks at most.
    static let rowsMax = 8
    /// Seven days of three cells, the blank before the weekend, the sign behind the last day, the week's number.
    static let columns = 28

    init(day: CalendarDate?, today: CalendarDate, firstWeekday: Int) {
        self.day = day ?? today
        self.today = today
        self.firstWeekday = firstWeekday
    }

    mutating func show(_ day: CalendarDate) { self.day = day }
    mutating func move(days: Int) { day = day.adding(days: days) }
    mutating func move(months: Int) { day = day.adding(months: months) }

    private static let weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    private static let weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// A day with its weekday: "Sat 14 Nov 2026".
    static func words(_ day: CalendarDate) -> String {
        "\(weekdayNames[day.weekday]) \(day.day) \(months[day.month - 1].prefix(3)) \(day.year)"
    }

    /// The sheet line by line: the day in square brackets, today in angular ones.
    var lines: [String] {
        let count = CalendarDate.days(in: day.month, of: day.year)
        guard let first = CalendarDate(year: day.year, month: day.month, day: 1) else { return [] }
        let before = (first.weekday - firstWeekday + 7) % 7
        let title = "\(CalendarSheet.months[day.month - 1]) \(day.year)"
        let names = (0..<7).map { CalendarSheet.weekdays[($0 + firstWeekday) % 7] }
        let head = row(names.map { (" ", $0) }, last: " ")
        var lines = [hasNumbers ? title.padded(to: CalendarSheet.columns - 2) + "wk" : title, head]
        for week in stride(from: 0, to: before + count, by: 7) {
            let days = (week..<week + 7).map { $0 - before + 1 }
            var line = row(
                days.map { number in
                    // What closes the last day of a week stands behind it, not before the next week.
                    let isClosed = number == days[0] && number - 1 != 0
                    let text = (1...count).contains(number) ? String(number).padded(to: 2, left: true) : "  "
                    return (sign(before: number, opensOnly: isClosed), text)
                },
                last: sign(before: (days.last ?? 0) + 1, closesOnly: true))
            if hasNumbers, let shown = days.first(where: { (1...count).contains($0) }) {
                let number = first.adding(days: shown - 1).weekNumber
                line = line.padded(to: CalendarSheet.columns - 2) + String(number).padded(to: 2, left: true)
            }
            lines.append(line)
        }
        return lines
    }

    /// Weeks are numbered where they begin with Monday.
    private var hasNumbers: Bool { firstWeekday == 0 }

    private func row(_ cells: [(sign: String, text: String)], last: String) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            // The weekend stands by itself, where it ends the week; the sign before it goes with its day.
            if hasNumbers, index == 5 {
                line += cell.sign == "]" || cell.sign == "›" ? cell.sign + " " : " " + cell.sign
            } else {
                line += cell.sign
            }
            line += cell.text
        }
        return line + last
    }

    /// What stands before a day of the month: what opens it, or closes the one before.
    private func sign(before number: Int, opensOnly: Bool = false, closesOnly: Bool = false) -> String {
        if number == day.day && !closesOnly { return "[" }
        if number - 1 == day.day && !opensOnly { return "]" }
        guard today.year == day.year, today.month == day.month else { return " " }
        if number == today.day && !closesOnly { return "‹" }
        return number - 1 == today.day && !opensOnly ? "›" : " "
    }
}

extension String {
    fileprivate func padded(to count: Int, left: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, count - self.count))
        return left ? blanks + self : self + blanks
    }
}
