/// One piece of a filter's text with its place.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        /// A word or a field name.
        case word(String)
        case quoted(String)
        case symbol(String)
    }

    let kind: Kind
    let start: Int
    let end: Int
    /// Whether a blank stands before it: `price <5` compares, `a -b` negates.
    let isSpaced: Bool

    /// Bytes of one word or quoted text: SQLite compares patterns of at most 50,000, and folding and escaping make them
    /// longer.
    package static let textBytesMax = 8_000

    private static let symbols = ["!=", "<=", ">=", "=", "<", ">", "~", "!", "?", "(", ")", ",", "-"]

    /// The pieces of a text. Throws for a quote that is not closed.
    static func split(_ text: String) throws(FilterError) -> [FilterToken] {
        let characters = Array(text)
        var tokens: [FilterToken] = []
        var position = 0
        var isSpaced = true
        while position < characters.count {
            let start = position
            if characters[position].isWhitespace {
                position += 1
                isSpaced = true
                continue
            }
            let kind: Kind
            if characters[position] == "\"" {
                kind = .quoted(try quoted(characters, &position))
            } else if let symbol = symbol(characters, position, isSpaced) {
                position += symbol.count
                kind = .symbol(symbol)
            } else {
                kind = .word(word(characters, &position))
            }
            try requireLength(kind, start, position)
            tokens.append(FilterToken(kind: kind, start: start, end: position, isSpaced: isSpaced))
            isSpaced = false
        }
        return tokens
    }

    private static func requireLength(_ kind: Kind, _ start: Int, _ end: Int) throws(FilterError) {
        let text: String =
            switch kind {
            case .word(let text), .quoted(let text), .symbol(let text): text
            }
        guard text.utf8.count > textBytesMax else { return }
        throw FilterError(
            start: start, end: end, reason: "the text is too long", expected: "at most \(textBytesMax) bytes")
    }

    private static func quoted(_ characters: [Character], _ position: inout Int) throws(FilterError) -> String {
        let start = position
        position += 1
        var text = ""
        while position < characters.count, characters[position] != "\"" {
            if characters[position] == "\\", position + 1 < characters.count { position += 1 }
            text.append(characters[position])
            position += 1
        }
        guard position < characters.count else {
            throw FilterError(start: start, end: characters.count, reason: "the quote is not closed", expected: "\"")
        }
        position += 1
        return text
    }

    /// A symbol at a place; a minus is one only at the start of a term.
    private static func symbol(_ characters: [Character], _ position: Int, _ isSpaced: Bool) -> String? {
        symbols.first { symbol in
            let end = position + symbol.count
            guard end <= characters.count, String(characters[position..<end]) == symbol else { return false }
            return symbol != "-" || (isSpaced && end < characters.count && characters[end].isLetter)
        }
    }

    private static func word(_ characters: [Character], _ position: inout Int) -> String {
        var text = ""
        while position < characters.count, !characters[position].isWhitespace,
            !"=<>~!?(),\"".contains(characters[position])
        {
            text.append(characters[position])
            position += 1
        }
        return text
    }
}
