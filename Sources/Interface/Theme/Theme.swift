// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// What every role looks like.
package struct Theme: Equatable, Sendable {
    /// Its name on the command line and in its file.
    package let name: String
    /// The signs it draws with.
    package let glyphs: Glyphs
    /// One style for each role, in the order of `Role.allCases`.
    private let styles: [Style]
    /// The styles for depths where some role has a look of its own.
    private let poorer: [ColorDepth: [Style]]

    private init(name: String, glyphs: Glyphs, styles: [Style], poorer: [ColorDepth: [Style]]) {
        self.name = name
        self.glyphs = glyphs
        self.styles = styles
        self.poorer = poorer
    }

    /// The theme of a declaration.
    package init(_ declaration: ThemeDeclaration) {
        let text = declaration.roles[.text] ?? RoleLook()
        func styles(_ depth: ColorDepth) -> [Style] {
            let plain = text.at(depth).style(declaration.palette, over: .plain)
            return Role.allCases.map { role in
                role == .text
                    ? plain : declaration.roles[role]?.at(depth).style(declaration.palette, over: plain) ?? plain
            }
        }
        let depths = Set(declaration.roles.values.flatMap(\.fallbacks.keys))
        self.init(
            name: declaration.name, glyphs: declaration.glyphs ?? .unicode, styles: styles(.direct),
            poorer: Dictionary(uniqueKeysWithValues: depths.map { ($0, styles($0)) }))
    }

    /// What a role looks like.
    package subscript(role: Role) -> Style { styles[role.rawValue] }

    /// What a role looks like on the ground of an overlay.
    package func over(_ role: Role) -> Style {
        var style = self[role]
        style.background = self[.overlay].background
        return style
    }

    /// The theme as a terminal of some colours shows it best.
    package func fitted(to depth: ColorDepth) -> Theme {
        poorer[depth].map { Theme(name: name, glyphs: glyphs, styles: $0, poorer: [:]) } ?? self
    }

    /// The theme drawn with ASCII signs only.
    package var inASCII: Theme { with(Glyphs(isASCII: true, isLinear: glyphs.isLinear)) }

    /// The theme for a screen that is heard line by line.
    var linear: Theme { with(Glyphs(isASCII: glyphs.isASCII, isLinear: true)) }

    private func with(_ glyphs: Glyphs) -> Theme { Theme(name: name, glyphs: glyphs, styles: styles, poorer: poorer) }

    /// Dark and warm, the one used when none is named.
    package static let dusk = Theme(.dusk)
    /// The terminal's own colours.
    package static let mono = Theme(.mono)
    /// The terminal's own colours and ASCII signs.
    package static let ascii = Theme(.ascii)

    /// The names of the themes that are always there.
    package static let names = ThemeDeclaration.builtIn.map(\.name)

    /// The built-in theme of a name.
    package static func named(_ name: String) -> Theme? {
        // The usual one, without making the others.
        name == ThemeDeclaration.dusk.name ? dusk : ThemeDeclaration.named(name).map { Theme($0) }
    }
}
