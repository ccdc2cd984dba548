internal import Domain
internal import Storage

/// `add`: makes one record.
enum AddCommand {
    static let spec = CommandSpec(
        name: "add", summary: "Add a record",
        arguments: [
            .init(name: "RESOURCE", help: "products, categories, members …", words: .resources),
            .init(name: "FIELD=VALUE", help: "its values; metadata.ply=4 for one key of a map", isRepeated: true),
        ],
        options: [WriteOptions.reason],
        examples: [
            .init(
                "satchel add products name='Merino DK' category=Yarn price=12.50 tags=soft,new metadata.ply=4",
                "a draft in the category Yarn"),
            .init(
                "satchel add variants product=YARN-0001 sku=YARN-0001-S options.size=S options.colour=moss",
                "a variant, told apart by its options"),
            .init("satchel help fields products", "what its fields are called and what they take"),
        ],
        exits: [.validation, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        try add(try session.invocation.resource(), session.invocation.arguments.dropFirst(), session)
    }

    /// Adds a record of the values in some words, and shows it.
    static func add(_ resource: ResourceFacts, _ words: some Sequence<String>, _ session: Session) throws -> ExitCode {
        try session.demandChange(.create, on: resource.name)
        let reading = try FieldChangeReading(session, resource, words)
        let writer = try session.writer()
        let values = try reading.values()
        let receipt = try writer.commit(
            Proposal(
                [.create(resource, id: nil, values: values)], reason: session.invocation.value("reason"),
                origin: Origin.commandLine))
        guard let id = receipt.records.first, let record = try session.reader().record(id, in: resource) else {
            return .done
        }
        let holders = try session.reader().formerHolders(of: record, in: resource)
        Warnings.say(holders.map { Warnings.sentence($0.key, $0.value, $0.record) })
        if session.wantsJSON {
            try ShowCommand.show(record, resource, session)
        } else {
            let name = RecordName.of(record.values, id: id, resource: resource)
            try session.output.line("added \(Table.cell(name)) to \(resource.name), id \(id.text)")
        }
        return .done
    }
}

/// Options that commands which write share.
enum WriteOptions {
    static let reason = CommandSpec.Option(name: "reason", value: "TEXT", help: "why, for the audit log")
    static let filter = CommandSpec.Option(
        name: "filter", value: "FILTER", help: "all records that match, in one action; shows the count and asks")
    static let all = CommandSpec.Option(name: "all", help: "every record, in one action; shows the count and asks")
    static let dryRun = CommandSpec.Option(
        name: "dry-run", help: "check everything, show before and after, and write nothing")
    /// Of commands that take many records.
    static let many = [filter, all, dryRun, reason]
}
