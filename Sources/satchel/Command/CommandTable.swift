/// All commands: adding one is its file and its row here.
enum CommandTable {
    struct Group: Sendable {
        let title: String
        let commands: [CommandSpec]
    }

    static let groups: [Group] = [
        Group(
            title: "records",
            commands: [
                ListCommand.spec, SearchCommand.spec, ShowCommand.spec, AddCommand.spec, SetCommand.spec,
                DeleteCommand.delete, RestoreCommand.spec, DeleteCommand.purge, TransferCommand.spec,
                BatchCommand.spec,
            ]),
        Group(
            title: "what was done",
            commands: [
                UndoCommand.undo, UndoCommand.redo, RevertCommand.spec, HistoryCommand.spec, AuditCommand.list,
                AuditCommand.verify, AuditCommand.export, AuditCommand.accept,
            ]),
        Group(
            title: "files",
            commands: [
                ImportCommand.spec, ImportStatusCommand.spec, ExportCommand.one, ExportCommand.all,
            ]),
        Group(title: "people", commands: PeopleCommands.all),
        Group(
            title: "the store", commands: [InitCommand.spec, DemoCommand.spec, StatusCommand.spec, DoctorCommand.spec]),
        Group(
            title: "the program",
            commands: [
                ConfigCommand.check, ConfigCommand.show, KeysCommand.check, KeysCommand.list, ThemeCommand.check,
                ThemeCommand.list, PlayCommand.spec, LogCommand.spec, ProgramCommands.version,
                ProgramCommands.completion,
                ProgramCommands.help,
            ]),
    ]

    static let all: [CommandSpec] = groups.flatMap(\.commands)
}
