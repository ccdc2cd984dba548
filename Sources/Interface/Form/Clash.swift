// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Fields that both sides changed: what the form was opened on, what is typed, and what the store holds by now. One is
/// chosen for each; nothing is overwritten unasked.
struct Clash: Equatable, Sendable {
    struct Row: Equatable, Sendable {
        /// The field's name in the form, or that of a key: "price", "metadata.ply".
        let id: String
        let label: String
        let opened: String
        let mine: String
        let theirs: String
        /// Who changed it and when.
        let by: String
        var takesTheirs: Bool?
    }

    /// The record as the store holds it.
    let stored: StoredRecord
    let names: [Identifier: String]
    let next: FormPlace.Next
    var rows: [Row]
    private(set) var cursor = 0

    init(stored: StoredRecord, names: [Identifier: String], next: FormPlace.Next, rows: [Row]) {
        (self.stored, self.names, self.next, self.rows) = (stored, names, next, rows)
    }

    mutating func move(by step: Int) { cursor = min(max(0, cursor + step), rows.count - 1) }

    /// Chooses a side for the row, and goes to the next that has none.
    mutating func choose(theirs: Bool) {
        rows[cursor].takesTheirs = theirs
        let open = rows.indices.filter { rows[$0].takesTheirs == nil }
        cursor = open.first { $0 > cursor } ?? open.first ?? cursor
    }

    mutating func chooseAll(theirs: Bool) {
        for index in rows.indices { rows[index].takesTheirs = theirs }
    }

    /// The first field without a side; the cursor goes there.
    mutating func firstOpen() -> Row? {
        guard let index = rows.firstIndex(where: { $0.takesTheirs == nil }) else { return nil }
        cursor = index
        return rows[index]
    }

    var theirs: Set<String> { Set(rows.filter { $0.takesTheirs == true }.map(\.id)) }

    /// Each field over its three values; long ones are broken, never cut.
    func lines(columns: Int) -> (lines: [Line], first: Int, last: Int) {
        let x = min(22, columns / 2)
        var lines: [Line] = []
        var seen = (0, 0)
        for (index, row) in rows.enumerated() {
            let start = lines.count
            lines.append(Line(row.label, .textHead, x: 3))
            let parts: [(String, String, Bool)] = [
                ("when opened", row.opened, false), ("mine", row.mine, row.takesTheirs == false),
                ("theirs", row.theirs, row.takesTheirs == true),
            ]
            for (label, value, isChosen) in parts {
                let broken = Wrap.lines(value.isEmpty ? "–" : value, columns: max(8, columns - x))
                for (number, text) in broken.enumerated() {
                    var line = isChosen && number == 0 ? Line("✓", .listMarked, x: 3) : Line()
                    if number == 0 { line = line.adding(label, .textDim, x: 5) }
                    lines.append(line.adding(text, isChosen ? .diffNew : .text, x: x))
                }
            }
            for text in Wrap.lines(row.by, columns: max(8, columns - x)) { lines.append(Line(text, .textDim, x: x)) }
            if index == cursor {
                lines[start] = Line("▌", .listSelected).adding(row.label, .textHead, x: 3)
                seen = (start, lines.count - 1)
            }
            lines.append(.blank)
        }
        return (lines, seen.0, seen.1)
    }
}
