// SPDX-License-Identifier: Apache-2.0
internal import Terminal
internal import Text

/// A line of text being typed, with its cursor between two clusters.
package struct TextInput: Equatable, Sendable {
    /// What stands left of the cursor.
    package private(set) var before: String
    /// What stands right of the cursor.
    package private(set) var after: String
    /// Whether the text was only offered: the first character typed replaces it.
    package private(set) var isOffered: Bool
    /// What stood there before, oldest first.
    private var past: [Step] = []

    /// What a line was before it was changed; typing on is one step.
    private struct Step: Equatable, Sendable {
        let before: String
        let after: String
        let isTyping: Bool
    }

    /// Steps that can be taken back.
    private static let stepsMax = 50

    /// The most bytes of a line; what is typed beyond is refused.
    package static let bytesMax = 8_000

    /// A line with its cursor at the end.
    package init(_ text: String = "", isOffered: Bool = false) {
        before = text
        after = ""
        self.isOffered = isOffered && !text.isEmpty
    }

    /// The whole line.
    package var text: String { before + after }

    /// How many clusters stand left of the cursor.
    package var cursor: Int { before.count }

    /// Puts text in at the cursor; line ends and tabs become blanks, control characters go. False when it is too long.
    mutating func insert(_ text: String) -> Bool {
        let line = TextInput.line(text)
        if line.isEmpty { return true }
        guard line.utf8.count + (isOffered ? 0 : before.utf8.count + after.utf8.count) <= TextInput.bytesMax else {
            return false
        }
        remember(isTyping: line.count == 1 && line != " ")
        if isOffered { (before, after) = ("", "") }
        isOffered = false
        before += line
        return true
    }

    private mutating func remember(isTyping: Bool = false) {
        if isTyping, !isOffered, let last = past.last, last.isTyping { return }
        if past.count == TextInput.stepsMax { past.removeFirst() }
        past.append(Step(before: before, after: after, isTyping: isTyping))
    }

    /// Takes back what was done to the text last; false when there is nothing.
    mutating func undo() -> Bool {
        guard let step = past.popLast() else { return false }
        (before, after) = (step.before, step.after)
        isOffered = false
        return true
    }

    /// Puts another text in the place of all that stands there; it can be taken back.
    mutating func replaceAll(with text: String) {
        remember()
        (before, after) = (text, "")
        isOffered = false
    }

    private static func line(_ text: String) -> String {
        var line = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                if !(scalar == "\n" && previous == "\r") { line.append(" ") }
            } else if !Visible.isForbidden(scalar) {
                line.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return line
    }

    /// Puts text behind the cursor.
    mutating func append(_ text: String) { after += text }

    mutating func moveLeft() {
        isOffered = false
        if let character = before.popLast() { after = String(character) + after }
    }

    mutating func moveRight() {
        isOffered = false
        if !after.isEmpty { before.append(after.removeFirst()) }
    }

    mutating func moveToStart() {
        isOffered = false
        (before, after) = ("", text)
    }

    mutating func moveToEnd() {
        isOffered = false
        (before, after) = (text, "")
    }

    mutating func deleteBack() {
        remember()
        isOffered = false
        _ = before.popLast()
    }

    mutating func deleteForward() {
        remember()
        isOffered = false
        if !after.isEmpty { after.removeFirst() }
    }

    /// Takes away the word left of the cursor with the blanks behind it.
    mutating func deleteWord() {
        remember()
        isOffered = false
        while before.last == " " { before.removeLast() }
        while let last = before.last, last != " " { before.removeLast() }
    }

    mutating func deleteToStart() {
        remember()
        isOffered = false
        before = ""
    }

    /// Puts a text in place of the `count` clusters left of the cursor.
    mutating func replace(last count: Int, with text: String) {
        remember()
        isOffered = false
        before = String(before.dropLast(count)) + text
    }

    /// The part that is seen in so many columns and the cursor's column in it.
    func window(columns: Int, ambiguousIsWide: Bool = false) -> (text: String, cursor: Int) {
        var start = before[...]
        var width = Width.of(start, ambiguousIsWide: ambiguousIsWide)
        while width > max(0, columns - 1), let first = start.first {
            width -= Width.of(first, ambiguousIsWide: ambiguousIsWide)
            start = start.dropFirst()
        }
        return (String(start) + after, width)
    }
}
