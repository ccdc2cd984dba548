/// Options that any command takes, before or after its name.
enum GlobalOptions {
    static let all: [CommandSpec.Option] = [
        .init(name: "store", value: "PATH", help: "the store's file (or SATCHEL_STORE)", words: .files),
        .init(name: "as", value: "MEMBER", help: "who acts; without it the member that init created"),
        .init(name: "read-only", help: "write nothing, not even events"),
        .init(
            name: "restricted",
            help: "for SSH and login shells: no shell, no other program, no file beyond the store's folder"),
        .init(name: "json", help: "print errors as JSON, and what a command prints as one JSON document"),
        .init(name: "yes", help: "do not ask"),
        .init(name: "no-pager", help: "print long output at once; else $PAGER or less shows it on a terminal"),
        .init(name: "theme", value: "NAME", help: "colours of the screen"),
        .init(name: "ascii", help: "draw with ASCII only"),
        .init(name: "fresh", help: "begin the screen anew, not where it was left"),
        .init(name: "accessible", help: "draw for a screen reader: the cursor on the row, nothing side by side"),
        .init(name: "version", help: "show the program's version"),
        .init(name: "help", help: "show what a command does and takes"),
    ]

    static func named(_ name: String) -> CommandSpec.Option? { all.first { $0.name == name } }
}
