// SPDX-License-Identifier: Apache-2.0
import Interface
import Terminal
import Testing

/// The themes of the folder as Swift, so that the program starts without reading any.
enum ThemeSource {
    static func text() throws -> String {
        let names = names()
        var lines = [
            "// SPDX-License-Identifier: Apache-2.0", "internal import Terminal", "",
            "/// The themes of the folder of themes; `make docs` writes this file anew.",
            "extension ThemeDeclaration {",
        ]
        for name in names { lines += declaration(try declared(name)) + [""] }
        lines += [
            "    /// The themes that are always there, the usual one first.",
            "    package static let builtIn = [\(names.map(variable).joined(separator: ", "))]", "}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func names() -> [String] {
        let usual = "dusk"
        let names = Repository.paths.filter { $0.hasPrefix("themes/") && $0.hasSuffix(".json5") }
            .map { String($0.dropFirst("themes/".count).dropLast(".json5".count)) }
        return [usual] + names.filter { $0 != usual }
    }

    /// What a file declares; one that it inherits is read from its file too, as what is built in may be older.
    private static func declared(_ name: String) throws -> ThemeDeclaration {
        let path = "themes/\(name).json5"
        let (declaration, problems) = ThemeFile.parse(Array(Repository.content(path).utf8), file: path) {
            try? declared($0)
        }
        #expect(problems == [])
        return try #require(declaration)
    }

    private static func variable(_ name: String) -> String {
        let words = name.split(separator: "-")
        return words.dropFirst().reduce(words.first.map(String.init) ?? "") { $0 + $1.capitalized }
    }

    private static func declaration(_ theme: ThemeDeclaration) -> [String] {
        var lines = ["    static let \(variable(theme.name)) = ThemeDeclaration("]
        let glyphs = theme.glyphs.map { $0.isASCII ? ", glyphs: .ascii" : ", glyphs: .unicode" } ?? ""
        lines.append("        name: \"\(theme.name)\"\(glyphs),")
        if !theme.palette.isEmpty {
            lines.append("        palette: [")
            for (name, color) in theme.palette.sorted(by: { $0.key < $1.key }) {
                lines.append("            \"\(name)\": \(self.color(color)),")
            }
            lines.append("        ],")
        }
        lines.append("        roles: [")
        for role in Role.allCases {
            if let look = theme.roles[role] { lines.append("            .\(role): \(self.look(look)),") }
        }
        return lines + ["        ])"]
    }

    private static func color(_ color: Color) -> String {
        guard let near = color.indexes else { return ".terminal" }
        func hexadecimal(_ shift: Int32) -> String {
            let digits = String(color.rgb >> shift & 255, radix: 16, uppercase: true)
            return "0x" + String(repeating: "0", count: 2 - digits.count) + digits
        }
        return "Color(red: \(hexadecimal(16)), green: \(hexadecimal(8)), blue: \(hexadecimal(0)), "
            + "indexed256: \(near.of256), sixteen: \(near.of16), eight: \(near.of8))"
    }

    private static func look(_ look: RoleLook) -> String {
        let names: [(Attributes, String)] = [
            (.bold, ".bold"), (.dim, ".dim"), (.underline, ".underline"), (.reverse, ".reverse"), (.italic, ".italic"),
        ]
        var parts: [String] = []
        if let name = look.foreground { parts.append("\"\(name)\"") }
        if let name = look.background { parts.append("on: \"\(name)\"") }
        if let attributes = look.attributes {
            if parts.isEmpty { parts.append("nil") }
            parts.append("[\(names.filter { attributes.contains($0.0) }.map(\.1).joined(separator: ", "))]")
        }
        let poorer = look.fallbacks.sorted { $0.key < $1.key }.map { ".\($0.key): \(self.look($0.value))" }
        if !poorer.isEmpty { parts.append("fallbacks: [\(poorer.joined(separator: ", "))]") }
        return "RoleLook(\(parts.joined(separator: ", ")))"
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
