/// The manual page satchel(1), as roff.
enum ManualPage {
    static var text: String {
        var lines = [
            ".TH SATCHEL 1", ".SH NAME", "satchel \\- inventory for people who make and sell goods", ".SH SYNOPSIS",
            ".B satchel", "[\\fIoptions\\fR] [\\fIcommand\\fR]", ".SH DESCRIPTION",
            "Without a command, satchel opens its screen; with one, it does what the command says and ends.",
            ".SH OPTIONS",
        ]
        for option in GlobalOptions.all { lines += item(option.usage, option.help) }
        lines.append(".SH COMMANDS")
        for spec in CommandTable.all {
            lines += [
                ".SS satchel \(escaped(spec.name))", escaped("\(spec.summary)."), ".PP",
                "\\fB\(escaped(spec.usage))\\fR",
            ]
            for argument in spec.arguments {
                lines += item(argument.name, argument.help + HelpText.accepted(argument.words))
            }
            for option in spec.options { lines += item(option.usage, option.help + HelpText.accepted(option.words)) }
            if !spec.notes.isEmpty { lines += [".PP", ".nf"] + spec.notes.map(escaped) + [".fi"] }
            for example in spec.examples { lines += item(example.line, example.purpose) }
        }
        lines.append(".SH EXIT STATUS")
        for code in ExitCode.allCases { lines += item(String(code.rawValue), code.meaning) }
        lines.append(".SH ENVIRONMENT")
        for key in ConfigurationKey.all {
            lines += item(key.variable, "\(key.help); the key \(key.name) of the configuration")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func item(_ tag: String, _ text: String) -> [String] {
        [".TP", "\\fB\(escaped(tag))\\fR", escaped(text)]
    }

    /// Hyphens, backslashes and a leading period mean something in roff.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&\(result)" : result
    }
}
