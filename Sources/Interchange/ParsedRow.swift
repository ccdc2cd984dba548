package import Domain

/// One row of a file, read into values; references still by the name that the file gives.
package struct ParsedRow: Sendable {
    /// The row as a spreadsheet numbers it, the header being 1.
    package let number: Int
    package let id: Identifier?
    /// Values by position; only those of the file's columns are meant.
    package var values: [Value]
    /// Names of records referred to, by field position.
    package let references: [(position: Int, name: String)]
    /// What is wrong with single cells.
    package let failures: [CellFailure]
    /// Positions of fields that the file's other rows give and this one does not: it leaves them.
    package let absent: Set<Int>
    /// Keys of maps that the row takes away.
    package let removals: [(position: Int, key: String)]

    package init(
        number: Int, id: Identifier?, values: [Value], references: [(position: Int, name: String)],
        failures: [CellFailure], absent: Set<Int> = [], removals: [(position: Int, key: String)] = []
    ) {
        self.number = number
        self.id = id
        self.values = values
        self.references = references
        self.failures = failures
        self.absent = absent
        self.removals = removals
    }

    /// The values, given away: the row has none any more.
    package mutating func takeValues() -> [Value] {
        let taken = values
        values = []
        return taken
    }
}

/// A cell that cannot be read as its field.
package struct CellFailure: Error, Hashable, Sendable {
    package let row: Int
    package let column: String
    package let value: String
    package let rule: FailureRule

    package init(row: Int, column: String, value: String, rule: FailureRule) {
        self.row = row
        self.column = column
        self.value = value
        self.rule = rule
    }
}
