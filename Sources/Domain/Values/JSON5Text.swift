// SPDX-License-Identifier: Apache-2.0

/// The scalars of a JSON5 document and how far they are read: blanks, comments, separators and words.
struct JSON5Text {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    /// Where the line begins.
    private var lineStart = 0

    /// The text of some bytes; an error names the first that is no UTF-8.
    init(_ bytes: [UInt8]) throws(JSON5Error) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(bytes.count)
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): scalars.append(scalar)
            case .emptyInput: break decoding
            case .error:
                let before = scalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
                throw JSON5Error(
                    place: TextPlace(line: before.count, column: (before.last?.count ?? 0) + 1),
                    found: "bytes that are no UTF-8", expected: "a file saved as UTF-8")
            }
        }
        self.scalars = scalars
    }

    /// The next scalar; nil at the end.
    var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Where the next scalar stands.
    var place: TextPlace { TextPlace(line: line, column: position - lineStart + 1) }

    /// What is wrong here.
    func error(_ expected: String) -> JSON5Error { JSON5Error(place: place, found: found, expected: expected) }

    /// What stands here, for a sentence: a word whole, anything else by its first sign.
    private var found: String {
        guard let first = current else { return "the end of the file" }
        if Self.isLineEnd(first) { return "the end of the line" }
        let wordMax = 24
        var word = String.UnicodeScalarView(scalars[position...].prefix(wordMax).prefix(while: Self.isInWord))
        if word.isEmpty { word.append(first) }
        return "“\(String(word))”"
    }

    mutating func advance() { position += 1 }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    /// Takes a word that ends here.
    mutating func takeWord(_ word: String) -> Bool {
        let end = position + word.unicodeScalars.count
        guard scalars[position...].starts(with: word.unicodeScalars),
            end == scalars.count || !Self.isInWord(scalars[end])
        else { return false }
        position = end
        return true
    }

    /// Whether a list ends behind the value that was just read; takes the comma or the bracket.
    ///
    /// A comma is missing behind the value, not where the next line begins.
    mutating func isEndOfList(_ closing: Unicode.Scalar, openedAt opening: TextPlace) throws(JSON5Error) -> Bool {
        let end = place
        try skipBlanks()
        if take(",") { return false }
        if take(closing) { return true }
        throw JSON5Error(
            place: current == nil || end.line == line ? place : end, found: found,
            expected: "a comma, or the \(closing) that ends what line \(opening.line) begins")
    }

    // MARK: Blanks

    mutating func skipBlanks() throws(JSON5Error) {
        while let scalar = current {
            switch scalar {
            case "/": try skipComment()
            case _ where Self.isLineEnd(scalar): takeLineEnd()
            case _ where Self.isBlank(scalar): position += 1
            default: return
            }
        }
    }

    private mutating func skipComment() throws(JSON5Error) {
        let opening = place
        switch position + 1 < scalars.count ? scalars[position + 1] : nil {
        case "/": while let scalar = current, !Self.isLineEnd(scalar) { position += 1 }
        case "*":
            position += 2
            while !(current == "*" && position + 1 < scalars.count && scalars[position + 1] == "/") {
                guard let scalar = current else {
                    throw JSON5Error(
                        place: opening, found: "a comment without an end", expected: "*/ behind the comment")
                }
                if Self.isLineEnd(scalar) { takeLineEnd() } else { position += 1 }
            }
            position += 2
        default: throw error("a comment, // or /*")
        }
    }

    /// Takes the end of a line, CR and LF together. U+2028 and U+2029 end comments, but no line of an editor.
    mutating func takeLineEnd() {
        let scalar = current
        position += 1
        if scalar == "\r" { _ = take("\n") }
        guard scalar == "\r" || scalar == "\n" else { return }
        line += 1
        lineStart = position
    }

    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\u{0B}", "\u{0C}", "\u{A0}", "\u{FEFF}": true
        default: scalar.properties.generalCategory == .spaceSeparator
        }
    }

    /// Whether a scalar goes on a name (ECMAScript 5.1, IdentifierPart) or a number.
    static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        if beginsName(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
        default: return scalar == "\u{200C}" || scalar == "\u{200D}"
        }
    }

    /// Whether a scalar begins a name (ECMAScript 5.1, IdentifierStart).
    static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "$" || scalar == "_" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return true
        default: return false
        }
    }
}
