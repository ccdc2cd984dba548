/// What a command takes, prints and answers. Parsing, help, completion, manual and reference are made from it.
struct CommandSpec: Sendable {
    /// A word that stands at its place.
    struct Argument: Sendable {
        let name: String
        let help: String
        var isOptional = false
        var isRepeated = false
        var words = Words.none

        /// As it stands in a usage line.
        var usage: String {
            let name = isRepeated ? "\(self.name)…" : self.name
            return isOptional ? "[\(name)]" : name
        }
    }

    /// What `--name` means.
    struct Option: Sendable {
        let name: String
        /// The name of its value; nil for a switch.
        var value: String?
        let help: String
        var words = Words.none
        var isRepeated = false

        /// As it stands in help.
        var usage: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }
    }

    /// Where the words come from that a value may be.
    enum Words: Sendable, Equatable {
        case none
        case files
        case folders
        case resources
        /// These and nothing else.
        case choice([String])
    }

    /// A line to try, and what it does.
    struct Example: Sendable {
        let line: String
        let purpose: String

        init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }

    /// Its words on the command line, one or two.
    let name: String
    let summary: String
    var arguments: [Argument] = []
    var options: [Option] = []
    /// What else is to be known, a line each.
    var notes: [String] = []
    var examples: [Example] = []
    /// How it may end beside 0, 1 and 2.
    var exits: [ExitCode] = []
    /// Whether it prints data, and so one JSON document with `--json`.
    var printsData = false
    /// Whether what it prints may be more than a screen holds, and so is paged on a terminal.
    var isLong = false
    let run: @Sendable (Session) throws -> ExitCode

    var words: [String] { name.split(separator: " ").map(String.init) }

    /// The line that shows how it is called.
    var usage: String {
        (["satchel", name] + arguments.map(\.usage) + (options.isEmpty ? [] : ["[options]"])).joined(separator: " ")
    }

    /// Every way it may end.
    var allExits: [ExitCode] {
        Set([.done, .failed, .usage] + exits).sorted { $0.rawValue < $1.rawValue }
    }
}
