internal import CUTF8Proc

/// Splits text into the words that search knows: runs of letters, marks and digits, as FTS5's unicode61 does.
package enum Words {
    /// The words of a text, case folded and without accents.
    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if isPart(scalar) {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(Normal.sortKey(word))
                word = ""
            }
        }
        if !word.isEmpty { words.append(Normal.sortKey(word)) }
        return words.filter { !$0.isEmpty }
    }

    /// Whether the scalar belongs to a word. Calls `utf8proc_category`.
    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
                || (scalar >= "0" && scalar <= "9")
        }
        let category = utf8proc_category(utf8proc_int32_t(scalar.value))
        return
            (category.rawValue >= UTF8PROC_CATEGORY_LU.rawValue && category.rawValue <= UTF8PROC_CATEGORY_NO.rawValue)
            || category == UTF8PROC_CATEGORY_CO
    }
}
