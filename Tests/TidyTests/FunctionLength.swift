// SPDX-License-Identifier: Apache-2.0

/// A function of a file with the lines from its name to its closing brace.
struct FunctionLength: Equatable {
    let name: String
    let line: Int
    let lineCount: Int

    /// All functions, initialisers and deinitialisers that have a body.
    static func all(in code: [String]) -> [FunctionLength] {
        let tokens = code.enumerated().flatMap { line, text in split(text).map { (word: $0, line: line) } }
        let words = tokens.map(\.word)
        var result: [FunctionLength] = []
        for index in words.indices where begins(words, index) {
            guard let end = closing(words, from: index + 1) else { continue }
            let name = words[index] == "func" && index + 1 < words.count ? words[index + 1] : words[index]
            let line = tokens[index].line
            result.append(FunctionLength(name: name, line: line + 1, lineCount: tokens[end].line - line + 1))
        }
        return result
    }

    private static func begins(_ words: [String], _ index: Int) -> Bool {
        guard ["func", "init", "deinit", "subscript"].contains(words[index]) else { return false }
        return index == 0 || words[index - 1] != "."
    }

    /// Where the body that begins behind a place ends; nil when there is none, as in a protocol.
    private static func closing(_ words: [String], from start: Int) -> Int? {
        let next: Set<String> = ["func", "var", "let", "init", "deinit", "struct", "enum", "class", "extension", "}"]
        var brackets = 0
        var braces = 0
        for index in words.indices.dropFirst(start) {
            switch words[index] {
            case "(" where braces == 0: brackets += 1
            case ")" where braces == 0: brackets -= 1
            case "{" where brackets == 0: braces += 1
            case "}" where brackets == 0 && braces > 0:
                braces -= 1
                if braces == 0 { return index }
            case let word where braces == 0 && brackets == 0 && next.contains(word): return nil
            default: break
            }
        }
        return nil
    }

    private static func split(_ line: String) -> [String] {
        var result: [String] = []
        var word = ""
        for character in line {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
                continue
            }
            if !word.isEmpty { result.append(word) }
            word = ""
            if "(){}.".contains(character) { result.append(String(character)) }
        }
        return word.isEmpty ? result : result + [word]
    }
}
