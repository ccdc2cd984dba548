internal import Domain
internal import Storage

/// `member`, `role`, `policy`: people and what they may. The same table of verbs for each.
enum PeopleCommands {
    static let all: [CommandSpec] =
        commands(Member.declaration.facts, "user_name=mara name='Mara Lind' roles=crafter")
        + [setState("suspend", "suspended"), setState("activate", "active"), erase]
        + commands(Role.declaration.facts, "name=packer permissions='products:read,products:update where owner=me'")
        + commands(
            Policy.declaration.facts,
            "name='no deleting' role=manager permission=products:delete effect=deny condition='status=published'")

    private static let exits: [ExitCode] = [.validation, .notFound, .conflict, .notAllowed, .busy]

    private static func commands(_ resource: ResourceFacts, _ example: String) -> [CommandSpec] {
        let name = resource.shape.singular
        return [
            CommandSpec(
                name: "\(name) list", summary: "List \(resource.name)",
                options: Selection.options + [.init(name: "limit", value: "N", help: "at most so many")],
                exits: [.notFound, .notAllowed], printsData: true, isLong: true
            ) { session in try ListCommand.list(resource, session) },
            CommandSpec(
                name: "\(name) add", summary: "Add a \(name)",
                arguments: [.init(name: "FIELD=VALUE", help: "its values", isRepeated: true)],
                options: [WriteOptions.reason],
                examples: [.init("satchel \(name) add \(example)", "one \(name)")], exits: exits, printsData: true
            ) { session in try AddCommand.add(resource, session.invocation.arguments, session) },
            CommandSpec(
                name: "\(name) set", summary: "Change a \(name)",
                arguments: [
                    .init(name: "KEY", help: "its name or id"),
                    .init(name: "FIELD=VALUE", help: "the changes", isRepeated: true),
                ],
                options: [WriteOptions.reason], exits: exits, printsData: true
            ) { session in try SetCommand.set(resource, session.invocation.arguments[...], session) },
            CommandSpec(
                name: "\(name) delete", summary: "Put a \(name) into the trash",
                arguments: [.init(name: "KEY", help: "its name or id", isRepeated: true)],
                options: [WriteOptions.reason], exits: exits, printsData: true
            ) { session in try DeleteCommand.delete(resource, session.invocation.arguments[...], session) },
        ]
    }

    private static func setState(_ verb: String, _ state: String) -> CommandSpec {
        CommandSpec(
            name: "member \(verb)", summary: "Make a member \(state)",
            arguments: [.init(name: "KEY", help: "user name, name or id")], options: [WriteOptions.reason],
            exits: exits, printsData: true
        ) { session in
            let words = [try session.invocation.required(0), "state=\(state)"]
            return try SetCommand.set(Member.declaration.facts, words[...], session)
        }
    }

    private static let erase = CommandSpec(
        name: "member erase", summary: "Destroy what is personal of a member; this cannot be undone",
        arguments: [.init(name: "KEY", help: "user name, name or id")],
        examples: [.init("satchel member erase mara", "the audit log still verifies, the values are gone")],
        exits: exits, printsData: true
    ) { session in
        let facts = Member.declaration.facts
        try session.demandChange(.manage, on: facts.name)
        let writer = try session.writer()
        let record = try session.record(try session.invocation.required(0), in: facts, trash: .last, isWhole: true)
        let name = Record<Member>(values: record.values).userName
        try Confirmation.askTyping(name, "erase what is personal of \(name), which cannot be undone", session)
        // Nobody else's look at the store may keep the newest pages from being written back.
        session.closeReader()
        try writer.eraseMember(record.id)
        if session.wantsJSON {
            try session.output.line(JSONText.text(.pairs([("erased", .string(record.id.text))])))
        } else {
            try session.output.line(
                "erased what was personal of \(Table.cell(name)); the journal still names the account so")
        }
        return .done
    }
}
