// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The cells of a file that keep rows from being imported, as they are mended one after the other.
struct BadRows: Equatable, Sendable {
    struct Row: Equatable, Sendable {
        var cell: BadCell
        /// The text that was typed anew and is accepted.
        var mended: String?
        /// The text that was typed anew last, where it could not be tried.
        var untried: String?

        /// What is offered to be typed anew.
        var offered: String { untried ?? mended ?? cell.value }
    }

    /// A cell that was typed anew and is tried.
    struct Pending: Equatable, Sendable {
        let row: Int
        let column: String
        let text: String
    }

    private(set) var lines: [Row] = []
    var viewport = Viewport()
    var mending: TextInput?
    private(set) var pending: Pending?

    var current: Row? { lines.indices.contains(viewport.cursor) ? lines[viewport.cursor] : nil }

    mutating func take(_ cells: [BadCell]) {
        lines = cells.map { Row(cell: $0) }
        (viewport, mending, pending) = (Viewport(), nil, nil)
    }

    /// Rows that are neither mended nor left out.
    func openRows(leftOut: Set<Int>) -> Set<Int> {
        Set(lines.filter { $0.mended == nil }.map(\.cell.row)).subtracting(leftOut)
    }

    /// All rows that are shown.
    var rows: Set<Int> { Set(lines.map(\.cell.row)) }

    mutating func begin(_ pending: Pending) { (self.pending, mending) = (pending, nil) }

    /// The pending cell could not be tried: what was typed is offered when it is typed anew.
    mutating func putBackPending() {
        guard let pending else { return }
        self.pending = nil
        for index in lines.indices where lines[index].cell.row == pending.row {
            if lines[index].cell.column == pending.column { lines[index].untried = pending.text }
        }
    }

    /// Takes in what is wrong with the pending row still. Answers what is wrong with the cell that was typed.
    mutating func takeCheck(_ cells: [BadCell]) -> BadCell? {
        guard let pending else { return nil }
        self.pending = nil
        var left = cells
        for index in lines.indices where lines[index].cell.row == pending.row {
            let isTyped = lines[index].cell.column == pending.column
            if let found = left.firstIndex(where: { $0.column == lines[index].cell.column }) {
                lines[index] = Row(cell: left.remove(at: found))
            } else {
                lines[index].mended = isTyped ? pending.text : lines[index].mended ?? lines[index].cell.value
                if isTyped { lines[index].untried = nil }
            }
        }
        // What was hidden behind the first failure is a line of its own.
        if let last = lines.lastIndex(where: { $0.cell.row == pending.row }) {
            lines.insert(contentsOf: left.map { Row(cell: $0) }, at: last + 1)
        }
        return cells.first { $0.column == pending.column }
    }

    /// The next line that is neither mended nor left out, from the cursor on and round.
    func next(leftOut: Set<Int>) -> Int? {
        func isOpen(_ index: Int) -> Bool { lines[index].mended == nil && !leftOut.contains(lines[index].cell.row) }
        return lines.indices.first { $0 > viewport.cursor && isOpen($0) } ?? lines.indices.first(where: isOpen)
    }
}
