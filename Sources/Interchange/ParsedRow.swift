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
    /// Currencies written beside amounts, where no column of the row says which one it is.
    package let marks: [AmountMark]
    /// Positions of fields that the file's other rows give and this one does not: it leaves them.
    package let absent: Set<Int>
    /// Keys of maps that the row takes away.
    package let removals: [(position: Int, key: String)]

    package init(
        number: Int, id: Identifier?, values: [Value], references: [(position: Int, name: String)],
        failures: [CellFailure], marks: [AmountMark] = [], absent: Set<Int> = [],
        removals: [(position: Int, key: String)] = []
    ) {
        self.number = number
        self.id = id
        self.values = values
        self.references = references
        self.failures = failures
        self.marks = marks
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

/// A currency written beside an amount: whether it is the right one only the record says.
package struct AmountMark: Sendable {
    let column: String
    let value: String
    let mark: String

    /// That the amount is in another currency than the record's.
    package func failure(row: Int, in currency: String) -> CellFailure? {
        AmountText.isMark(mark, of: currency)
            ? nil : CellFailure(row: row, column: column, value: value, rule: .otherCurrency(currency))
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
