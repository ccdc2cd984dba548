internal import Domain
internal import Storage

/// `revert`: takes back what anybody did, as an action of its own.
enum RevertCommand {
    static let spec = CommandSpec(
        name: "revert", summary: "Take back an older commit or action of anyone, as a new action",
        arguments: [
            .init(
                name: "COMMIT|GROUP",
                help: "a commit by its number, as history shows it, or an action by its group, as audit list shows it")
        ],
        options: [WriteOptions.dryRun, WriteOptions.reason],
        examples: [
            .init("satchel revert 17 --dry-run", "what would change"),
            .init("satchel revert 17 --reason 'wrong price list'", "undo takes the revert back"),
        ],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        let text = try session.invocation.required(0)
        let writer = try session.writer()
        let target = try target(text, session)
        let trial = Trial(
            isDryRun: session.invocation.has("dry-run"), rowsMax: ChangedRecordText.rowsMax(session))
        let outcome = try Progress.showing("reverting", unit: "changes") { attendant in
            try writer.revert(target, reason: session.invocation.value("reason"), trial, attendant)
        }
        try OutcomeText.report(
            outcome, trial,
            .init(
                done: "reverted: \(outcome.summary)", would: "would revert: \(outcome.summary)",
                nothing: "nothing to revert: \(outcome.summary)"), session)
        return .done
    }

    /// A number is a commit; ids of groups begin with a zero.
    private static func target(_ text: String, _ session: Session) throws -> RevertTarget {
        if let number = Int64(text), number > 0, !text.hasPrefix("0") { return .commit(number) }
        do {
            return .group(try UndoCommand.group(text, session))
        } catch StoreError.undoRefused(let refusal) {
            throw StoreError.revertRefused(refusal)
        }
    }
}

/// What is said of an action that may be a dry run.
enum OutcomeText {
    struct Words {
        let done: String
        let would: String
        let nothing: String
    }

    static func report(_ outcome: ActionOutcome, _ trial: Trial, _ words: Words, _ session: Session) throws {
        guard !session.wantsJSON else {
            let json = JSONValue.pairs([
                ("dry_run", .boolean(trial.isDryRun)), ("group", .text(outcome.group?.text)),
                ("summary", .string(outcome.summary)), ("changes", .integer(outcome.changeCount)),
                ("rows", .array(try outcome.rows.map { try ChangedRecordText.json($0, session) })),
            ])
            return try session.output.line(JSONText.text(json))
        }
        if outcome.changeCount == 0 { return try session.output.line(Table.cell(words.nothing)) }
        try session.output.line(Table.cell(trial.isDryRun ? "\(words.would):" : words.done))
        if trial.isDryRun { try ChangedRecordText.write(outcome.rows, of: outcome.changeCount, session) }
    }
}
