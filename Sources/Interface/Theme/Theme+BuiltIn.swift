// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension Theme {
    /// The few colours a theme is made of.
    private struct Tones {
        let ground: Color
        let ink: Color
        let dim: Color
        let raised: Color
        let accent: Color
        let blue: Color
        let magenta: Color
        let red: Color
        let green: Color
        let amber: Color
        let grey: Color
    }

    private static func color(_ rgb: UInt32) -> Color {
        Color(red: UInt8(rgb >> 16 & 255), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255))
    }

    private static func coloured(_ name: String, _ tones: Tones) -> Theme {
        let text = Style(foreground: tones.ink, background: tones.ground)
        let roles: [Role: RoleStyle] = [
            .textDim: .init(tones.dim), .textHead: .init(nil, .bold), .accent: .init(tones.accent, .bold),
            .listSelected: .init(tones.accent, .bold), .listMarked: .init(tones.accent),
            .fieldEdit: .init(nil, .underline), .fieldChanged: .init(tones.accent),
            .overlay: .init(nil, on: tones.raised), .match: .init(nil, .bold), .hintKey: .init(nil, .bold),
            .hintWord: .init(tones.dim), .rule: .init(tones.dim), .badgeReadonly: .init(nil, .reverse),
            .statusPending: .init(tones.blue), .statusConflict: .init(tones.magenta, .bold),
            .statusRejected: .init(tones.red, .bold), .statusDraft: .init(tones.dim),
            .statusDeleted: .init(tones.dim), .severityOk: .init(tones.green), .severityInfo: .init(nil),
            .severityWarning: .init(tones.amber), .severityError: .init(tones.red, .bold),
            .stockLow: .init(tones.amber), .diffOld: .init(tones.dim), .diffNew: .init(nil, .bold),
            .moneyTotal: .init(nil, .bold), .chart1: .init(tones.accent), .chart2: .init(tones.blue),
            .chart3: .init(tones.green), .chart4: .init(tones.grey),
            .qrDark: .init(color(0x000000), on: color(0xFFFFFF)), .qrLight: .init(color(0xFFFFFF), on: color(0x000000)),
            .denied: .init(tones.red, .bold),
        ]
        return Theme(name: name, text: text, roles: roles)
    }

    /// Dark and warm, the one used when none is named.
    package static let dusk = coloured(
        "dusk",
        Tones(
            ground: color(0x1C1B19), ink: color(0xE6E1D6), dim: color(0x9C968A), raised: color(0x2B2926),
            accent: color(0xE5A84B), blue: color(0x7FB0E8), magenta: color(0xD78BD0), red: color(0xF0766A),
            green: color(0x9BC26A), amber: color(0xE5A84B), grey: color(0x9C968A)))

    /// Light, like paper.
    package static let paper = coloured(
        "paper",
        Tones(
            ground: color(0xFAF7F0), ink: color(0x2B2926), dim: color(0x68635A), raised: color(0xEFEADF),
            accent: color(0x1F4E9E), blue: color(0x1F4E9E), magenta: color(0x7A3E9D), red: color(0xB3261E),
            green: color(0x2F6B2A), amber: color(0x7A5200), grey: color(0x68635A)))

    /// White on black, nothing faint.
    package static let highContrast = coloured(
        "high-contrast",
        Tones(
            ground: color(0x000000), ink: color(0xFFFFFF), dim: color(0xD0D0D0), raised: color(0x303030),
            accent: color(0xFFD700), blue: color(0x87D7FF), magenta: color(0xFF87FF), red: color(0xFF8787),
            green: color(0x87FF87), amber: color(0xFFD700), grey: color(0xD0D0D0)))

    private static let plainRoles: [Role: RoleStyle] = [
        .textHead: .init(nil, .bold), .accent: .init(nil, .bold), .listSelected: .init(nil, .bold),
        .fieldEdit: .init(nil, .underline), .match: .init(nil, .bold), .hintKey: .init(nil, .bold),
        .badgeReadonly: .init(nil, .reverse), .statusConflict: .init(nil, .bold), .statusRejected: .init(nil, .bold),
        .severityError: .init(nil, .bold), .diffOld: .init(nil, .dim), .diffNew: .init(nil, .bold),
        .moneyTotal: .init(nil, .bold), .qrDark: .init(nil, .reverse), .denied: .init(nil, .bold),
    ]

    /// The terminal's own colours.
    package static let mono = Theme(name: "mono", roles: plainRoles)

    /// The terminal's own colours and ASCII signs.
    package static let ascii = Theme(name: "ascii", glyphs: .ascii, roles: plainRoles)
}

extension RoleStyle {
    fileprivate init(_ foreground: Color?, _ attributes: Attributes) {
        self.init(foreground, on: nil, attributes)
    }
}
