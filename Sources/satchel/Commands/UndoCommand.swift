internal import Domain
internal import Storage

/// `undo` and `redo`: by action, however many records it touched.
enum UndoCommand {
    private static let exits: [ExitCode] = [.validation, .notFound, .conflict, .notAllowed, .busy]

    static let undo = CommandSpec(
        name: "undo", summary: "Take back your newest action on this device",
        arguments: [
            .init(name: "GROUP", help: "another action, by its group as audit list shows it", isOptional: true)
        ],
        examples: [.init("satchel undo", "an import of a million rows is one undo")], exits: exits, printsData: true
    ) { session in
        let writer = try session.writer()
        guard let text = session.invocation.argument(0) else {
            return try report(try writer.undo(), "undone", session)
        }
        guard let group = Identifier(text: text) else { throw StoreError.undoRefused(.unknownGroup(text)) }
        return try report(try writer.revert(group: group), "undone", session)
    }

    static let redo = CommandSpec(
        name: "redo", summary: "Do again what the newest undo took back", exits: exits, printsData: true
    ) { session in
        try report(try session.writer().redo(), "done again", session)
    }

    private static func report(_ result: UndoResult, _ past: String, _ session: Session) throws -> ExitCode {
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("group", .string(result.group.text)), ("summary", .string(result.summary)),
                ("changes", .integer(result.changeCount)),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            try session.output.line(
                "\(past): \(Table.cell(result.summary)), \(Phrase.count(result.changeCount, "change"))")
        }
        return .done
    }
}
