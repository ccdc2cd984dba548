internal import Domain

/// A command line that was understood: the command, its words and its options.
struct Invocation: Sendable {
    /// Nil when only global options were given: the screen is meant.
    let spec: CommandSpec?
    let arguments: [String]
    private let values: [String: [String]]

    init(spec: CommandSpec?, arguments: [String], values: [String: [String]]) {
        self.spec = spec
        self.arguments = arguments
        self.values = values
    }

    var commandName: String { spec?.name ?? "" }

    /// Whether a switch was given.
    func has(_ option: String) -> Bool { values[option] != nil }

    /// The value of an option, the last one when it was given twice.
    func value(_ option: String) -> String? { values[option]?.last }

    /// All values of an option.
    func values(_ option: String) -> [String] { values[option] ?? [] }

    /// The word at a place.
    func argument(_ index: Int) -> String? { arguments.indices.contains(index) ? arguments[index] : nil }

    /// The word at a place that must be there.
    func required(_ index: Int) throws(UsageFailure) -> String {
        if let word = argument(index) { return word }
        let names = spec?.arguments ?? []
        throw .argumentMissing(names.indices.contains(index) ? names[index].name : "argument", command: commandName)
    }

    /// The resource that an argument names, in the plural or singular.
    func resource(_ index: Int = 0) throws(UsageFailure) -> ResourceFacts {
        try Self.resource(try required(index))
    }

    /// The resource of a name.
    static func resource(_ name: String) throws(UsageFailure) -> ResourceFacts {
        if let resource = Resources.called(name) { return resource }
        throw .unknownResource(name, near: Nearest.names(to: name, among: Resources.all.map(\.name)))
    }

    /// A whole number of at least 1.
    func count(_ option: String) throws(UsageFailure) -> Int? {
        guard let text = value(option) else { return nil }
        guard let number = Int(text), number >= 1, number <= Self.countMax else {
            throw .notANumber(option: option, value: text, expected: "a whole number from 1 to \(Self.countMax)")
        }
        return number
    }

    /// No list asks for more rows than this at once.
    private static let countMax = 1_000_000_000
}
