/// All commands: adding one is its file and its row here.
enum CommandTable {
    struct Group: Sendable {
        let title: String
        let commands: [CommandSpec]
    }

    static let groups: [Group] = [
        Group(
            title: "records",
            commands: [ListCommand.spec, ShowCommand.spec, AddCommand.spec, SetCommand.spec]),
        Group(title: "files", commands: [ImportCommand.spec]),
        Group(title: "the store", commands: [InitCommand.spec, StatusCommand.spec]),
    ]

    static let all: [CommandSpec] = groups.flatMap(\.commands)
}
