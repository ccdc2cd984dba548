internal import Domain
internal import Storage

/// `undo` and `redo`: by action, however many records it touched.
enum UndoCommand {
    private static let exits: [ExitCode] = [.validation, .notFound, .conflict, .notAllowed, .busy]

    static let undo = CommandSpec(
        name: "undo", summary: "Take back your newest action on this device",
        arguments: [
            .init(
                name: "GROUP", help: "another action, by its group as audit list shows it, or a beginning of that",
                isOptional: true)
        ],
        examples: [.init("satchel undo", "an import of a million rows is one undo")], exits: exits, printsData: true
    ) { session in
        let writer = try session.writer()
        let group = try session.invocation.argument(0).map { try Self.group($0, session) }
        let result = try Progress.showing("undoing", unit: "changes") { attendant in
            try group.map { try writer.undo(group: $0, attendant) } ?? writer.undo(attendant)
        }
        return try report(result, .undo, session)
    }

    /// The group of an id, or of a beginning that no other one has.
    static func group(_ text: String, _ session: Session) throws -> Identifier {
        if let group = Identifier(text: text) { return group }
        let groups = try session.reader().groups(beginning: text)
        guard let first = groups.first else { throw StoreError.undoRefused(.unknownGroup(text)) }
        guard groups.count == 1 else {
            throw StoreError.ambiguous(resource: "actions", key: text, candidates: groups.map(\.text))
        }
        return first
    }

    static let redo = CommandSpec(
        name: "redo", summary: "Do again what the newest undo took back", exits: exits, printsData: true
    ) { session in
        let writer = try session.writer()
        let result = try Progress.showing("doing again", unit: "changes") { attendant in try writer.redo(attendant) }
        return try report(result, .redo, session)
    }

    private static func report(_ result: UndoResult, _ direction: Phrase.Direction, _ session: Session) throws
        -> ExitCode
    {
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("group", .string(result.group.text)), ("summary", .string(result.summary)),
                ("changes", .integer(result.changeCount)),
                ("passed_over", .array(result.passedOver.map { .string($0.summary) })),
            ])
            try session.output.line(JSONText.text(json))
        } else if result.changeCount == 0 {
            try session.output.line(Table.cell(Phrase.nothingLeft(result, direction)))
        } else {
            let past = direction == .undo ? "undone" : "done again"
            for passed in result.passedOver { try session.output.line(Table.cell(Phrase.passedOver(passed))) }
            // Of one change the summary says all, of several it mostly says how many.
            let isCounted = result.summary.split(separator: " ").contains { $0 == String(result.changeCount) }
            let count = result.changeCount == 1 || isCounted ? "" : ", \(Phrase.count(result.changeCount, "change"))"
            try session.output.line("\(past): \(Table.cell(result.summary))\(count)")
        }
        return .done
    }
}
