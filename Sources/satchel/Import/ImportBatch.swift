internal import Domain
internal import Interchange

/// Rows of a file on their way from the thread that reads to the one that writes, as many as a commit holds.
struct ImportBatch: Sendable {
    /// A row whose values may mean a record that is there.
    struct Row: Sendable {
        let number: Int
        let id: Identifier?
        var values: [Value]
        let absent: Set<Int>
        let removals: [(position: Int, key: String)]
        let marks: [AmountMark]

        init(_ row: borrowing ParsedRow) {
            number = row.number
            id = row.id
            values = row.values
            absent = row.absent
            removals = row.removals
            marks = row.marks
        }
    }

    private(set) var rowCount = 0
    private(set) var failures: [CellFailure] = []
    private(set) var rows: [Row] = []
    /// Rows that refer to records which are known only once others are written.
    private(set) var waiting: [ParsedRow] = []
    /// Where all rows are new: what is to be written, checked already, with the rows' numbers.
    private(set) var creates: [Operation] = []
    private(set) var numbers: [Int] = []

    /// Takes a parsed row: ids for its names, and a new record in its one form.
    mutating func add(_ parsed: consuming ParsedRow, _ preparation: ImportPreparation) {
        rowCount += 1
        let outcome = preparation.references.fill(&parsed)
        guard parsed.failures.isEmpty else {
            // All that is wrong with a row is told together.
            failures += parsed.failures
            if case .failed(let missing) = outcome { failures += missing }
            failures += CheckedValues.failures(of: parsed.values, preparation.resource).map { failure in
                CellFailure(
                    row: parsed.number, column: preparation.column(failure.field), value: failure.value ?? "",
                    rule: failure.rule)
            }
            return
        }
        switch outcome {
        case .complete: break
        case .waiting: return waiting.append(parsed)
        case .failed(let missing):
            failures += missing
            return
        }
        let (number, id) = (parsed.number, parsed.id)
        guard let maker = preparation.maker else {
            return rows.append(Row(parsed))
        }
        let foreign = parsed.marks.compactMap { $0.failure(row: number, in: maker.currency) }
        guard foreign.isEmpty else {
            failures += foreign
            return
        }
        if let field = preparation.conversion?.apply(&parsed.values) {
            failures.append(preparation.noTaxRate(field, parsed.values, row: number))
            return
        }
        let resource = preparation.resource
        let checked = CheckedValues(new: parsed.takeValues(), of: resource, id: id, by: maker, withKeys: true)
        creates.append(.createChecked(resource, id: id, checked))
        numbers.append(number)
    }
}

/// What turning a parsed row into an operation needs.
struct ImportPreparation: Sendable {
    let resource: ResourceFacts
    let plan: ImportPlan
    let references: ImportReferences
    /// Who makes the records, where all of them are new.
    let maker: CheckedValues.Maker?
    var conversion: PriceConversion?

    /// That a price cannot be turned into one as the store keeps it.
    func noTaxRate(_ field: FieldFacts, _ values: [Value], row: Int) -> CellFailure {
        CellFailure(
            row: row, column: column(field.key),
            value: Rendering.text(values[field.position], field, in: values, of: resource), rule: .taxRateMissing)
    }

    /// What the file calls a field.
    func column(_ key: String) -> String {
        let header = resource.positions[key].flatMap { position in
            plan.columns.first { $0.target == .field(position) }?.header
        }
        return header ?? key
    }
}
