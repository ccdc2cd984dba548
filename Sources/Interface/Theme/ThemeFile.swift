// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// A theme as a JSON5 text: palette, and roles that name its colours. What is not known is refused, every mistake at
/// once.
package struct ThemeFile {
    private var reading: FileReading
    private let inheriting: (String) -> ThemeDeclaration?

    /// The declaration in a file's bytes, whole; nil when something in it is wrong. `inheriting` knows the themes it
    /// may inherit.
    package static func parse(
        _ bytes: [UInt8], file: String, inheriting: (String) -> ThemeDeclaration? = ThemeDeclaration.named
    ) -> (declaration: ThemeDeclaration?, problems: [FileProblem]) {
        withoutActuallyEscaping(inheriting) { inheriting in
            var themeFile = ThemeFile(reading: FileReading(file: file), inheriting: inheriting)
            guard let root = themeFile.reading.document(bytes) else { return (nil, themeFile.reading.problems) }
            let declaration = themeFile.declaration(root)
            return (themeFile.reading.isSound ? declaration : nil, FileProblem.inOrder(themeFile.reading.problems))
        }
    }

    private static let keys = ["name", "inherits", "glyphs", "palette", "roles"]

    private mutating func declaration(_ root: JSON5Node) -> ThemeDeclaration {
        var values: [String: JSON5Node] = [:]
        for member in reading.members(root, "", among: Self.keys) { values[member.key] = member.value }
        if values["name"] == nil { reading.add(.missing(expected: "name: 'mine'"), at: root.place, "name") }
        let name = values["name"].flatMap { reading.text($0, "name") } ?? ""
        let base = values["inherits"].flatMap { inherited($0) }
        let glyphs = values["glyphs"].flatMap {
            reading.word($0, "glyphs", "set of signs", among: Glyphs.sets.map(\.name))
        }
        let colors = values["palette"].map { palette($0) } ?? [:]
        // A colour that is wrong is told once, not again where it is used.
        let known = (base?.palette.keys.map { $0 } ?? []) + (values["palette"]?.keys ?? [])
        let names = Set(known).subtracting([RoleLook.terminal]).sorted() + [RoleLook.terminal]
        let looks = values["roles"].map { roles($0, names) } ?? [:]
        let own = ThemeDeclaration(
            name: name, glyphs: Glyphs.sets.first { $0.name == glyphs }?.glyphs, palette: colors, roles: looks)
        return base.map(own.over) ?? own
    }

    private mutating func inherited(_ node: JSON5Node) -> ThemeDeclaration? {
        guard let name = reading.text(node, "inherits") else { return nil }
        if let base = inheriting(name) { return base }
        reading.add(.notAmong(name, noun: "built-in theme", known: Theme.names), at: node.place, "inherits")
        return nil
    }

    // MARK: Colours

    private static let depths: [(key: String, depth: ColorDepth, indexMax: Int64)] = [
        ("256", .indexed256, 255), ("16", .sixteen, 15), ("8", .eight, 7),
    ]

    private mutating func palette(_ node: JSON5Node) -> [String: Color] {
        var colors: [String: Color] = [:]
        for member in reading.members(node, "palette", "an object of colours, like ink: '#E6E1D6'") {
            if member.key == RoleLook.terminal {
                reading.add(
                    .notAccepted(member.key, expected: "another name; it is the terminal's own colour"),
                    at: member.place, "palette")
            }
            colors[member.key] = color(member.value, "palette.\(member.key)")
        }
        return colors
    }

    private mutating func color(_ node: JSON5Node, _ subject: String) -> Color? {
        if case .object = node.content { return color(inParts: node, subject) }
        return rgb(node, subject).map { Color(red: $0.red, green: $0.green, blue: $0.blue) }
    }

    /// A colour with its index on poorer terminals.
    private mutating func color(inParts node: JSON5Node, _ subject: String) -> Color? {
        let members = reading.members(node, subject, among: ["rgb"] + Self.depths.map(\.key))
        guard let value = members.first(where: { $0.key == "rgb" })?.value else {
            reading.add(.missing(expected: "a colour like #E5A84B"), at: node.place, "\(subject).rgb")
            return nil
        }
        var near: [ColorDepth: UInt8] = [:]
        for member in members {
            guard let (key, depth, most) = Self.depths.first(where: { $0.key == member.key }) else { continue }
            near[depth] = reading.integer(member.value, "\(subject).\(key)", 0...most).map { UInt8($0) }
        }
        return rgb(value, "\(subject).rgb").map {
            Color(
                red: $0.red, green: $0.green, blue: $0.blue, indexed256: near[.indexed256], sixteen: near[.sixteen],
                eight: near[.eight])
        }
    }

    private mutating func rgb(_ node: JSON5Node, _ subject: String) -> (red: UInt8, green: UInt8, blue: UInt8)? {
        guard let text = reading.text(node, subject) else { return nil }
        let digits = text.utf8.dropFirst()
        let isHexadecimal = digits.count == 6 && digits.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
        guard text.hasPrefix("#"), isHexadecimal, let value = UInt32(text.dropFirst(), radix: 16) else {
            reading.add(.notAccepted(text, expected: "a colour like #E5A84B"), at: node.place, subject)
            return nil
        }
        return (UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    }

    // MARK: Roles

    private static let lookKeys = ["fg", "bg", "attributes"]
    private static let attributes: [(name: String, set: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
    ]

    private mutating func roles(_ node: JSON5Node, _ colors: [String]) -> [Role: RoleLook] {
        var roles: [Role: RoleLook] = [:]
        for member in reading.members(node, "roles", "an object of roles, like 'text.dim': { fg: 'dim' }") {
            guard let role = Role(name: member.key) else {
                reading.add(
                    .notAmong(member.key, noun: "role", known: Role.allCases.map(\.name)), at: member.place, "roles")
                continue
            }
            roles[role] = look(member.value, "roles.\(member.key)", colors, isWhole: true)
        }
        return roles
    }

    /// What a role looks like; a whole one may have others for terminals with fewer colours.
    private mutating func look(
        _ node: JSON5Node, _ subject: String, _ colors: [String], isWhole: Bool
    ) -> RoleLook {
        let depths = Self.depths.map { ($0.key, $0.depth) } + [("mono", ColorDepth.mono)]
        var foreground: String?
        var background: String?
        var attributes: Attributes?
        var fallbacks: [ColorDepth: RoleLook] = [:]
        for member in reading.members(node, subject, among: Self.lookKeys + (isWhole ? depths.map(\.0) : [])) {
            let subject = "\(subject).\(member.key)"
            switch member.key {
            case "fg": foreground = reading.word(member.value, subject, "colour of the palette", among: colors)
            case "bg": background = reading.word(member.value, subject, "colour of the palette", among: colors)
            case "attributes": attributes = set(member.value, subject)
            default:
                guard let depth = depths.first(where: { $0.0 == member.key })?.1 else { continue }
                fallbacks[depth] = look(member.value, subject, colors, isWhole: false)
            }
        }
        return RoleLook(foreground, on: background, attributes, fallbacks: fallbacks)
    }

    private mutating func set(_ node: JSON5Node, _ subject: String) -> Attributes {
        var set: Attributes = []
        for element in reading.elements(node, subject, "a list like ['bold', 'underline']") {
            let name = reading.word(element, subject, "attribute", among: Self.attributes.map(\.name))
            if let attribute = Self.attributes.first(where: { $0.name == name }) { set.insert(attribute.set) }
        }
        return set
    }
}
