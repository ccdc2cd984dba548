// SPDX-License-Identifier: Apache-2.0

/// What a cell looks like apart from its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    package let rawValue: UInt8

    /// The set with these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier.
    package static let bold = Attributes(rawValue: 1)
    /// Fainter.
    package static let dim = Attributes(rawValue: 2)
    /// With a line below.
    package static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    package static let reverse = Attributes(rawValue: 8)
    /// Slanted.
    package static let italic = Attributes(rawValue: 16)
}

/// A cell's colours and attributes.
package struct Style: Hashable, Sendable {
    /// The colour of the character.
    package var foreground: Color
    /// The colour behind it.
    package var background: Color
    /// All but the colours.
    package var attributes: Attributes

    /// The terminal's own colours, no attributes.
    package static let plain = Style()

    /// A style; what is not named is the terminal's own.
    package init(foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
