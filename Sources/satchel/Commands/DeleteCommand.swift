internal import Domain
internal import Storage

/// `delete` and `purge`: what goes into the trash, and what goes for good.
enum DeleteCommand {
    private static let resource = CommandSpec.Argument(
        name: "RESOURCE", help: "products, categories, members …", words: .resources)
    private static let keys = CommandSpec.Argument(
        name: "KEY", help: "the records, by id, SKU, name or path", isOptional: true, isRepeated: true)

    static let delete = CommandSpec(
        name: "delete", summary: "Put records into the trash", arguments: [resource, keys],
        options: WriteOptions.many,
        examples: [
            .init("satchel delete products SKU-0000042", "restore brings it back"),
            .init("satchel delete products --filter 'status=archived updated<today-365d' --yes", "many, in one action"),
        ],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        try delete(try session.invocation.resource(), session.invocation.arguments.dropFirst(), session)
    }

    /// Deletes the records that some keys name.
    static func delete(_ resource: ResourceFacts, _ keys: ArraySlice<String>, _ session: Session) throws -> ExitCode {
        try session.demandChange(.delete, on: resource.name)
        let bulk = BulkChange(
            session: session, resource: resource, verb: "delete", past: "deleted", action: .delete)
        return try bulk.run(keys: keys)
    }

    static let purge = CommandSpec(
        name: "purge", summary: "Remove one record for good; this cannot be undone",
        arguments: [resource, .init(name: "KEY", help: "the record, by id, SKU, name or path")],
        options: [WriteOptions.reason],
        examples: [.init("satchel purge products SKU-0000042", "asks for its name to be typed")],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        let resource = try session.invocation.resource()
        try session.demandChange(.purge, on: resource.name)
        let key = try session.invocation.required(1)
        let writer = try session.writer()
        let record = try session.record(key, in: resource, trash: .first, isWhole: true)
        let name = name(record, resource)
        let state = record.isDeleted ? "deleted" : "live"
        try Confirmation.askTyping(
            name, "purge the \(state) \(resource.shape.singular) \(label(record, resource)), which cannot be undone",
            session)
        let receipt = try writer.commit(
            Proposal(
                [.purge(resource, id: record.id)], reason: session.invocation.value("reason"),
                origin: Origin.commandLine))
        if session.wantsJSON {
            try session.output.line(JSONText.text(ReceiptJSON.value(receipt)))
        } else {
            try session.output.line("purged the \(state) \(Table.cell(label(record, resource)))")
        }
        return .done
    }

    /// "Merino DK, id 01M7…": what one record of a key is told from another by.
    private static func label(_ record: StoredRecord, _ resource: ResourceFacts) -> String {
        let name = name(record, resource)
        let label = record.values[resource.labelPosition].text ?? name
        return "\(label == name ? name : "\(name) \(label)"), id \(record.id.text)"
    }

    private static func name(_ record: StoredRecord, _ resource: ResourceFacts) -> String {
        RecordName.of(record.values, id: record.id, resource: resource)
    }
}
