// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
internal import Terminal

/// Why the text of a theme file is no theme.
package struct ThemeError: Error, Equatable, Sendable {
    /// Where in the file, like "roles.text.dim.fg"; empty for the file as a whole.
    package let place: String
    /// What is wrong there.
    package let reason: String

    /// An error at a place.
    package init(place: String, reason: String) {
        self.place = place
        self.reason = reason
    }
}

/// A theme as a JSON5 text: palette, and roles that name its colours. What is not known is refused.
package struct ThemeFile {
    private let name: String
    private let inherits: String?
    private let glyphs: String?
    private let palette: [String: PaletteEntry]
    private let roles: [String: RoleEntry]

    /// The most bytes of a theme file.
    package static let bytesMax = 65_536

    /// The theme of a text; it may inherit from a built-in one.
    package static func parse(_ text: String) throws(ThemeError) -> Theme {
        guard text.utf8.count <= bytesMax else {
            throw ThemeError(place: "", reason: "is longer than \(bytesMax) bytes")
        }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            return try decoder.decode(ThemeFile.self, from: Data(text.utf8)).theme()
        } catch let error as ThemeError {
            throw error
        } catch let error as DecodingError {
            throw ThemeError(error)
        } catch {
            throw ThemeError(place: "", reason: "cannot be read")
        }
    }

    private func theme() throws(ThemeError) -> Theme {
        var base: Theme?
        if let inherits {
            guard let known = Theme.named(inherits) else {
                throw ThemeError(place: "inherits", reason: "“\(inherits)” is no built-in theme")
            }
            base = known
        }
        for role in roles.keys where Role(name: role) == nil {
            throw ThemeError(place: "roles.\(role)", reason: "is no role")
        }
        var colors: [String: Color] = [:]
        for (name, entry) in palette { colors[name] = try entry.color(at: "palette.\(name)") }
        let text = try style(.text, colors, over: base?[.text] ?? .plain, base: base)
        let styles = try Role.allCases.map { role throws(ThemeError) in
            try style(role, colors, over: text, base: base)
        }
        return Theme(name: name, glyphs: try signs(base), styles: styles)
    }

    private func signs(_ base: Theme?) throws(ThemeError) -> Glyphs {
        switch glyphs {
        case nil: base?.glyphs ?? .unicode
        case "unicode": .unicode
        case "ascii": .ascii
        case .some(let other): throw ThemeError(place: "glyphs", reason: "“\(other)” is neither unicode nor ascii")
        }
    }

    private func style(_ role: Role, _ colors: [String: Color], over text: Style, base: Theme?)
        throws(ThemeError) -> Style
    {
        guard let entry = roles[role.name] else { return base?[role] ?? text }
        func color(_ name: String?, _ part: String) throws(ThemeError) -> Color? {
            guard let name else { return nil }
            if name == "terminal" { return .terminal }
            guard let color = colors[name] else {
                throw ThemeError(place: "roles.\(role.name).\(part)", reason: "“\(name)” is no colour of the palette")
            }
            return color
        }
        let declared = RoleStyle(
            try color(entry.foreground, "fg"), on: try color(entry.background, "bg"), try entry.set(role.name))
        return declared.style(over: text)
    }
}

/// Any key of an object, to find those that are not known.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// The object here, refused when it has a key that is not among `names`.
    fileprivate func object(of names: String...) throws -> KeyedDecodingContainer<AnyKey> {
        let object = try container(keyedBy: AnyKey.self)
        for key in object.allKeys where !names.contains(key.stringValue) {
            let place = (codingPath + [key]).map(\.stringValue).joined(separator: ".")
            throw ThemeError(place: place, reason: "is not known here")
        }
        return object
    }
}

extension ThemeFile: Decodable {
    package init(from decoder: any Decoder) throws {
        let object = try decoder.object(of: "name", "inherits", "glyphs", "palette", "roles")
        name = try object.decode(String.self, forKey: AnyKey("name"))
        inherits = try object.decodeIfPresent(String.self, forKey: AnyKey("inherits"))
        glyphs = try object.decodeIfPresent(String.self, forKey: AnyKey("glyphs"))
        palette = try object.decodeIfPresent([String: PaletteEntry].self, forKey: AnyKey("palette")) ?? [:]
        roles = try object.decodeIfPresent([String: RoleEntry].self, forKey: AnyKey("roles")) ?? [:]
    }
}

/// A colour: "#RRGGBB", or with the index to use on poorer terminals.
private struct PaletteEntry: Decodable {
    let rgb: String
    let near256: UInt8?
    let near16: UInt8?
    let near8: UInt8?

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            (rgb, near256, near16, near8) = (text, nil, nil, nil)
            return
        }
        let object = try decoder.object(of: "rgb", "256", "16", "8")
        rgb = try object.decode(String.self, forKey: AnyKey("rgb"))
        near256 = try object.decodeIfPresent(UInt8.self, forKey: AnyKey("256"))
        near16 = try object.decodeIfPresent(UInt8.self, forKey: AnyKey("16"))
        near8 = try object.decodeIfPresent(UInt8.self, forKey: AnyKey("8"))
    }

    func color(at place: String) throws(ThemeError) -> Color {
        guard rgb.utf8.count == 7, rgb.hasPrefix("#"), let value = UInt32(rgb.dropFirst(), radix: 16),
            rgb.dropFirst().allSatisfy(\.isHexDigit)
        else { throw ThemeError(place: place, reason: "“\(rgb)” is no colour like #E5A84B") }
        return Color(
            red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255),
            indexed256: near256, sixteen: near16, eight: near8)
    }
}

/// A role: names of colours and attributes.
private struct RoleEntry: Decodable {
    let foreground: String?
    let background: String?
    let attributes: [String]

    private static let known: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]

    init(from decoder: any Decoder) throws {
        let object = try decoder.object(of: "fg", "bg", "attributes")
        foreground = try object.decodeIfPresent(String.self, forKey: AnyKey("fg"))
        background = try object.decodeIfPresent(String.self, forKey: AnyKey("bg"))
        attributes = try object.decodeIfPresent([String].self, forKey: AnyKey("attributes")) ?? []
    }

    func set(_ role: String) throws(ThemeError) -> Attributes {
        var set: Attributes = []
        for name in attributes {
            guard let attribute = RoleEntry.known[name] else {
                throw ThemeError(place: "roles.\(role).attributes", reason: "“\(name)” is no attribute")
            }
            set.insert(attribute)
        }
        return set
    }
}

extension ThemeError {
    fileprivate init(_ error: DecodingError) {
        func place(_ at: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            (at.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let at): self.init(place: place(at, key), reason: "is missing")
        case .typeMismatch(_, let at), .valueNotFound(_, let at):
            self.init(place: place(at), reason: "is of the wrong kind")
        case .dataCorrupted(let at): self.init(place: place(at), reason: "is no JSON5")
        @unknown default: self.init(place: "", reason: "cannot be read")
        }
    }
}
