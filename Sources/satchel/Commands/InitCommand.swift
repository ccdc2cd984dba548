internal import Domain
internal import Host
internal import Storage

/// `init`: makes a store.
enum InitCommand {
    static let spec = CommandSpec(
        name: "init", summary: "Make a store with its roles, settings and first categories",
        arguments: [.init(name: "PATH", help: "the file to make; else --store", isOptional: true, words: .files)],
        options: [
            .init(name: "name", value: "NAME", help: "the name of the business"),
            .init(name: "currency", value: "CODE", help: "its currency, EUR unless given"),
            .init(
                name: "industry", value: "NAME", help: "which categories it begins with, general unless given",
                words: .choice(Industries.names)),
            .init(name: "member", value: "NAME", help: "your own name, as the audit log shows it"),
            .init(name: "user", value: "NAME", help: "your user name in the store"),
            .init(name: "no-categories", help: "begin without categories"),
        ],
        examples: [
            .init(
                "satchel init shop.db --name \"Northlight\" --currency EUR --industry yarn",
                "makes shop.db with the categories of a yarn shop")
        ],
        exits: [.validation, .notAllowed], printsData: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        if session.isReadOnly { throw CommandFailure.readOnlyAsked }
        let path = try session.invocation.argument(0) ?? session.paths().store
        let folder = Files.parent(path)
        guard Files.kind(folder) != .missing else { throw CommandFailure.folderMissing(folder, path: path) }
        let paths = StorePaths(store: path, stateFolder: Folders.state)
        let founding = try founding(session.invocation, path: path)
        let identity = try StoreCreation.create(paths, founding, surroundings: session.surroundings()).identity
        try StoreClosing.settle(paths, session.surroundings())
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("store", .string(Files.absolute(path))), ("id", .string(identity.store.text)),
                ("name", .string(founding.name)), ("currency", .string(founding.currency)),
                ("industry", .string(founding.industry)), ("member", .string(founding.userName)),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            try session.output.line("made \(path): \(founding.name), \(founding.currency), \(founding.industry)")
            try session.output.line("go on: satchel --store \(path) import FILE --into products, or add, list, status")
        }
        return .done
    }

    private static func founding(_ invocation: Invocation, path: String) throws -> StoreFounding {
        var failures: [OptionFailure] = []
        func checked(_ text: String, _ option: String, _ resource: ResourceFacts, _ key: String) -> String {
            guard let field = resource.field(key) else { return text }
            do throws(FailureRuleError) {
                return try FieldCheck.normal(.text(text), field).text ?? ""
            } catch {
                failures.append(OptionFailure(option: option, value: text, rule: error.rule))
                return text
            }
        }
        let settings = Settings.declaration.facts
        let member = Member.declaration.facts
        let user = invocation.value("user") ?? userName
        let founding = StoreFounding(
            name: checked(invocation.value("name") ?? standardName(path), "name", settings, "name"),
            currency: checked(invocation.value("currency") ?? "EUR", "currency", settings, "currency"),
            industry: invocation.value("industry") ?? "general",
            memberName: checked(invocation.value("member") ?? user, "member", member, "name"),
            userName: checked(user, "user", member, "user_name"), deviceName: Machine.hostName, host: Machine.hostName,
            programVersion: Version.text, addsCategories: !invocation.has("no-categories"))
        if !failures.isEmpty { throw CommandFailure.options(failures, path: path) }
        return founding
    }

    /// The login name, as far as a user name may hold its characters.
    private static var userName: String {
        let allowed = Machine.userName.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return allowed.isEmpty ? "owner" : allowed
    }

    private static func standardName(_ path: String) -> String {
        let name = Files.name(path)
        return name.lastIndex(of: ".").map { String(name[..<$0]) }.flatMap { $0.isEmpty ? nil : $0 } ?? name
    }
}
