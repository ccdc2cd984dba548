// SPDX-License-Identifier: Apache-2.0

/// A word right behind `field=word`, which may have been meant to belong to it: `name=Teller flach` asks for the name
/// Teller and the word flach anywhere. Nobody can know; it is told where nothing is found.
package struct LooseWord: Equatable, Sendable {
    /// The word, or several, as written.
    package let word: String
    /// The condition with the words inside its quotes.
    package let quoted: String

    /// Those of a filter that can be read.
    package static func all(in text: String, for resource: ResourceFacts) -> [LooseWord] {
        guard let tokens = try? FilterToken.split(text) else { return [] }
        func word(_ index: Int) -> String? {
            guard tokens.indices.contains(index), case .word(let word) = tokens[index].kind else { return nil }
            return word
        }
        func sign(_ index: Int) -> String? {
            guard tokens.indices.contains(index), case .symbol(let sign) = tokens[index].kind else { return nil }
            return sign
        }
        func isPlain(_ index: Int) -> Bool {
            guard let word = word(index), word.lowercased() != "or", !word.contains(":") else { return false }
            return sign(index + 1).map { Filter.Operator(rawValue: $0) == nil && $0 != "?" } ?? true
        }
        var found: [LooseWord] = []
        for index in tokens.indices {
            guard let field = word(index), takesBlanks(field, resource), let sign = sign(index + 1),
                ["=", "!=", "~"].contains(sign), let value = word(index + 2)
            else { continue }
            var end = index + 3
            while isPlain(end) { end += 1 }
            let words = (index + 3..<end).compactMap(word)
            if words.isEmpty { continue }
            let whole = ([value] + words).joined(separator: " ")
            found.append(LooseWord(word: words.joined(separator: " "), quoted: "\(field)\(sign)\"\(whole)\""))
        }
        return found
    }

    /// Whether the values of a field may have blanks.
    private static func takesBlanks(_ name: String, _ resource: ResourceFacts) -> Bool {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard let head = parts.first, let kind = resource.kind(of: String(head)) else { return false }
        switch kind {
        case .text, .note, .code, .reference, .references, .set, .map: return true
        case .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice: return false
        }
    }
}
