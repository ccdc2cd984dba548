internal import Domain

/// What the completion scripts of all shells offer, from the table of commands.
enum CompletionWords {
    private static var commands: [CommandSpec] { CommandTable.all }

    /// The first words of commands.
    static var firsts: [String] { Array(Set(commands.compactMap(\.words.first))).sorted() }

    /// The second words after a first one.
    static func seconds(_ first: String) -> [String] {
        commands.filter { $0.words.count == 2 && $0.words[0] == first }.map { $0.words[1] }
    }

    static var globals: [String] { GlobalOptions.all.map { "--\($0.name)" } }

    private static var options: [CommandSpec.Option] { GlobalOptions.all + commands.flatMap(\.options) }

    /// Options that take a value.
    static var valued: [String] { Array(Set(options.filter { $0.value != nil }.map { "--\($0.name)" })).sorted() }

    /// Options whose values are known words.
    static var choices: [(option: String, words: [String])] {
        var known: [String: Set<String>] = [:]
        for option in options { known[option.name, default: []].formUnion(words(option.words)) }
        return known.filter { !$0.value.isEmpty }.map { ($0.key, $0.value.sorted()) }.sorted { $0.option < $1.option }
    }

    /// Options whose values are paths.
    static var pathOptions: [String] {
        Array(Set(options.filter { $0.words == .files || $0.words == .folders }.map { "--\($0.name)" })).sorted()
    }

    /// What may follow a command.
    static func words(of spec: CommandSpec) -> [String] {
        let seconds = spec.words.count == 1 ? seconds(spec.name) : []
        return seconds + spec.arguments.flatMap { words($0.words) } + spec.options.map { "--\($0.name)" } + globals
    }

    static func takesFiles(_ spec: CommandSpec) -> Bool {
        spec.arguments.contains { $0.words == .files || $0.words == .folders }
    }

    static func words(_ words: CommandSpec.Words) -> [String] {
        switch words {
        case .choice(let choices): choices
        case .resources: Resources.all.map(\.name)
        case .none, .files, .folders: []
        }
    }
}
