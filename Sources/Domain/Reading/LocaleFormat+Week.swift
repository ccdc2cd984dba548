// SPDX-License-Identifier: Apache-2.0

/// The day a week begins with, by region; from Unicode's CLDR, release 44 (week data).
extension LocaleFormat {
    static func firstWeekday(_ language: String, _ region: String) -> Int {
        let place = region.isEmpty ? regions[language] ?? "" : region
        if sundays.contains(place) { return 6 }
        return saturdays.contains(place) ? 5 : 0
    }

    /// Where a language without a region is mostly spoken, as far as weeks do not begin with Monday there. English is
    /// spoken in too many places to tell.
    private static let regions = [
        "ar": "EG", "bn": "BD", "fa": "IR", "he": "IL", "hi": "IN", "id": "ID", "ja": "JP", "ko": "KR", "pt": "BR",
        "th": "TH", "ur": "PK",
    ]
    private static let sundays: Set<String> = [
        "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "DM", "DO", "ET", "GT", "GU", "HK", "HN", "ID",
        "IL",
        "IN", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM", "MO", "MT", "MX", "MZ", "NI", "NP", "PA", "PE", "PH",
        "PK",
        "PR", "PT", "PY", "SA", "SG", "SV", "TH", "TT", "TW", "UM", "US", "VE", "VI", "WS", "YE", "ZA", "ZW",
    ]
    private static let saturdays: Set<String> = [
        "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY",
    ]
}
