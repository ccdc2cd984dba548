// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// A theme as its file declares it: a palette, and roles that name its colours.
package struct ThemeDeclaration: Equatable, Sendable {
    /// Its name on the command line and in its file.
    package let name: String
    /// The signs it draws with; nil means the usual ones, or those of the theme it inherits.
    package let glyphs: Glyphs?
    package let palette: [String: Color]
    package let roles: [Role: RoleLook]

    /// A declaration.
    package init(
        name: String, glyphs: Glyphs? = nil, palette: [String: Color] = [:], roles: [Role: RoleLook] = [:]
    ) {
        self.name = name
        self.glyphs = glyphs
        self.palette = palette
        self.roles = roles
    }

    /// The declaration with what it leaves out taken from another one.
    func over(_ base: ThemeDeclaration) -> ThemeDeclaration {
        ThemeDeclaration(
            name: name, glyphs: glyphs ?? base.glyphs, palette: base.palette.merging(palette) { $1 },
            roles: base.roles.merging(roles) { $1 })
    }

    /// The built-in one of a name.
    package static func named(_ name: String) -> ThemeDeclaration? { builtIn.first { $0.name == name } }
}

/// What a role looks like: names of colours and attributes; what is left out is that of plain text.
package struct RoleLook: Equatable, Sendable {
    /// A colour of the palette, or "terminal" for the terminal's own.
    package let foreground: String?
    package let background: String?
    package let attributes: Attributes?
    /// What it looks like where there are fewer colours, if their nearest are not right; what is left out stays.
    package let fallbacks: [ColorDepth: RoleLook]

    /// A look.
    package init(
        _ foreground: String? = nil, on background: String? = nil, _ attributes: Attributes? = nil,
        fallbacks: [ColorDepth: RoleLook] = [:]
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.fallbacks = fallbacks
    }

    /// The look at a depth.
    func at(_ depth: ColorDepth) -> RoleLook {
        guard let poorer = fallbacks[depth] else { return self }
        return RoleLook(
            poorer.foreground ?? foreground, on: poorer.background ?? background, poorer.attributes ?? attributes)
    }

    /// The style with the colours of a palette, over that of plain text.
    func style(_ palette: [String: Color], over text: Style) -> Style {
        func color(_ name: String?) -> Color? { name.flatMap { $0 == Self.terminal ? .terminal : palette[$0] } }
        return Style(
            foreground: color(foreground) ?? text.foreground, background: color(background) ?? text.background,
            attributes: attributes ?? [])
    }

    /// The colour that every palette has.
    static let terminal = "terminal"
}
