internal import Domain
internal import Interface
internal import Terminal

/// One thing that can be configured: declared once for the file, the environment, `config` and the documentation.
struct ConfigurationKey: Sendable {
    /// What a value may be.
    enum Form: Sendable, Equatable {
        case text
        case flag
        case choice([String])
        case number(ClosedRange<Int64>)
    }

    let name: String
    let form: Form
    let standard: String
    let help: String
    /// The option that says the same.
    var option: String?

    /// The environment variable.
    var variable: String { "SATCHEL_\(name.uppercased())" }

    static let store = ConfigurationKey(
        name: "store", form: .text, standard: "", help: "the store that is opened", option: "store")
    static let member = ConfigurationKey(
        name: "member", form: .text, standard: "", help: "who acts when nobody is named", option: "as")
    static let theme = ConfigurationKey(
        name: "theme", form: .text, standard: "dusk", help: "colours of the screen", option: "theme")
    static let keyMap = ConfigurationKey(
        name: "keymap", form: .text, standard: KeyMap.defaultName, help: "the keys of the screen")
    static let ascii = ConfigurationKey(
        name: "ascii", form: .flag, standard: "no", help: "draw with ASCII only", option: "ascii")
    static let readOnly = ConfigurationKey(
        name: "read_only", form: .flag, standard: "no", help: "write nothing", option: "read-only")
    static let logLevel = ConfigurationKey(
        name: "log_level", form: .choice(LogLevel.allCases.map(\.rawValue)), standard: "info",
        help: "how much the log holds")
    static let logSize = ConfigurationKey(
        name: "log_size_mb", form: .number(1...1_000), standard: "5", help: "size at which the log is turned over")
    static let logAge = ConfigurationKey(
        name: "log_age_days", form: .number(1...3_650), standard: "30", help: "age at which the log is turned over")
    static let lockWait = ConfigurationKey(
        name: "lock_wait_seconds", form: .number(0...600), standard: "10",
        help: "how long a writer waits for another process")

    static let ambiguous = ConfigurationKey(
        name: "ambiguous", form: .choice(["narrow", "wide"]), standard: "narrow",
        help: "how wide the terminal draws characters of ambiguous width")
    static let accessible = ConfigurationKey(
        name: "accessible", form: .flag, standard: "no",
        help: "for a screen reader: the cursor on the row, one thing below the other, no rules", option: "accessible")
    static let mouse = ConfigurationKey(
        name: "mouse", form: .flag, standard: "no", help: "whether the screen takes clicks and the wheel")
    static let escapeDelay = ConfigurationKey(
        name: "escape_delay_ms", form: .number(0...5_000), standard: String(EscapeClock.delayMilliseconds),
        help: "how long a lone escape key waits for the rest of a sequence")
    static let copyCommand = ConfigurationKey(
        name: "copy_command", form: .text, standard: "",
        help: "a shell command that is given what is copied; without one the terminal's clipboard is")
    static let copyFile = ConfigurationKey(
        name: "copy_file", form: .text, standard: "", help: "a file that what is copied is written to instead")
    static let restricted = ConfigurationKey(
        name: "restricted", form: .flag, standard: "no",
        help: "nothing outside the store's folder: no shell, no other program, no other file", option: "restricted")

    static let all = [
        store, member, theme, keyMap, ascii, ambiguous, accessible, mouse, escapeDelay, copyCommand, copyFile, readOnly,
        restricted, logLevel, logSize, logAge, lockWait,
    ]

    /// What is accepted, in words.
    var accepted: String {
        switch form {
        case .text: "a text"
        case .flag: "true or false"
        case .choice(let words): words.joined(separator: ", ")
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    /// The value in its one form; nil when it is not accepted.
    func normal(_ text: String) -> String? {
        switch form {
        case .text: return text
        case .flag: return FieldReading.boolean(text).map { $0 ? "yes" : "no" }
        case .choice(let words): return words.contains(text) ? text : nil
        case .number(let range): return Int64(text).flatMap { range.contains($0) ? String($0) : nil }
        }
    }
}
