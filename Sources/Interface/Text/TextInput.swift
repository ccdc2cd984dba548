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
    /// Whether a character was typed last: the next one belongs to the same step.
    private var isTypingOn = false

    /// What a line was before it was changed; typing on is one step.
    private struct Step: Equatable, Sendable {
        let before: String
        let after: String
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
        change(isTyping: line.count == 1 && line != " ") { input in
            if input.isOffered { (input.before, input.after) = ("", "") }
            input.before += line
        }
        return true
    }

    /// Changes the text as a step that can be taken back; what changes nothing is none.
    private mutating func change(isTyping: Bool = false, _ edit: (inout TextInput) -> Void) {
        let step = isTyping && isTypingOn && !isOffered ? nil : Step(before: before, after: after)
        edit(&self)
        isOffered = false
        isTypingOn = isTyping
        guard let step, step.before + step.after != text else { return }
        if past.count == TextInput.stepsMax { past.removeFirst() }
        past.append(step)
    }

    /// Changes the cursor alone: what is typed then is a step of its own.
    private mutating func moveCursor(_ move: (inout TextInput) -> Void) {
        isOffered = false
        isTypingOn = false
        move(&self)
    }

    /// Takes back what was done to the text last; false when there is nothing.
    mutating func undo() -> Bool {
        guard let step = past.popLast() else { return false }
        (before, after) = (step.before, step.after)
        isOffered = false
        isTypingOn = false
        return true
    }

    /// Puts another text in the place of all that stands there; it can be taken back.
    mutating func replaceAll(with text: String) {
        change { ($0.before, $0.after) = (text, "") }
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
        moveCursor { input in
            if let character = input.before.popLast() { input.after = String(character) + input.after }
        }
    }

    mutating func moveRight() {
        moveCursor { input in
            if !input.after.isEmpty { input.before.append(input.after.removeFirst()) }
        }
    }

    mutating func moveToStart() {
        moveCursor { ($0.before, $0.after) = ("", $0.text) }
    }

    mutating func moveToEnd() {
        moveCursor { ($0.before, $0.after) = ($0.text, "") }
    }

    mutating func deleteBack() {
        change { _ = $0.before.popLast() }
    }

    mutating func deleteForward() {
        change { input in
            if !input.after.isEmpty { input.after.removeFirst() }
        }
    }

    /// Takes away the word left of the cursor with the blanks behind it.
    mutating func deleteWord() {
        change { input in
            while input.before.last == " " { input.before.removeLast() }
            while let last = input.before.last, last != " " { input.before.removeLast() }
        }
    }

    mutating func deleteToStart() {
        change { $0.before = "" }
    }

    /// Puts a text in place of the `count` clusters left of the cursor.
    mutating func replace(last count: Int, with text: String) {
        change { $0.before = String($0.before.dropLast(count)) + text }
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
