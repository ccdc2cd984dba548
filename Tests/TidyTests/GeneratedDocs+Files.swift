// SPDX-License-Identifier: Apache-2.0
import Interface
import Testing

extension GeneratedDocs {
    @Test func `the built-in themes are those of the folder of themes`() throws {
        try check("Sources/Interface/Theme/ThemeDeclaration+BuiltIn.swift", try ThemeSource.text())
    }

    @Test func `the default key map is made from the table of commands and means the same`() throws {
        let path = "keymaps/default.json5"
        try check(path, KeyMapSource.defaultMap(.program))
        let (map, problems) = KeyMap.parse(Array(Repository.content(path).utf8), file: path) { .missing(path: $0) }
        #expect(problems == [])
        for section in KeyTables.program.sections {
            #expect(map?[section.name].all == KeyMap(.program)[section.name].all, "\(section.name)")
        }
    }

    @Test func `the shipped key maps are those of the folder of key maps`() throws {
        try check("Sources/Interface/KeyMap/KeyMap+Shipped.swift", KeyMapSource.shipped())
    }
}

/// Key maps as text: the default one as JSON5, those written by hand as Swift.
enum KeyMapSource {
    static func defaultMap(_ table: KeyTables) -> String {
        var lines = [
            "// Made from the table of commands. Copy what is to differ into a map of your own; null unbinds.", "{",
            "  inherits: null,",
        ]
        for section in table.sections {
            let keys = section.rows.flatMap { row in row.keys.map { ($0, row.id) } }
            if keys.isEmpty { continue }
            lines += ["  // \(section.title)", "  \(section.name): {"]
            lines += keys.map { "    \(quoted($0)): \"\($1)\"," } + ["  },"]
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    static func shipped() -> String {
        let paths = Repository.paths.filter { path in
            path.hasPrefix("keymaps/") && path.hasSuffix(".json5") && path != "keymaps/default.json5"
        }
        var lines = [
            "// SPDX-License-Identifier: Apache-2.0", "", "extension KeyMap {",
            "    /// The maps written by hand, from the folder of key maps; `make docs` writes this file anew.",
            "    static let shipped: [(name: String, text: String)] = [",
        ]
        for path in paths {
            let name = path.dropFirst("keymaps/".count).dropLast(".json5".count)
            lines += ["        (", "            \"\(name)\",", "            \"\"\""]
            for line in Repository.content(path).split(separator: "\n", omittingEmptySubsequences: false) {
                lines.append(line.isEmpty ? "" : "            " + line.replacing("\\", with: "\\\\"))
            }
            lines += ["            \"\"\"", "        ),"]
        }
        return (lines + ["    ]", "}"]).joined(separator: "\n") + "\n"
    }

    private static func quoted(_ keys: String) -> String {
        "\"" + keys.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
