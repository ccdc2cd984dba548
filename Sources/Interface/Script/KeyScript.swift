// SPDX-License-Identifier: Apache-2.0
internal import Domain
package import Terminal

/// Keys as text, one step a line: what a macro keeps, what `satchel play` does, and what shows a mistake to others.
///
///     size 80x24
///     filter.open            # a command by its id, whatever key it has
///     type "mug 17"
///     keys enter right e
package struct KeyScript: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        case keys([Key])
        /// A command by its id.
        case command(String)
        case type(String)
        /// What a scanner sends: a code, then enter.
        case scan(String)
        case paste(String)
        /// Another extent; as the first step, the one it is made for.
        case size(Size)
    }

    package private(set) var steps: [Step] = []

    package init(_ steps: [Step] = []) { self.steps = steps }

    private static let words = ["keys", "type", "scan", "paste", "size"]

    /// Reads a script, with everything that is wrong in it; a script with errors is not to be played.
    package static func parse(_ text: String, file: String) -> (script: KeyScript, problems: [FileProblem]) {
        var script = KeyScript()
        var reading = FileReading(file: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop { $0 == " " || $0 == "\t" }
            let place = TextPlace(line: index + 1, column: 1)
            let word = String(line.prefix { $0 != " " && $0 != "\t" && $0 != "\r" })
            if word.isEmpty || word.hasPrefix("#") { continue }
            let rest = String(line.dropFirst(word.count))
            switch word {
            case "size": if let size = size(rest, at: place, &reading) { script.add(.size(size)) }
            case "keys": script.add(.keys(keys(rest, at: place, &reading)))
            case "type": if let text = quoted(rest, word, at: place, &reading) { script.add(.type(text)) }
            case "scan": if let text = quoted(rest, word, at: place, &reading) { script.add(.scan(text)) }
            case "paste": if let text = quoted(rest, word, at: place, &reading) { script.add(.paste(text)) }
            default:
                if Commands.named(word) == nil {
                    let known = words + Commands.keyTables.flatMap { $0.commands.map(\.id) }
                    reading.add(.notAmong(word, noun: "command", known: known), at: place)
                } else if !uncommented(rest).isEmpty {
                    reading.add(.notAccepted(uncommented(rest), expected: "nothing behind a command"), at: place, word)
                } else {
                    script.add(.command(word))
                }
            }
        }
        return (script, reading.problems)
    }

    /// A text without blanks around it and without what stands behind a #.
    private static func uncommented(_ text: String) -> String {
        Trim.blanks(String(text.prefix { $0 != "#" }))
    }

    /// Columns and rows as they are written: "80x24".
    package static func size(_ text: String) -> Size? {
        let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let range = 1...1_000
        guard numbers.count == 2, numbers.allSatisfy(range.contains) else { return nil }
        return Size(columns: numbers[0], rows: numbers[1])
    }

    private static func size(_ text: String, at place: TextPlace, _ reading: inout FileReading) -> Size? {
        let text = uncommented(text)
        if let size = size(text) { return size }
        reading.add(.notAccepted(text, expected: "columns and rows, like 80x24"), at: place, "size")
        return nil
    }

    private static func keys(_ text: String, at place: TextPlace, _ reading: inout FileReading) -> [Key] {
        // A lone # is a key as well; what follows one that stands behind a blank is said of the line.
        let names = text.split(whereSeparator: \.isWhitespace).prefix { $0 != "#" }
        if names.isEmpty { reading.add(.missing(expected: "keys like enter, F2, ctrl-x, a"), at: place, "keys") }
        return names.compactMap { name in
            if let key = Key(name: String(name)) { return key }
            reading.add(.noKey(String(name)), at: place, "keys")
            return nil
        }
    }

    private static func quoted(_ text: String, _ word: String, at place: TextPlace, _ reading: inout FileReading)
        -> String?
    {
        let text = Trim.blanks(text)
        let end = endOfQuotes(text)
        if uncommented(String(text[end...])).isEmpty, let json = try? JSONParser.parse(Array(text[..<end].utf8)),
            let string = json.string
        {
            return string
        }
        reading.add(.notAccepted(text, expected: "a text in quotes as JSON has it: \(word) \"24.50\""), at: place, word)
        return nil
    }

    /// Where the text in quotes that a line begins with ends.
    private static func endOfQuotes(_ text: String) -> String.Index {
        var index = text.startIndex
        var isEscaped = false
        while index < text.endIndex {
            let character = text[index]
            let isFirst = index == text.startIndex
            index = text.index(after: index)
            if character == "\"", !isFirst, !isEscaped { return index }
            isEscaped = character == "\\" && !isEscaped
        }
        return index
    }

    /// Adds a step; what belongs to the one before becomes part of it.
    package mutating func add(_ step: Step) {
        switch (steps.last, step) {
        case (.type(let before)?, .type(let text)): steps[steps.count - 1] = .type(before + text)
        case (.keys(let before)?, .keys(let keys)): steps[steps.count - 1] = .keys(before + keys)
        case (_, .keys([])): break
        default: steps.append(step)
        }
    }

    /// The script as text.
    package var text: String {
        let lines = steps.map { step in
            switch step {
            case .size(let size): "size \(size.columns)x\(size.rows)"
            case .keys(let keys): "keys \(keys.map(\.name).joined(separator: " "))"
            case .command(let id): id
            case .type(let text): "type \(KeyScript.quoted(text))"
            case .scan(let text): "scan \(KeyScript.quoted(text))"
            case .paste(let text): "paste \(KeyScript.quoted(text))"
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func quoted(_ text: String) -> String {
        var json = CanonicalJSON()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
