// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// All messages, newest first.
struct MessagesPlace: Page {
    var line = TextInput()
    var scroll = 0

    /// Copies the messages that are shown, newest first, with when and how grave.
    mutating func copy(_ scope: inout Scope) {
        let found = found(scope.situation)
        if found.isEmpty { return scope.say(.info, "There is no message to copy.") }
        let clock = scope.situation.clock
        let text = found.map { $0.row(clock) }.joined(separator: "\n")
        scope.act(.copy(what: words(found.count), text: text))
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: "Messages") }

    func position(_ situation: Situation) -> String { words(found(situation).count) }

    private func words(_ count: Int) -> String { "\(count) \(count == 1 ? "message" : "messages")" }

    private func found(_ situation: Situation) -> [Toast] {
        situation.log.reversed().filter { matches(([$0.text] + $0.lines).joined(separator: " ")) }
    }

    func lines(_ situation: Situation, _ glyphs: Glyphs) -> [Line] {
        let found = found(situation)
        if found.isEmpty {
            return [Line(situation.log.isEmpty ? "No messages yet." : "No such message.", .textDim, x: 3)]
        }
        let isNarrow = situation.layout.isNarrow
        let x = isNarrow ? 5 : 20
        let columns = max(10, situation.size.columns - x - 1)
        return found.flatMap { toast -> [Line] in
            let time = isNarrow ? Line() : Line(situation.clock.words(toast.at), .textDim, x: 3)
            let lines = ([toast.text] + toast.lines).flatMap { Wrap.lines($0, columns: columns) }
            return lines.enumerated().map { index, text in
                guard index == 0 else { return Line(text, .textDim, x: x) }
                return time.adding(toast.severity.glyph, toast.severity.role, x: x - 2).adding(text, x: x)
            }
        }
    }
}
