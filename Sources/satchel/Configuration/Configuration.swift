internal import Host

/// What is configured, and where each value came from: options, environment, file, defaults, in this order.
struct Configuration: Sendable {
    /// Where a value came from.
    enum Source: Sendable, Equatable {
        case option(String)
        case environment(String)
        case file(String, line: Int)
        case standard

        var text: String {
            switch self {
            case .option(let name): "option --\(name)"
            case .environment(let name): "environment \(name)"
            case .file(let path, let line): "\(path):\(line)"
            case .standard: "default"
            }
        }
    }

    struct Setting: Sendable {
        let key: ConfigurationKey
        let value: String
        let source: Source
    }

    let settings: [Setting]

    /// The file that is read when it is there.
    static var path: String { "\(Folders.configuration)/config.json5" }

    /// Reads everything and checks it; all problems are reported together. With `isLookChecked` also whether the theme
    /// and the key map can be used.
    static func read(_ invocation: Invocation, isLookChecked: Bool = false) throws(CommandFailure) -> Configuration {
        var problems: [ConfigurationProblem] = []
        let file = ConfigurationFile.read(path, &problems)
        let restriction = restriction(invocation, file)
        var settings: [Setting] = []
        for key in ConfigurationKey.all {
            if let restriction, key.name == restriction.key.name {
                settings.append(restriction)
            } else {
                settings.append(setting(key, invocation, file, takesEnvironment: restriction == nil, &problems))
            }
        }
        let configuration = Configuration(settings: settings)
        if isLookChecked { problems += LookCheck.problems(configuration) }
        if !problems.isEmpty { throw .configuration(problems) }
        return configuration
    }

    /// What makes the session a restricted one, wherever it is said: nothing lifts it. Then the environment does not
    /// count, because it comes with whoever connects.
    private static func restriction(_ invocation: Invocation, _ file: ConfigurationFile?) -> Setting? {
        let key = ConfigurationKey.restricted
        let entry = file?.entries[key.name]
        let source: Source? =
            if let option = key.option, invocation.has(option) {
                .option(option)
            } else if let entry, key.normal(entry.value) == "yes" {
                .file(path, line: entry.line)
            } else if let given = Machine.environment(key.variable), key.normal(given) == "yes" {
                .environment(key.variable)
            } else {
                nil
            }
        return source.map { Setting(key: key, value: "yes", source: $0) }
    }

    private static func setting(
        _ key: ConfigurationKey, _ invocation: Invocation, _ file: ConfigurationFile?, takesEnvironment: Bool,
        _ problems: inout [ConfigurationProblem]
    ) -> Setting {
        if let option = key.option, let given = invocation.value(option) {
            return Setting(key: key, value: key.form == .flag ? "yes" : given, source: .option(option))
        }
        if takesEnvironment, let given = Machine.environment(key.variable) {
            if let value = key.normal(given) {
                return Setting(key: key, value: value, source: .environment(key.variable))
            }
            problems.append(
                ConfigurationProblem(
                    place: "environment \(key.variable)", line: nil, key: nil, value: given, reason: "is not accepted",
                    expected: key.accepted))
        }
        if let file, let entry = file.entries[key.name] {
            if let value = key.normal(entry.value) {
                return Setting(key: key, value: value, source: .file(path, line: entry.line))
            }
            problems.append(
                ConfigurationProblem(
                    place: path, line: entry.line, key: key.name, value: entry.value, reason: "is not accepted",
                    expected: key.accepted))
        }
        return Setting(key: key, value: key.standard, source: .standard)
    }

    /// The value of a key; nil when nothing is configured.
    subscript(_ key: ConfigurationKey) -> String? {
        let value = settings.first { $0.key.name == key.name }?.value ?? key.standard
        return value.isEmpty ? nil : value
    }

    func flag(_ key: ConfigurationKey) -> Bool { self[key] == "yes" }

    func number(_ key: ConfigurationKey) -> Int { self[key].flatMap { Int($0) } ?? 0 }
}
