// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// What every role looks like.
package struct Theme: Equatable, Sendable {
    /// Its name on the command line and in its file.
    package let name: String
    /// The signs it draws with.
    package let glyphs: Glyphs
    private var styles: [Style]

    /// A theme with one style for each role, in the order of `Role.allCases`.
    init(name: String, glyphs: Glyphs, styles: [Style]) {
        precondition(styles.count == Role.allCases.count, "a theme styles every role")
        self.name = name
        self.glyphs = glyphs
        self.styles = styles
    }

    /// What a role looks like.
    package subscript(role: Role) -> Style { styles[role.rawValue] }

    /// What a role looks like on the ground of an overlay.
    func over(_ role: Role) -> Style {
        var style = self[role]
        style.background = self[.overlay].background
        return style
    }

    /// The theme drawn with ASCII signs only.
    package var inASCII: Theme { Theme(name: name, glyphs: .ascii, styles: styles) }

    /// The themes that are always there.
    package static let builtIn: [Theme] = [.dusk, .paper, .highContrast, .mono, .ascii]

    /// The built-in theme of a name.
    package static func named(_ name: String) -> Theme? {
        // The usual one, without making the others.
        name == dusk.name ? dusk : builtIn.first { $0.name == name }
    }
}

/// A role's style as it is declared: what is left out is that of plain text.
struct RoleStyle: Equatable {
    var foreground: Color?
    var background: Color?
    var attributes: Attributes = []

    init(_ foreground: Color? = nil, on background: Color? = nil, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    func style(over text: Style) -> Style {
        Style(
            foreground: foreground ?? text.foreground, background: background ?? text.background,
            attributes: attributes)
    }
}

extension Theme {
    /// A theme from the styles of its roles; those that are not named look like plain text.
    init(name: String, glyphs: Glyphs = .unicode, text: Style = .plain, roles: [Role: RoleStyle]) {
        self.init(
            name: name, glyphs: glyphs,
            styles: Role.allCases.map { $0 == .text ? text : roles[$0]?.style(over: text) ?? text })
    }
}
