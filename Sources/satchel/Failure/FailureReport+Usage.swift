internal import Domain
internal import Terminal

extension FailureReport {
    /// A command line that is not understood.
    static func usage(_ failure: UsageFailure) -> FailureReport {
        let (message, command) = sentence(failure)
        let help = command.map { $0.isEmpty ? "see: satchel --help" : "see: satchel \($0) --help" }
        return FailureReport("usage", .usage, message, hints: (help.map { [$0] } ?? []) + hints(failure))
    }

    /// A terminal that cannot show the screen; commands work in any.
    static func screen(_ error: ScreenError) -> FailureReport {
        let reason =
            switch error {
            case .notATerminal: "the screen needs a terminal"
            case .cannotMoveCursor(let name):
                "the screen needs a terminal that can move its cursor, which “\(name)” cannot"
            case .unknownTerminal(let tried): "the terminal “\(tried.first ?? "")” is not known here"
            case .alreadyOpen: "the screen is open already"
            case .system(let code): "the terminal cannot be used: error \(code)"
            }
        return FailureReport("terminal", .usage, "\(reason); here, use a command: satchel --help")
    }

    private static func sentence(_ failure: UsageFailure) -> (String, command: String?) {
        switch failure {
        case .unknownCommand(let name, let near): ("“\(name)” is no command\(Phrase.near(near))", "")
        case .incompleteCommand(let name, let next):
            ("\(name) wants one of: \(next.joined(separator: ", "))", "")
        case .unknownOption(let option, let command, let near):
            (
                command.map { "\(option) is no option of \($0)\(Phrase.near(near))" }
                    ?? "\(option) is no option before a command\(Phrase.near(near))", command ?? ""
            )
        case .valueMissing(let option, let value): ("--\(option) wants a value: --\(option) \(value)", nil)
        case .valueNotTaken(let option): ("--\(option) takes no value", nil)
        case .notAChoice(let option, let value, let choices):
            // Words in capitals are arguments, not options.
            (
                "\(option == option.uppercased() ? "" : "--")\(option) cannot be “\(value)”; accepted: "
                    + choices.joined(separator: ", "), nil
            )
        case .notANumber(let option, let value, let expected):
            ("--\(option) cannot be “\(value)”; accepted: \(expected)", nil)
        case .notADate(let option, let value):
            (
                "--\(option) cannot be “\(value)”; accepted: a day like 2026-11-14, today, today-7d, or a moment "
                    + "like 2026-11-14T09:12:00Z", nil
            )
        case .argumentMissing(let name, let command): ("\(command) wants \(name)", command)
        case .argumentTooMany(let text, let command): ("\(command) has no use for “\(text)”", command)
        case .unknownResource(let name, let near): ("“\(name)” is no resource\(Phrase.near(near))", nil)
        case .unknownColumn(let name, let resource, let near, _):
            ("“\(name)” is no column of \(resource)\(Phrase.near(near))", nil)
        default: otherSentence(failure)
        }
    }

    private static func otherSentence(_ failure: UsageFailure) -> (String, command: String?) {
        switch failure {
        case .notAnAssignment(let text): ("“\(text)” is no change; accepted: field=value, tags+=x, tags-=x", nil)
        case .noAssignment(let command): ("\(command) wants at least one field=value", command)
        case .bothKeyAndFilter(let command): ("\(command) takes either records or --filter, not both", command)
        case .neitherKeyNorFilter(let command): ("\(command) wants a record, --filter or --all", command)
        case .filterEmpty: ("the filter is empty: which records are meant is not said", nil)
        case .allAndOthers(let command): ("\(command) takes --all alone, without records and --filter", command)
        case .fieldTwice(let name): ("\(Phrase.quoted(name)) is given twice", nil)
        case .notText(let place): ("argument \(place) is no UTF-8 text", nil)
        case .noStore: ("no store is named", nil)
        case .noTerminal: ("the screen needs a terminal; here, use a command: satchel --help", nil)
        case .cannotAsk(let what): ("\(what): without a terminal this needs --yes", nil)
        case .optionTwice(let option): ("--\(option) is given twice, which a restricted session does not take", nil)
        case .optionNotHere(let option, let reason): ("--\(option) cannot be used here: \(reason)", nil)
        case .textNotTaken(let option, let value, let rule):
            (
                "--\(option) \(Phrase.quoted(value)) \(rule.sentence)"
                    + (rule.expected.map { "; accepted: \($0)" } ?? ""), nil
            )
        default: ("the command line is not understood", "")
        }
    }

    private static func hints(_ failure: UsageFailure) -> [String] {
        switch failure {
        case .unknownResource(_, let near) where near.isEmpty:
            ["accepted: \(Resources.all.map(\.name).joined(separator: ", "))"]
        case .unknownColumn(_, _, _, let accepted) where !accepted.isEmpty:
            ["accepted: \(accepted.joined(separator: ", "))"]
        case .filterEmpty(let command):
            CommandTable.all.first { $0.name == command }?.options.contains { $0.name == "all" } == true
                ? ["all of them: \(command) … --all"] : ["all of them: leave --filter out"]
        case .noStore:
            [
                "name one: satchel --store PATH …, or SATCHEL_STORE=PATH, or “store” in the configuration",
                "make one: satchel init shop.db --name NAME --currency EUR",
            ]
        default: []
        }
    }
}
