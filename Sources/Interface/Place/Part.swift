// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// A part of the body: where it stands, what it is drawn from, and how.
struct Part {
    let rect: Rect
    /// What it is drawn from. Where this is what it was in the frame before, the cells are taken over from there; nil
    /// where drawing costs nothing worth keeping.
    let source: (any Equatable & Sendable)?
    let draw: (inout Canvas) -> Void

    init(_ rect: Rect, from source: (any Equatable & Sendable)? = nil, draw: @escaping (inout Canvas) -> Void) {
        self.rect = rect
        self.source = source
        self.draw = draw
    }

    /// Lines from the one at `scroll`; `more` names the key that shows those below, where there are some.
    static func lines(_ lines: [Line], in rect: Rect, scroll: Int = 0, more: String = "", _ theme: Theme) -> Part {
        Part(rect) { canvas in
            lines.draw(on: &canvas, in: rect, scroll: scroll, theme)
            lines.drawMore(on: &canvas, in: rect, scroll: scroll, key: more, theme)
        }
    }
}

/// A part that was drawn.
struct DrawnPart {
    let rect: Rect
    let source: any Equatable & Sendable

    /// Whether a part would come out the same.
    func shows(_ part: Part) -> Bool {
        guard rect == part.rect, let source = part.source else { return false }
        func isSame<Source: Equatable>(_ own: Source) -> Bool { source as? Source == own }
        return isSame(self.source)
    }
}

/// What stands in the prompt line.
struct Prompt: Equatable {
    /// A place in the text that cannot be read, and why.
    struct Mark: Equatable {
        let start: Int
        let end: Int
        let reason: String
    }

    /// The sign or words before the text.
    var lead = ""
    var leadRole = Role.hintKey
    /// The line that is typed; nil when nothing is.
    var input: TextInput?
    /// What stands there when nothing is typed.
    var text = ""
    /// The keys that answer, behind the text and never cut with it.
    var ways = ""
    var role = Role.text
    var mark: Mark?
    /// Whether an answer is waited for, so that nothing else may stand in the line.
    var isAsking = false
}
