internal import Domain

/// Reads the words of a command line by the table of commands.
struct CommandLineParser {
    /// Made when a word asks for it: the screen starts without the table.
    private let commands: () -> [CommandSpec]
    private var arguments: [String] = []
    private var values: [String: [String]] = [:]

    init(commands: @escaping () -> [CommandSpec]) {
        self.commands = commands
    }

    /// The invocation that some words mean.
    static func parse(_ words: [String], commands: @autoclosure @escaping () -> [CommandSpec] = CommandTable.all)
        throws(UsageFailure) -> Invocation
    {
        var parser = CommandLineParser(commands: commands)
        return try parser.read(words)
    }

    private mutating func read(_ words: [String]) throws(UsageFailure) -> Invocation {
        var rest = words[...]
        try takeOptions(&rest, of: nil)
        guard let first = rest.first else { return Invocation(spec: nil, arguments: [], values: values) }
        let spec = try command(&rest, first)
        var isOptionsEnd = false
        while let word = rest.first {
            if !isOptionsEnd, word == "--" {
                isOptionsEnd = true
                rest.removeFirst()
            } else if !isOptionsEnd, word.hasPrefix("-"), word != "-" {
                try takeOptions(&rest, of: spec)
            } else {
                arguments.append(word)
                rest.removeFirst()
            }
        }
        if !values.keys.contains("help") { try checkArguments(spec) }
        return Invocation(spec: spec, arguments: arguments, values: values)
    }

    /// The command of the longest name that the next words make.
    private func command(_ rest: inout ArraySlice<String>, _ first: String) throws(UsageFailure) -> CommandSpec {
        let commands = commands()
        for count in [2, 1] where rest.count >= count {
            let name = rest.prefix(count).joined(separator: " ")
            guard let spec = commands.first(where: { $0.name == name }) else { continue }
            rest = rest.dropFirst(count)
            return spec
        }
        let next = commands.filter { $0.words.count == 2 && $0.words[0] == first }.map { $0.words[1] }
        if !next.isEmpty {
            let second = rest.dropFirst().first { !$0.hasPrefix("-") }
            guard let second else { throw .incompleteCommand(first, next: next) }
            throw .unknownCommand(
                "\(first) \(second)", near: Nearest.names(to: second, among: next).map { "\(first) \($0)" })
        }
        throw .unknownCommand(first, near: Nearest.names(to: first, among: Array(Set(commands.map { $0.words[0] }))))
    }

    /// Takes the options that stand next; before the command only global ones are known.
    private mutating func takeOptions(_ rest: inout ArraySlice<String>, of spec: CommandSpec?) throws(UsageFailure) {
        while let word = rest.first, word.hasPrefix("-"), word != "-", word != "--" {
            rest.removeFirst()
            if word == "-h" {
                values["help", default: []].append("")
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            let known = (spec?.options ?? []) + GlobalOptions.all
            guard word.hasPrefix("--"), let option = known.first(where: { $0.name == name }) else {
                let near = Nearest.names(
                    to: word.hasPrefix("--") ? name : String(word.dropFirst()), among: known.map(\.name))
                throw .unknownOption(
                    String(word.prefix { $0 != "=" }), command: spec?.name, near: near.map { "--\($0)" })
            }
            try take(option, given: parts.count == 2 ? String(parts[1]) : nil, &rest)
        }
    }

    private mutating func take(
        _ option: CommandSpec.Option, given: String?, _ rest: inout ArraySlice<String>
    ) throws(UsageFailure) {
        guard let valueName = option.value else {
            if given != nil { throw .valueNotTaken(option: option.name) }
            values[option.name, default: []].append("")
            return
        }
        guard let value = given ?? rest.popFirst() else {
            throw .valueMissing(option: option.name, value: valueName)
        }
        // An empty value is a variable that was not set, except in a filter, which says so itself.
        guard !Trim.blanks(value).isEmpty || option.name == "filter" else {
            throw .valueMissing(option: option.name, value: valueName)
        }
        if case .choice(let choices) = option.words, !choices.contains(value) {
            throw .notAChoice(option: option.name, value: value, choices: choices)
        }
        values[option.name, default: []].append(value)
    }

    private func checkArguments(_ spec: CommandSpec) throws(UsageFailure) {
        let required = spec.arguments.filter { !$0.isOptional }.count
        if arguments.count < required {
            // A record was named and its resource was not.
            if let given = arguments.first, spec.arguments.first?.words == .resources, Resources.called(given) == nil {
                throw .unknownResource(given, near: Nearest.names(to: given, among: Resources.all.map(\.name)))
            }
            throw .argumentMissing(spec.arguments[arguments.count].name, command: spec.name)
        }
        let isOpen = spec.arguments.last?.isRepeated ?? false
        if !isOpen, arguments.count > spec.arguments.count {
            throw .argumentTooMany(arguments[spec.arguments.count], command: spec.name)
        }
    }
}
