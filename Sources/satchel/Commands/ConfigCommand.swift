internal import Domain
internal import Host

/// `config`: what is configured, and whether it is accepted.
enum ConfigCommand {
    static let check = CommandSpec(
        name: "config check", summary: "Check the configuration file and the environment",
        examples: [.init("satchel config check", "names file, line, key and what is accepted")], printsData: true
    ) { session in
        let configuration = try Configuration.read(session.invocation, isLookChecked: true)
        let path = Configuration.path
        let isThere = Files.kind(path) != .missing
        if session.wantsJSON {
            try session.output.line(
                JSONText.text(
                    .pairs([
                        ("file", .string(path)), ("exists", .boolean(isThere)), ("accepted", .boolean(true)),
                        ("keys", .integer(configuration.settings.filter { $0.source != .standard }.count)),
                    ])))
        } else {
            try session.output.line(isThere ? "\(path): accepted" : "\(path): there is none; defaults are in force")
        }
        return .done
    }

    static let show = CommandSpec(
        name: "config show", summary: "Show every setting and where it came from", printsData: true
    ) { session in
        if session.wantsJSON {
            let settings = session.configuration.settings.map { setting in
                JSONValue.pairs([
                    ("key", .string(setting.key.name)),
                    ("value", setting.value.isEmpty ? .null : .string(setting.value)),
                    ("source", .string(setting.source.text)), ("variable", .string(setting.key.variable)),
                    ("accepted", .string(setting.key.accepted)),
                ])
            }
            try JSONLines.writeArray(settings, to: session.output)
            return .done
        }
        let table = Table(
            [.init(title: "Key"), .init(title: "Value"), .init(title: "From"), .init(title: "Meaning", rank: 9)],
            to: session.output)
        for setting in session.configuration.settings {
            try table.add([
                setting.key.name, setting.value.isEmpty ? "–" : setting.value, setting.source.text, setting.key.help,
            ])
        }
        try table.finish()
        return .done
    }
}
