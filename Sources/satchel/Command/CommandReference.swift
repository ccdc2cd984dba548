/// The command reference of the documentation, as Markdown.
enum CommandReference {
    static var markdown: String {
        var lines = [
            "# Commands", "",
            "Made from the table of commands; `satchel COMMAND --help` shows the same.", "",
            "## Options of every command", "", "| option | meaning |", "|---|---|",
        ]
        lines += GlobalOptions.all.map { "| `\($0.usage)` | \(escaped($0.help)) |" }
        lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|"]
        lines += ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
        for group in CommandTable.groups {
            lines += ["", "## \(group.title.prefix(1).uppercased())\(group.title.dropFirst())"]
            for spec in group.commands { lines += section(spec) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ spec: CommandSpec) -> [String] {
        var lines = ["", "### satchel \(spec.name)", "", "\(spec.summary).", "", "    \(spec.usage)"]
        let rows =
            spec.arguments.map { ($0.usage, $0.help + HelpText.accepted($0.words)) }
            + spec.options.map { ($0.usage, $0.help + HelpText.accepted($0.words)) }
        if !rows.isEmpty {
            lines += ["", "| | |", "|---|---|"] + rows.map { "| `\($0.0)` | \(escaped($0.1)) |" }
        }
        if !spec.notes.isEmpty { lines += ["", "```text"] + spec.notes + ["```"] }
        if !spec.examples.isEmpty { lines.append("") }
        for example in spec.examples { lines.append("- `\(example.line)`: \(example.purpose)") }
        let exits = spec.allExits.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: ", ")
        lines += ["", "Exit codes: \(exits)." + (spec.printsData ? " Prints JSON with `--json`." : "")]
        return lines
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
