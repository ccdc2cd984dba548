// SPDX-License-Identifier: Apache-2.0

/// How numbers and dates are typed in a locale: the decimal mark, and the order of day, month and year. From Unicode's
/// CLDR, release 44 (decimal symbols, short date formats).
package struct LocaleFormat: Hashable, Sendable {
    package enum DecimalMark: Hashable, Sendable, CaseIterable {
        case point, comma

        package var character: Character { self == .point ? "." : "," }
        /// An amount written with the mark.
        package var example: String { self == .point ? "24.50" : "24,50" }
        package var factorExample: String { self == .point ? "1.05" : "1,05" }
    }

    package enum DateOrder: Hashable, Sendable, CaseIterable {
        case yearMonthDay, dayMonthYear, monthDayYear
    }

    /// The mark before decimals.
    package let decimal: DecimalMark
    /// The order of a date; nil where it differs by region and the locale names none.
    package let order: DateOrder?
    /// What stands between the parts of a date that is written.
    package let separator: Character

    /// The day that a week begins with, from 0 for Monday to 6 for Sunday.
    package let firstWeekday: Int

    package init(decimal: DecimalMark, order: DateOrder?, separator: Character, firstWeekday: Int = 0) {
        self.decimal = decimal
        self.order = order
        self.separator = separator
        self.firstWeekday = firstWeekday
    }

    /// What the codes of the store's and a member's locale mean: `de`, `sv_SE`, `en-GB`. One that is not known is read
    /// like `en`: a decimal point, and dates with the year first.
    package init(code: String) {
        let parts = code.split { $0 == "_" || $0 == "-" || $0 == "." }.map { $0.lowercased() }
        let language = parts.first ?? ""
        let region = parts.dropFirst().first?.uppercased() ?? ""
        let hasComma = Self.commaLanguages.contains(language) && !Self.pointPlaces.contains("\(language)_\(region)")
        decimal = hasComma ? .comma : .point
        (order, separator) = Self.date(language, region)
        firstWeekday = Self.firstWeekday(language, region)
    }

    /// The day as it is typed in the locale; with the year first where the order is not known.
    package func text(_ date: CalendarDate) -> String {
        let parts = date.text.split(separator: "-").map(String.init)
        guard parts.count == 3, let order else { return date.text }
        let ordered =
            switch order {
            case .yearMonthDay: parts
            case .dayMonthYear: [parts[2], parts[1], parts[0]]
            case .monthDayYear: [parts[1], parts[2], parts[0]]
            }
        return ordered.joined(separator: String(separator))
    }

    /// A plain decimal text with the locale's mark.
    package func text(decimal text: String) -> String {
        guard decimal == .comma else { return text }
        return String(text.map { $0 == "." ? "," : $0 })
    }

    /// A date as it is typed, to be shown beside a field.
    package var dateExample: String { CalendarDate(year: 2026, month: 11, day: 14).map(text) ?? "" }

    // MARK: Places

    private static func date(_ language: String, _ region: String) -> (DateOrder?, Character) {
        switch language {
        case "en" where ["US", "PR", "PH"].contains(region): (.monthDayYear, "/")
        case "en" where ["GB", "IE", "AU", "NZ", "IN", "MT", "SG", "HK"].contains(region): (.dayMonthYear, "/")
        case "fr" where region == "CA", "es" where ["US", "PR", "PA"].contains(region): (nil, "-")
        case let language where pointDates.contains(language): (.dayMonthYear, ".")
        case let language where slashDates.contains(language): (.dayMonthYear, "/")
        case "nl": (.dayMonthYear, "-")
        case let language where yearFirst.contains(language): (.yearMonthDay, "-")
        default: (nil, "-")
        }
    }

    private static let commaLanguages: Set<String> = [
        "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr",
        "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
        "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
    ]
    /// Where a language that writes a comma elsewhere writes a point.
    private static let pointPlaces: Set<String> = [
        "de_CH", "de_LI", "it_CH", "es_MX", "es_US", "es_PR", "es_CU", "es_DO", "es_GT", "es_HN", "es_NI", "es_PA",
        "es_PE", "es_SV",
    ]
    private static let pointDates: Set<String> = [
        "az", "be", "bg", "bs", "cs", "da", "de", "et", "fi", "fo", "hr", "hy", "is", "ka", "kk", "lv", "mk", "nb",
        "nn", "no", "pl", "ro", "ru", "sk", "sl", "sq", "sr", "tr", "uk",
    ]
    private static let slashDates: Set<String> = ["ca", "el", "es", "fr", "ga", "gl", "id", "it", "pt", "vi"]
    private static let yearFirst: Set<String> = ["af", "eu", "hu", "ja", "ko", "lt", "sv", "zh"]
}
