internal import Domain
internal import Host
internal import Storage

/// `batch`: a file of operations that are written together or not at all.
enum BatchCommand {
    static let spec = CommandSpec(
        name: "batch", summary: "Carry out the operations of a JSON Lines file, all of them or none",
        arguments: [.init(name: "FILE", help: "one operation a line; - is standard input", words: .files)],
        options: [.init(name: "dry-run", help: "check everything and write nothing"), WriteOptions.reason],
        examples: [
            .init(
                #"{"op":"create","resource":"products","values":{"name":"Cowl","category":"Garments"}}"#,
                "a line of such a file"),
            .init(
                #"{"op":"create","resource":"variants","values":{"product":"{{result[0].id}}","sku":"C-S"}}"#,
                "a later operation may name what an earlier one made"),
            .init(
                #"{"op":"transfer","resource":"products","key":"YARN-0001","values":{"category":"Kits"}}"#,
                "op is create, update, delete, restore or transfer"),
        ],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let path = try session.invocation.required(0)
        let isDryRun = session.invocation.has("dry-run")
        let writer = try session.writer()
        let start = session.now
        let items = try BatchFile.read(path)
        var run = BatchRun(session: session, path: path, reader: try session.reader(), currency: try session.currency())
        var receipt: Receipt?
        var failure: BatchFailure?
        do throws(StoreError) {
            try writer.group(
                origin: Origin.batch, reason: session.invocation.value("reason") ?? "batch \(Files.name(path))"
            ) {
                (group) throws(StoreError) in
                do throws(BatchFailure) {
                    try run.write(items, group)
                } catch {
                    failure = error
                    throw .cancelled
                }
                receipt = group.receipt
                if isDryRun { throw .cancelled }
            }
        } catch {
            if let failure { throw failure }
            guard isDryRun, receipt != nil else { throw error }
        }
        try report(run.results, receipt, isDryRun, session)
        let namesSKUs = items.contains { line in
            (try? line.get())?.values.contains { $0.key == "sku" } == true
        }
        if namesSKUs, !isDryRun {
            Warnings.say(Warnings.reusedSKUs(since: start, includingChanged: true, session))
        }
        return .done
    }

    private static func report(
        _ results: [BatchRun.Outcome], _ receipt: Receipt?, _ isDryRun: Bool, _ session: Session
    ) throws {
        let changes = receipt?.changeCount ?? 0
        guard session.wantsJSON else {
            let what = "\(Phrase.count(results.count, "operation")), \(Phrase.count(changes, "change"))"
            return try session.output.line(isDryRun ? "would do \(what)" : "did \(what)")
        }
        let json = JSONValue.pairs([
            ("group", isDryRun || changes == 0 ? .null : .text(receipt?.group.text)), ("dry_run", .boolean(isDryRun)),
            ("changes", .integer(changes)),
            (
                "results",
                .array(
                    results.enumerated().map { index, result in
                        .pairs([
                            ("index", .integer(index)), ("op", .string(result.verb)),
                            ("resource", .string(result.resource.name)), ("id", .string(result.id.text)),
                        ])
                    })
            ),
        ])
        try session.output.line(JSONText.text(json))
    }
}
