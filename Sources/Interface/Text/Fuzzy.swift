// SPDX-License-Identifier: Apache-2.0

/// Finds what a person may mean by a few letters.
package enum Fuzzy {
    /// How well a text matches and which of its clusters did; higher is better.
    package struct Match: Equatable, Sendable {
        /// Higher is better.
        package let score: Int
        /// Offsets of the clusters that matched.
        package let offsets: [Int]
    }

    /// The match of letters that stand in the text in their order, without regard to case; nil when they do not.
    /// A run of letters counts more than scattered ones, the start of a word more than its middle.
    package static func match(_ letters: String, in text: String) -> Match? {
        let wanted = Array(letters.lowercased().filter { $0 != " " })
        let characters = Array(text.lowercased())
        guard !wanted.isEmpty else { return Match(score: 0, offsets: []) }
        let starts = characters.indices.filter { characters[$0] == wanted[0] }
        return starts.compactMap { follow(wanted, characters, from: $0) }.max { $0.score < $1.score }
    }

    private static func follow(_ wanted: [Character], _ text: [Character], from start: Int) -> Match? {
        var offsets: [Int] = []
        var score = 0
        var position = start
        for character in wanted {
            guard let found = text[position...].firstIndex(of: character) else { return nil }
            let isRun = offsets.last.map { found == $0 + 1 } ?? false
            let isWordStart = found == 0 || !(text[found - 1].isLetter || text[found - 1].isNumber)
            score += isRun ? 8 : isWordStart ? 6 : 0
            score -= offsets.isEmpty ? min(found, 5) : min(found - position, 5)
            offsets.append(found)
            position = found + 1
        }
        return Match(score: score, offsets: offsets)
    }
}
