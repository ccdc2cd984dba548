// SPDX-License-Identifier: Apache-2.0

/// Texts parted by commas, and keys with values: `ply=4, shade="light, blue"`. Quotes keep what would part; a quote
/// inside them is doubled, as in CSV. Read by scalars: a mark that a text begins with would make one character with the
/// sign before it.
package enum ListText {
    private static let quote: Unicode.Scalar = "\""

    /// The texts of a list; empty ones are passed over.
    package static func parts(_ text: String) -> [String] {
        split(text[...], at: ",").map { Trim.blanks(unquoted($0)) }.filter { !$0.isEmpty }
    }

    /// A text in quotes where it holds what parts texts.
    package static func quoted(_ text: String) -> String {
        text.unicodeScalars.contains { $0 == "," || $0 == quote } ? inQuotes(text) : text
    }

    /// The map of keys with values, or of a JSON object.
    package static func map(_ text: String) throws(FailureRuleError) -> Value {
        if text.unicodeScalars.first == "{" { return try object(text) }
        var entries: [MapEntry] = []
        for part in split(text[...], at: ",") where !Trim.blanks(String(part)).isEmpty {
            let sides = split(part, at: "=", splitsMax: 1)
            let key = sides.first.map { Trim.blanks(unquoted($0)) } ?? ""
            guard sides.count == 2, !key.isEmpty else { throw .init(.notAnObject) }
            entries.append(MapEntry(key: key, value: entry(sides[1])))
        }
        return .map(of: entries)
    }

    /// The map as it is read back.
    package static func text(_ entries: [MapEntry]) -> String {
        entries.map { "\(quotedKey($0.key))=\(text($0.value))" }.joined(separator: ", ")
    }

    /// A plain text as a map's value: whole numbers are kept as numbers, so that filters compare them as such; leading
    /// zeros make a text.
    package static func plain(_ text: String) -> Value {
        let text = Trim.blanks(text)
        if text.isEmpty { return .null }
        let digitsMax = 15
        if text.utf8.count <= digitsMax, let number = Int64(text), String(number) == text { return .integer(number) }
        return .text(text)
    }

    // MARK: Pieces

    private static func object(_ text: String) throws(FailureRuleError) -> Value {
        guard let json = try? JSONParser.parse(text), case .object(let members) = json else {
            throw .init(.notAnObject)
        }
        var entries: [MapEntry] = []
        for member in members {
            entries.append(MapEntry(key: member.key, value: try FieldReading.entry(member.value)))
        }
        return .map(of: entries)
    }

    /// As in JSON, a number, true and false stand for themselves only without quotes.
    private static func entry(_ raw: Substring) -> Value {
        let text = Trim.blanks(unquoted(raw))
        if Trim.blanks(String(raw)).unicodeScalars.first == quote { return text.isEmpty ? .null : .text(text) }
        return text == "true" || text == "false" ? .boolean(text == "true") : plain(text)
    }

    static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): entry(text[...]) == value && quoted(text) == text ? text : inQuotes(text)
        case .integer(let integer): String(integer)
        case .boolean(let boolean): boolean ? "true" : "false"
        case .null, .identifier, .list, .map: ""
        }
    }

    private static func quotedKey(_ key: String) -> String {
        let isPlain = key.unicodeScalars.allSatisfy { $0 != "=" && $0 != "{" } && quoted(key) == key
        return isPlain ? key : inQuotes(key)
    }

    private static func inQuotes(_ text: String) -> String {
        var result = String.UnicodeScalarView([quote])
        for scalar in text.unicodeScalars {
            if scalar == quote { result.append(quote) }
            result.append(scalar)
        }
        result.append(quote)
        return String(result)
    }

    /// The pieces between separators that do not stand in quotes, quotes and all.
    private static func split(_ text: Substring, at separator: Unicode.Scalar, splitsMax: Int = .max) -> [Substring] {
        let scalars = text.unicodeScalars
        var pieces: [Substring] = []
        var start = scalars.startIndex
        var isQuoted = false
        for index in scalars.indices {
            if scalars[index] == quote { isQuoted.toggle() }
            guard scalars[index] == separator, !isQuoted, pieces.count < splitsMax else { continue }
            pieces.append(Substring(scalars[start..<index]))
            start = scalars.index(after: index)
        }
        pieces.append(Substring(scalars[start...]))
        return pieces
    }

    /// A piece without the quotes that keep it together.
    private static func unquoted(_ raw: Substring) -> String {
        var result = String.UnicodeScalarView()
        var isQuoted = false
        var previous: Unicode.Scalar?
        for scalar in raw.unicodeScalars {
            if scalar == quote {
                // A quote right after the one that closed stands for itself.
                if !isQuoted && previous == quote { result.append(quote) }
                isQuoted.toggle()
            } else {
                result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }
}
