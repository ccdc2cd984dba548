/// The help of the program and of each command, as text.
enum HelpText {
    /// What `satchel --help` prints.
    static func program(_ commands: [CommandSpec] = CommandTable.all) -> String {
        var lines = [
            "satchel: inventory for people who make and sell goods", "",
            "usage: satchel [options]                     opens the screen",
            "       satchel [options] COMMAND …           see: satchel COMMAND --help", "",
        ]
        for group in CommandTable.groups {
            lines.append("\(group.title):")
            lines += columns(group.commands.map { ($0.name, $0.summary) })
            lines.append("")
        }
        lines.append("options of every command:")
        lines += columns(GlobalOptions.all.map { ($0.usage, $0.help) })
        lines += [
            "", "see also: satchel help fields products, satchel help filters", "",
            "exit codes: " + ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: ", "),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What `satchel COMMAND --help` prints.
    static func command(_ spec: CommandSpec) -> String {
        var lines = ["usage: \(spec.usage)", "", "\(spec.summary)."]
        if !spec.arguments.isEmpty {
            lines += ["", "arguments:"] + columns(spec.arguments.map { ($0.name, $0.help + accepted($0.words)) })
        }
        if !spec.options.isEmpty {
            lines += ["", "options:"] + columns(spec.options.map { ($0.usage, $0.help + accepted($0.words)) })
        }
        lines += ["", "options of every command:"] + columns(GlobalOptions.all.map { ($0.usage, $0.help) })
        if !spec.notes.isEmpty { lines += [""] + spec.notes }
        if !spec.examples.isEmpty {
            lines += ["", "examples:"]
            for example in spec.examples { lines += ["  \(example.line)", "      \(example.purpose)"] }
        }
        lines += ["", "exit codes:"] + columns(spec.allExits.map { (String($0.rawValue), $0.meaning) })
        if spec.printsData { lines += ["", "With --json it prints one JSON document."] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What `satchel help audit` prints: the commands whose first word it is. Nil where there are none.
    static func family(_ word: String) -> String? {
        let specs = CommandTable.all.filter { $0.words.count > 1 && $0.words[0] == word }
        if specs.isEmpty { return nil }
        let lines = ["usage: satchel \(word) COMMAND …", ""] + columns(specs.map { ($0.name, $0.summary) })
        return (lines + ["", "see: satchel \(word) COMMAND --help"]).joined(separator: "\n") + "\n"
    }

    /// The words a value may be, where there are only some.
    static func accepted(_ words: CommandSpec.Words) -> String {
        if case .choice(let choices) = words { return ": \(choices.joined(separator: ", "))" }
        return ""
    }

    private static func columns(_ rows: [(String, String)]) -> [String] {
        let widthMax = 34
        let width = min(widthMax, rows.map(\.0.count).max() ?? 0)
        return rows.map { left, right in
            let padding = String(repeating: " ", count: max(2, width + 2 - left.count))
            return "  \(left)\(padding)\(right)"
        }
    }
}
