internal import Domain

/// Commands about the program itself: `version`, `help`, `completion`.
enum ProgramCommands {
    static let version = CommandSpec(name: "version", summary: "Show the program's version", printsData: true) {
        session in
        if session.wantsJSON {
            try session.output.line(JSONText.text(.pairs([("version", .string(Version.text))])))
        } else {
            try session.output.line("satchel \(Version.text)")
        }
        return .done
    }

    static let help = CommandSpec(
        name: "help", summary: "Show all commands, what one does, the fields of a resource, or how filters are written",
        arguments: [
            .init(
                name: "COMMAND", help: "a command, fields [RESOURCE] or filters", isOptional: true, isRepeated: true)
        ],
        options: [
            .init(
                name: "format", value: "FORMAT", help: "all of it as documentation",
                words: .choice(["man", "markdown"]))
        ],
        examples: [
            .init("satchel help fields products", "key, label and what is accepted, of each field"),
            .init("satchel help filters", "the operators, each with an example"),
        ]
    ) { session in
        if session.wantsJSON { throw UsageFailure.optionNotHere(option: "json", reason: "help is text") }
        switch session.invocation.value("format") {
        case "man": try session.output.write(ManualPage.text)
        case "markdown": try session.output.write(CommandReference.markdown)
        default:
            let name = session.invocation.arguments.joined(separator: " ")
            if try topic(session) { return .done }
            if name.isEmpty {
                try session.output.write(HelpText.program())
            } else if let spec = CommandTable.all.first(where: { $0.name == name }) {
                try session.output.write(HelpText.command(spec))
            } else if let text = HelpText.family(name) {
                try session.output.write(text)
            } else {
                throw UsageFailure.unknownCommand(
                    name, near: Nearest.names(to: name, among: CommandTable.all.map(\.name) + topics))
            }
        }
        return .done
    }

    /// What help there is beside that of commands.
    private static let topics = ["fields", "filters"]

    /// Prints the help of a topic; false where none is asked for.
    private static func topic(_ session: Session) throws -> Bool {
        let invocation = session.invocation
        switch (invocation.argument(0), invocation.arguments.count) {
        case ("fields", 1): try FieldHelp.resources(to: session.output)
        case ("fields", 2): try FieldHelp.fields(of: try invocation.resource(1), to: session.output)
        case ("filters", 1): try FieldHelp.writeFilters(to: session.output)
        default: return false
        }
        return true
    }

    static let completion = CommandSpec(
        name: "completion", summary: "Print the completion script of a shell",
        arguments: [.init(name: "SHELL", help: "which shell", words: .choice(["bash", "zsh", "fish"]))],
        examples: [.init("satchel completion bash > ~/.local/share/bash-completion/completions/satchel", "for bash")]
    ) { session in
        if session.wantsJSON {
            throw UsageFailure.optionNotHere(option: "json", reason: "a completion is a script for a shell")
        }
        let shell = try session.invocation.required(0)
        switch shell {
        case "bash": try session.output.write(BashCompletion.text)
        case "zsh": try session.output.write(ZshCompletion.text)
        case "fish": try session.output.write(FishCompletion.text)
        default:
            throw UsageFailure.notAChoice(option: "SHELL", value: shell, choices: ["bash", "zsh", "fish"])
        }
        return .done
    }
}
