internal import Domain

/// Why a command line is not understood.
enum UsageFailure: Error, Equatable {
    case unknownCommand(String, near: [String])
    case incompleteCommand(String, next: [String])
    case unknownOption(String, command: String?, near: [String])
    case valueMissing(option: String, value: String)
    case valueNotTaken(option: String)
    case notAChoice(option: String, value: String, choices: [String])
    case notANumber(option: String, value: String, expected: String)
    case notADate(option: String, value: String)
    case argumentMissing(String, command: String)
    case argumentTooMany(String, command: String)
    case unknownResource(String, near: [String])
    case unknownColumn(String, resource: String, near: [String], accepted: [String] = [])
    case notAnAssignment(String)
    case noAssignment(command: String)
    case bothKeyAndFilter(command: String)
    case neitherKeyNorFilter(command: String)
    /// A filter without anything in it; where a command takes `--all`, that says it.
    case filterEmpty(command: String)
    case allAndOthers(command: String)
    case fieldTwice(String)
    /// An argument of bytes that are no text; its place, from 1.
    case notText(argument: Int)
    case noStore
    case noTerminal
    /// What would ask cannot without a terminal.
    case cannotAsk(String)
    /// A restricted session lets nobody say anew what was said.
    case optionTwice(String)
    case optionNotHere(option: String, reason: String)
    /// A text that may not go into the journal.
    case textNotTaken(option: String, value: String, FailureRule)
}
