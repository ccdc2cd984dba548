// SPDX-License-Identifier: Apache-2.0

extension JSON5Text {
    // MARK: Numbers

    /// A number as it is written.
    mutating func number() throws(JSON5Error) -> String {
        var digits = String.UnicodeScalarView()
        if current == "+" || current == "-" { takeInto(&digits) }
        for word in ["Infinity", "NaN"] where takeWord(word) { return String(digits) + word }
        let isZero = current == "0"
        if isZero { takeInto(&digits) }
        if isZero, current == "x" || current == "X" {
            takeInto(&digits)
            try takeDigits(into: &digits, "a hexadecimal digit") { $0.properties.isASCIIHexDigit }
            return try ended(digits)
        }
        let wholeCount = digits.count
        if !isZero { takeAnyDigits(into: &digits) }
        let hasWhole = isZero || digits.count > wholeCount
        if isZero, let next = current, Self.isDigit(next) { throw error("a number that does not begin with 0") }
        if current == "." {
            takeInto(&digits)
            let fractionStart = digits.count
            takeAnyDigits(into: &digits)
            guard hasWhole || digits.count > fractionStart else { throw error("a digit") }
        } else if !hasWhole {
            throw error("a digit")
        }
        if current == "e" || current == "E" {
            takeInto(&digits)
            if current == "+" || current == "-" { takeInto(&digits) }
            try takeDigits(into: &digits, "a digit", Self.isDigit)
        }
        return try ended(digits)
    }

    /// A number ends where no word goes on.
    private func ended(_ digits: String.UnicodeScalarView) throws(JSON5Error) -> String {
        if let next = current, Self.isInWord(next) { throw error("the end of the number \(String(digits))") }
        return String(digits)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func takeInto(_ taken: inout String.UnicodeScalarView) {
        if let scalar = current { taken.append(scalar) }
        advance()
    }

    private mutating func takeAnyDigits(into digits: inout String.UnicodeScalarView) {
        while let scalar = current, Self.isDigit(scalar) { takeInto(&digits) }
    }

    private mutating func takeDigits(
        into digits: inout String.UnicodeScalarView, _ expected: String, _ isOne: (Unicode.Scalar) -> Bool
    ) throws(JSON5Error) {
        guard let first = current, isOne(first) else { throw error(expected) }
        while let scalar = current, isOne(scalar) { takeInto(&digits) }
    }

    // MARK: Names

    /// A key without quotes.
    mutating func identifier() throws(JSON5Error) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = current {
            let isFirst = name.isEmpty
            let isEscape = scalar == "\\"
            if !isEscape, !(isFirst ? Self.beginsName(scalar) : Self.isInWord(scalar)) { break }
            let start = self
            advance()
            guard isEscape else {
                name.append(scalar)
                continue
            }
            guard take("u") else { throw start.error("\\u and four hexadecimal digits") }
            let escaped = try escapedScalar()
            guard isFirst ? Self.beginsName(escaped) : Self.isInWord(escaped) else {
                throw start.error("a letter, or the key in quotes")
            }
            name.append(escaped)
        }
        guard !name.isEmpty else { throw error("a key: a word, or a text in quotes") }
        return String(name)
    }

    // MARK: Texts

    /// A text in double or single quotes.
    mutating func string() throws(JSON5Error) -> String {
        let opening = place
        let quote = current
        var content = String.UnicodeScalarView()
        advance()
        while let scalar = current {
            switch scalar {
            case _ where scalar == quote:
                advance()
                return String(content)
            case "\\": try takeEscape(into: &content)
            case "\n", "\r": throw unclosed(opening, quote)
            default:
                content.append(scalar)
                advance()
            }
        }
        throw unclosed(opening, quote)
    }

    private func unclosed(_ opening: TextPlace, _ quote: Unicode.Scalar?) -> JSON5Error {
        JSON5Error(
            place: opening, found: "a text without an end",
            expected: "a closing \(quote.map { String($0) } ?? "quote") in the same line")
    }

    private static let plainEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    ]

    private mutating func takeEscape(into content: inout String.UnicodeScalarView) throws(JSON5Error) {
        let start = self
        advance()
        guard let scalar = current else { throw error("an escape") }
        // A line that is continued leaves nothing of its end.
        if Self.isLineEnd(scalar) { return takeLineEnd() }
        advance()
        switch scalar {
        case "u": content.append(try escapedScalar())
        case "x":
            guard let value = codeUnit(digitCount: 2), let byte = Unicode.Scalar(UInt32(value)) else {
                throw error("two hexadecimal digits")
            }
            content.append(byte)
        case "0":
            if let next = current, Self.isDigit(next) { throw start.error("\\0 with no digit behind it") }
            content.append("\0")
        case "1"..."9": throw start.error("no digit behind \\; \\x41 and \\u0041 are escapes")
        default: content.append(Self.plainEscapes[scalar] ?? scalar)
        }
    }

    /// The scalar behind `\u`, whose second half may follow.
    private mutating func escapedScalar() throws(JSON5Error) -> Unicode.Scalar {
        guard let first = codeUnit(digitCount: 4) else { throw error("four hexadecimal digits") }
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard SurrogatePair.isOpened(by: first), take("\\"), take("u"), let second = codeUnit(digitCount: 4),
            let scalar = SurrogatePair.scalar(first, second)
        else { throw error("the second half of a surrogate pair") }
        return scalar
    }

    /// Some hexadecimal digits; nil when there are fewer.
    private mutating func codeUnit(digitCount: Int) -> UInt16? {
        var value: UInt32 = 0
        for _ in 0..<digitCount {
            guard let scalar = current, scalar.properties.isASCIIHexDigit,
                let digit = UInt32(String(scalar), radix: 16)
            else { return nil }
            value = value << 4 | digit
            advance()
        }
        return UInt16(value)
    }
}
