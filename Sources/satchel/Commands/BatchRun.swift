internal import Domain
internal import Storage

/// Carries out the operations of a batch inside one group.
struct BatchRun {
    /// What an operation is about: its record is known before it is written.
    struct Outcome {
        let verb: String
        let resource: ResourceFacts
        let id: Identifier
        /// The values that were given, as text, for references to them.
        let given: [String: String]
        /// Whether it is not done, for a reason that is told.
        var isFailed = false
    }

    let session: Session
    let path: String
    let reader: Reader
    private let names: LiveNames
    let currency: String
    private(set) var results: [Outcome] = []
    private var waiting: [Operation] = []
    private var waitingItems: [BatchItem] = []

    init(session: Session, path: String, reader: Reader, currency: String) {
        self.session = session
        self.path = path
        self.reader = reader
        names = LiveNames { reader }
        self.currency = currency
    }

    /// Writes all operations; throws the failures of every one, those of lines that are none among them.
    mutating func write(_ lines: [BatchFile.Line], _ group: GroupWriter) throws(BatchFailure) {
        var failures: [BatchFailure.Item] = []
        for line in lines {
            do throws(BatchFailure.Item) {
                let item = try line.get()
                let operation = try operation(item, group)
                waiting.append(operation)
                waitingItems.append(item)
            } catch {
                failures += [error] + error.others
                results.append(
                    Outcome(
                        verb: "", resource: Product.declaration.facts, id: group.makeIdentifier(), given: [:],
                        isFailed: true))
            }
        }
        do throws(BatchFailure) {
            try flush(group)
        } catch {
            failures += error.items
        }
        if !failures.isEmpty { throw failed(failures.sorted { $0.index < $1.index }) }
    }

    private func failed(_ items: [BatchFailure.Item]) -> BatchFailure {
        let isMissing = items.allSatisfy { $0.rule == "not_found" && $0.field == nil }
        let isTaken = items.allSatisfy { $0.rule == "taken" || $0.rule == "twice" || $0.rule == "edit_conflict" }
        let isDenied = items.allSatisfy { $0.rule == "denied" }
        return BatchFailure(
            path: path, items: items,
            exit: isMissing ? .notFound : isTaken ? .conflict : isDenied ? .notAllowed : .validation)
    }

    /// Writes what waits: at the end, or when an operation asks for what only writing tells.
    private mutating func flush(_ group: GroupWriter) throws(BatchFailure) {
        if waiting.isEmpty { return }
        do throws(StoreError) {
            try group.write(Proposal(waiting, origin: Origin.batch))
        } catch {
            throw failed(items(of: error))
        }
        waiting = []
        waitingItems = []
    }

    /// The store's answer, told by operation.
    private func items(of error: StoreError) -> [BatchFailure.Item] {
        func whole(_ report: FailureReport) -> [BatchFailure.Item] {
            guard let first = waitingItems.first else { return [] }
            let text = ([report.message] + report.hints).joined(separator: "; ")
            return [first.failure(text, rule: report.code)]
        }
        switch error {
        case .invalid(let failures):
            return failures.map { failure in
                let item = waitingItems.indices.contains(failure.index) ? waitingItems[failure.index] : nil
                return BatchFailure.Item(
                    index: item?.index ?? failure.index, line: item?.line ?? 0, resource: failure.resource,
                    record: failure.record, field: failure.field, value: failure.value, rule: failure.rule.code,
                    message: failure.rule.sentence, expected: failure.rule.expected)
            }
        case .notFound(_, let key), .gone(_, let key):
            let item = zip(waiting, waitingItems).first { $0.0.record?.text == key }?.1 ?? waitingItems.first
            return item.map { [$0.failure("is not there", rule: "not_found", value: $0.key)] } ?? []
        default: return whole(FailureReport(error))
        }
    }

    // MARK: One operation

    private mutating func operation(_ item: BatchItem, _ group: GroupWriter) throws(BatchFailure.Item) -> Operation {
        let values = try resolved(item, group)
        let reading = BatchReading(reader: reader, names: names, item: item, currency: currency, results: results)
        let operation: Operation
        switch item.verb {
        case "create":
            let id = item.key.flatMap(Identifier.init(text:)) ?? group.makeIdentifier()
            operation = .create(item.resource, id: id, values: try reading.values(values))
        case "update":
            let id = try identifier(item, reading, group)
            let stored = try reading.stored(id)
            operation = .update(item.resource, id: id, edits: try reading.edits(values, stored))
        case "delete": operation = .delete(item.resource, id: try identifier(item, reading, group))
        case "restore": operation = .restore(item.resource, id: try identifier(item, reading, group, isDeleted: true))
        default:
            guard let target = values.first(where: { $0.key == "category" })?.value.string else {
                throw item.failure("must be given", rule: "required", field: "category")
            }
            let category = try reading.identifier(target, "categories", field: "category")
            operation = .transfer(item.resource, id: try identifier(item, reading, group), to: category)
        }
        guard let id = operation.record else { throw item.failure("has no record", rule: "not_found") }
        results.append(Outcome(verb: item.verb, resource: item.resource, id: id, given: Self.texts(values)))
        return operation
    }

    private static func texts(_ values: [JSONMember]) -> [String: String] {
        var texts: [String: String] = [:]
        for member in values { texts[member.key] = FieldReading.text(member.value) }
        return texts
    }

    private mutating func identifier(
        _ item: BatchItem, _ reading: BatchReading, _ group: GroupWriter, isDeleted: Bool = false
    ) throws(BatchFailure.Item) -> Identifier {
        let key = try text(item.key ?? "", item, group)
        // A record of this very batch is not in the store yet.
        if let id = Identifier(text: key), results.contains(where: { $0.id == id }) { return id }
        return try reading.record(key, isDeleted: isDeleted)
    }

    // MARK: References

    /// The values with `{{result[n].field}}` replaced.
    private mutating func resolved(_ item: BatchItem, _ group: GroupWriter) throws(BatchFailure.Item) -> [JSONMember] {
        var members: [JSONMember] = []
        for member in item.values {
            members.append(JSONMember(key: member.key, value: try resolved(member.value, item, group)))
        }
        return members
    }

    private mutating func resolved(_ value: JSONValue, _ item: BatchItem, _ group: GroupWriter)
        throws(BatchFailure.Item) -> JSONValue
    {
        switch value {
        case .string(let string): return .string(try text(string, item, group))
        case .array(let elements):
            var resolvedElements: [JSONValue] = []
            for element in elements { resolvedElements.append(try resolved(element, item, group)) }
            return .array(resolvedElements)
        case .null, .boolean, .number, .object: return value
        }
    }

    private mutating func text(_ text: String, _ item: BatchItem, _ group: GroupWriter)
        throws(BatchFailure.Item) -> String
    {
        var rest = text[...]
        var result = ""
        while let start = rest.firstRange(of: "{{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else { break }
            result += rest[..<start.lowerBound]
            result += try referred(String(rest[start.upperBound..<end.lowerBound]), item, group)
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    private mutating func referred(_ reference: String, _ item: BatchItem, _ group: GroupWriter)
        throws(BatchFailure.Item) -> String
    {
        func wrong(_ message: String) -> BatchFailure.Item {
            item.failure(
                message, rule: "bad_reference", value: "{{\(reference)}}",
                expected: item.index == 0
                    ? "{{result[n].field}} of an earlier operation, which the first one has not"
                    : "{{result[n].field}} with n from 0 to \(item.index - 1)")
        }
        guard reference.hasPrefix("result["), let close = reference.firstIndex(of: "]"),
            let number = Int(reference.dropFirst(7).prefix { $0 != "]" }),
            reference[reference.index(after: close)...].hasPrefix(".")
        else { throw wrong("is no reference") }
        let field = String(reference[close...].dropFirst(2))
        guard number >= 0, number < results.count else { throw wrong("refers to no earlier operation") }
        let result = results[number]
        if result.isFailed { throw wrong("refers to operation \(number), which is not accepted") }
        if field == "id" { return result.id.text }
        if let given = result.given[field] { return given }
        guard let facts = result.resource.field(field) else {
            throw wrong("refers to no field of \(result.resource.name)")
        }
        // The store fills some fields when it writes, a SKU from its pattern for one.
        do throws(BatchFailure) {
            try flush(group)
        } catch {
            throw error.items.first ?? wrong("cannot be told")
        }
        let empty = [Value](repeating: .null, count: result.resource.fields.count)
        guard case .record(let record)? = try? group.match(id: result.id, values: empty, in: result.resource),
            !record.values[facts.position].isNull
        else { throw wrong("refers to an empty field") }
        return Rendering.text(record.values[facts.position], facts, in: record.values, of: result.resource)
    }
}
