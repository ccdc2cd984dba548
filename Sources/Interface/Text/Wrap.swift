// SPDX-License-Identifier: Apache-2.0
internal import Text

/// Breaks text into lines of so many columns, at blanks where there are any.
enum Wrap {
    /// The lines of a text; one for each line end in it, more where a line is too long.
    static func lines(_ text: String, columns: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph($0, columns) }
    }

    private static func paragraph(_ text: Substring, _ columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in text.split(separator: " ") {
            for piece in pieces(word, columns) {
                let needed = Width.of(piece)
                if !line.isEmpty, width + 1 + needed > columns {
                    lines.append(line)
                    (line, width) = ("", 0)
                }
                if !line.isEmpty { (line, width) = (line + " ", width + 1) }
                line += piece
                width += needed
            }
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// A word as it fits: whole, or cut where a line ends.
    private static func pieces(_ word: Substring, _ columns: Int) -> [String] {
        guard Width.of(word) > max(1, columns) else { return [String(word)] }
        var pieces = [""]
        var width = 0
        for character in word {
            let needed = Width.of(character)
            if width + needed > max(1, columns), width > 0 {
                pieces.append("")
                width = 0
            }
            pieces[pieces.count - 1].append(character)
            width += needed
        }
        return pieces
    }
}
