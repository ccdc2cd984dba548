internal import Domain
internal import Interchange

/// Rows of a file on their way from the thread that reads to the one that writes, as many as a commit holds.
struct ImportBatch: Sendable {
    /// A row whose values may mean a record that is there.
    struct Row: Sendable {
        let number: Int
        let id: Identifier?
        let values: [Value]
        /// Names of records that are looked up when the row is written.
        let open: [(position: Int, name: String)]
    }

    private(set) var rowCount = 0
    private(set) var failures: [CellFailure] = []
    private(set) var rows: [Row] = []
    /// Where all rows are new: what is to be written, checked already, with the rows' numbers.
    private(set) var creates: [Operation] = []
    private(set) var numbers: [Int] = []

    /// Takes a parsed row: ids for its names, and a new record in its one form.
    mutating func add(_ parsed: consuming ParsedRow, _ preparation: ImportPreparation) {
        rowCount += 1
        guard parsed.failures.isEmpty else {
            failures += parsed.failures
            return
        }
        let missing = preparation.references.fill(&parsed)
        guard missing.isEmpty else {
            failures += missing
            return
        }
        let (number, id) = (parsed.number, parsed.id)
        guard let maker = preparation.maker else {
            let open = preparation.references.open(parsed)
            return rows.append(Row(number: number, id: id, values: parsed.values, open: open))
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
    let references: ImportReferences
    /// Who makes the records, where all of them are new.
    let maker: CheckedValues.Maker?
}
