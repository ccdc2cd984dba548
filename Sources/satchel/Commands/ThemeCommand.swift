// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interface

/// `theme`: which themes there are, and whether one is accepted.
enum ThemeCommand {
    static let check = CommandSpec(
        name: "theme check", summary: "Check a theme, or all of your own",
        arguments: [.init(name: "FILE", help: "a theme", isOptional: true, words: .files)],
        examples: [
            .init(
                "satchel theme check mine.json5",
                "names line, value and what is accepted, and text that is hard to read")
        ],
        printsData: true
    ) { session in
        try FileCheck(files: .themes, shipped: Theme.names) { bytes, path in
            let (declaration, problems) = ThemeFile.parse(bytes, file: path)
            let faint = declaration.map { Theme($0).faint() } ?? []
            return problems
                + faint.map { FileProblem(file: path, .faint(role: $0.role.name, hundredths: $0.hundredths)) }
        }.run(session)
    }

    static let list = CommandSpec(
        name: "theme list", summary: "List the themes",
        examples: [.init("satchel --theme paper", "opens the screen in one")],
        printsData: true
    ) { session in
        let used = session.configuration[.theme] ?? ConfigurationKey.theme.standard
        let own = OwnFiles.themes.names.filter { !Theme.names.contains($0) }
        let rows = Theme.names.map { ($0, nil) } + own.map { ($0, OwnFiles.themes.path(of: $0)) as (String, String?) }
        if session.wantsJSON {
            let objects = rows.map { name, file in
                JSONValue.pairs([("name", .string(name)), ("file", .text(file)), ("used", .boolean(name == used))])
            }
            try JSONLines.writeArray(objects, to: session.output)
            return .done
        }
        let table = Table([.init(title: "Theme"), .init(title: "From"), .init(title: "")], to: session.output)
        for (name, file) in rows {
            try table.add([name, file ?? "comes with the program", name == used ? "in use" : ""])
        }
        try table.finish()
        return .done
    }
}
