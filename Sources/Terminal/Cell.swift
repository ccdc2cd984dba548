// SPDX-License-Identifier: Apache-2.0

/// One cell of a canvas.
package struct Cell: Hashable, Sendable {
    /// The cluster it shows, or `continuation`.
    package var character: Character
    /// What it looks like.
    package var style: Style

    /// A cell showing `character`.
    package init(_ character: Character, style: Style = .plain) {
        self.character = character
        self.style = style
    }

    /// What stands in the second cell of a wide character; it never comes from text.
    package static let continuation: Character = "\u{0}"

    /// Whether it is the second half of a wide character.
    package var isContinuation: Bool { character == Cell.continuation }
}
