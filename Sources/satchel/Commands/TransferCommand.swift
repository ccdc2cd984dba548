internal import Domain
internal import Storage

/// `transfer`: moves products to another category.
enum TransferCommand {
    static let spec = CommandSpec(
        name: "transfer", summary: "Move records to another category",
        arguments: [
            .init(name: "RESOURCE", help: "products", words: .choice(["products"])),
            .init(name: "KEY", help: "the records, by id, SKU or name", isOptional: true, isRepeated: true),
        ],
        options: [
            .init(name: "to", value: "CATEGORY", help: "the category, by path, name or id")
        ] + WriteOptions.many,
        examples: [.init("satchel transfer products YARN-0001 --to Kits", "the audit log holds from and to")],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        let resource = try session.invocation.resource()
        guard resource.field("category") != nil else {
            throw UsageFailure.notAChoice(option: "RESOURCE", value: resource.name, choices: [Product.shape.name])
        }
        guard let name = session.invocation.value("to") else {
            throw UsageFailure.argumentMissing("--to CATEGORY", command: "transfer")
        }
        try session.demandChange(.transfer, on: resource.name)
        let category = try session.record(name, in: Category.declaration.facts, isWhole: true)
        let bulk = BulkChange(
            session: session, resource: resource, verb: "transfer", past: "transferred",
            action: .transfer(to: category.id))
        return try bulk.run(keys: session.invocation.arguments.dropFirst())
    }
}
