// SPDX-License-Identifier: Apache-2.0

/// Finds what a person may mean by the begins of words.
package enum Fuzzy {
    /// How well a text matches and which of its clusters did.
    package struct Match: Equatable, Sendable {
        /// Higher is better.
        package let score: Int
        /// Offsets of the clusters that matched.
        package let offsets: [Int]
        /// Whether every word typed begins a word of the text; a row of initials is weaker than that.
        package let isStrong: Bool
    }

    /// More letters than this are no row of initials: the search for one branches at each of them.
    private static let initialsMax = 16
    private static let strongScore = 1_000
    private static let wholeWordScore = 20
    private static let firstWordScore = 10
    private static let runScore = 4

    /// The match of words that begin words of the text in its order, without regard to case; else of letters each of
    /// which begins a word of the text or goes on with one that was begun. Nil when the text has neither.
    package static func match(_ typed: String, in text: String) -> Match? {
        let wanted = typed.lowercased().split { $0.isWhitespace }.map(Array.init)
        let characters = Array(text.lowercased())
        guard !wanted.isEmpty else { return Match(score: 0, offsets: [], isStrong: false) }
        let words = words(characters)
        return begins(wanted, words, characters) ?? initials(Array(wanted.joined()), words, characters)
    }

    /// The words of a text as ranges.
    private static func words(_ characters: [Character]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, character) in characters.enumerated() {
            if character.isLetter || character.isNumber {
                start = start ?? index
            } else if let begin = start {
                words.append(begin..<index)
                start = nil
            }
        }
        return words + (start.map { [$0..<characters.count] } ?? [])
    }

    private static func begins(_ wanted: [[Character]], _ words: [Range<Int>], _ characters: [Character]) -> Match? {
        var offsets: [Int] = []
        var score = strongScore
        var next = 0
        for letters in wanted {
            let found = words.indices.dropFirst(next).first { characters[words[$0]].starts(with: letters) }
            guard let found else { return nil }
            if words[found].count == letters.count { score += wholeWordScore }
            if found == 0 { score += firstWordScore }
            score -= found - next
            offsets += words[found].lowerBound..<words[found].lowerBound + letters.count
            next = found + 1
        }
        return Match(score: score, offsets: offsets, isStrong: true)
    }

    private static func initials(_ letters: [Character], _ words: [Range<Int>], _ characters: [Character]) -> Match? {
        guard letters.count <= initialsMax else { return nil }
        let starts = Set(words.map(\.lowerBound))
        func follow(_ index: Int, after last: Int?) -> [Int]? {
            guard index < letters.count else { return [] }
            // Going on with a word comes before the next word's begin: long runs are what is meant.
            let next = last.map { $0 + 1 } ?? 0
            let runsOn = last != nil && next < characters.count && !starts.contains(next)
            let candidates = (runsOn ? [next] : []) + starts.filter { $0 >= next }.sorted()
            for place in candidates where characters[place] == letters[index] {
                if let rest = follow(index + 1, after: place) { return [place] + rest }
            }
            return nil
        }
        guard let offsets = follow(0, after: nil) else { return nil }
        let runs = zip(offsets, offsets.dropFirst()).count { $1 == $0 + 1 }
        return Match(score: runs * runScore - (offsets.first ?? 0), offsets: offsets, isStrong: false)
    }
}
