internal import Domain
internal import Storage

/// `restore`: brings back what lies in the trash, or what a record held at an earlier commit.
enum RestoreCommand {
    static let spec = CommandSpec(
        name: "restore", summary: "Bring records back from the trash, or a record to an earlier version",
        arguments: [
            .init(name: "RESOURCE", help: "products, categories, members …", words: .resources),
            .init(name: "KEY", help: "the records, by id, SKU, name or path", isOptional: true, isRepeated: true),
        ],
        options: WriteOptions.many + [
            .init(
                name: "commit", value: "COMMIT",
                help: "give one record's fields the values they had after this commit, as history shows it")
        ],
        examples: [
            .init("satchel restore products SKU-0000042", "with its variants"),
            .init("satchel restore products SKU-0000042 --commit 7 --dry-run", "what an older version would change"),
        ],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        let resource = try session.invocation.resource()
        let keys = session.invocation.arguments.dropFirst()
        if let commit = try commit(session) { return try restore(keys, in: resource, at: commit, session) }
        try session.demandChange(.restore, on: resource.name)
        let bulk = BulkChange(
            session: session, resource: resource, verb: "restore", past: "restored", action: .restore)
        return try bulk.run(keys: keys)
    }

    private static func commit(_ session: Session) throws -> Int64? {
        guard let text = session.invocation.value("commit") else { return nil }
        guard let number = Int64(text), number > 0 else {
            throw UsageFailure.notANumber(
                option: "commit", value: text, expected: "the number of a commit, as history shows it")
        }
        for option in ["filter", "all"] where session.invocation.has(option) {
            throw UsageFailure.optionNotHere(option: option, reason: "--commit takes one record")
        }
        return number
    }

    private static func restore(
        _ keys: ArraySlice<String>, in resource: ResourceFacts, at commit: Int64, _ session: Session
    ) throws -> ExitCode {
        guard let key = keys.first, keys.count == 1 else {
            throw UsageFailure.optionNotHere(option: "commit", reason: "it takes one record")
        }
        try session.demandChange(.update, on: resource.name)
        let (id, _) = try session.identifier(key, in: resource)
        let trial = Trial(
            isDryRun: session.invocation.has("dry-run"), rowsMax: ChangedRecordText.rowsMax(session))
        let outcome = try session.writer().restore(
            id, in: resource, at: commit, reason: session.invocation.value("reason"), trial)
        let what = "\(outcome.summary) as of commit \(commit)"
        try OutcomeText.report(
            outcome, trial,
            .init(done: "restored \(what)", would: "would restore \(what)", nothing: "nothing to restore: \(what)"),
            session)
        return .done
    }
}
