// SPDX-License-Identifier: Apache-2.0

/// How the screen is drawn and handled on a terminal, beside its colours.
package struct Manner: Equatable, Sendable {
    /// Whether only ASCII is drawn of what is the program's own.
    package var isASCII = false
    /// Whether characters of ambiguous width take two cells.
    package var ambiguousIsWide = false
    /// Whether a screen reader follows: the terminal's cursor stands on the row instead of a sign, nothing is ruled
    /// off, and nothing stands beside anything.
    package var isAccessible = false
    /// Whether clicks and the wheel are taken.
    package var hasMouse = false
    /// Whether the way to the terminal takes so long that what follows the cursor waits longer.
    package var isSlow = false

    /// A usual terminal.
    package init() {}
}
