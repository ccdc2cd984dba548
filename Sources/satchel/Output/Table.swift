internal import Storage
internal import Text

/// Aligned columns. Widths come from the first rows, so that any number of rows streams through; a later cell that is
/// wider pushes its row. On a terminal cells are cut to its width, elsewhere they are whole.
final class Table {
    /// One column's heading and side.
    struct Column {
        let title: String
        var isNumber = false
        /// Columns of the highest rank go first where space is short.
        var rank = 0
    }

    private let columns: [Column]
    private let output: Output
    private var waiting: [[String]] = []
    private var widths: [Int] = []
    private var isPrinting = false
    private var shown: [Int] = []
    private(set) var rowCount = 0

    /// Rows looked at for the widths.
    private static let sampleCount = 500
    private static let gap = 2
    private static let cellWidthMin = 8

    init(_ columns: [Column], to output: Output) {
        self.columns = columns
        self.output = output
    }

    /// Adds a row; cells are made safe for a terminal here.
    func add(_ cells: [String]) throws(StoreError) {
        rowCount += 1
        let safe = cells.map(Self.cell)
        if isPrinting { return try print(safe) }
        waiting.append(safe)
        if waiting.count == Self.sampleCount { try begin() }
    }

    /// Prints what still waits. A table without rows prints nothing.
    func finish() throws(StoreError) {
        if !isPrinting, !waiting.isEmpty { try begin() }
    }

    private func begin() throws(StoreError) {
        isPrinting = true
        widths = columns.map { Width.of($0.title) }
        for row in waiting {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], Width.of(cell)) }
        }
        shown = Array(columns.indices)
        if let width = output.width { fit(width) }
        try print(columns.map(\.title))
        for row in waiting { try print(row) }
        waiting = []
    }

    /// Leaves out the least important columns, then shortens the widest, until the rows fit.
    private func fit(_ width: Int) {
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, shown.count - 1) }
        while total() > width {
            let widest = shown.max { widths[$0] < widths[$1] } ?? 0
            let overflow = total() - width
            if widths[widest] - overflow >= Self.cellWidthMin * 2 {
                widths[widest] -= overflow
                return
            }
            let least = shown.max { columns[$0].rank < columns[$1].rank } ?? 0
            guard shown.count > 1 else { return widths[widest] = max(1, width) }
            shown.removeAll { $0 == least }
        }
    }

    private func print(_ cells: [String]) throws(StoreError) {
        var line = ""
        for (place, index) in shown.enumerated() {
            let isLast = place == shown.count - 1
            let cell = output.width == nil ? cells[index] : Self.cut(cells[index], to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - Width.of(cell)))
            if columns[index].isNumber { line += padding + cell } else { line += isLast ? cell : cell + padding }
            if !isLast { line += "  " }
        }
        while line.hasSuffix(" ") { line.removeLast() }
        try output.line(line)
    }

    /// More marks over a letter than any script has are drawn over the lines above and below.
    private static let marksMax = 4

    /// One line without anything that acts on a terminal.
    static func cell(_ text: String) -> String {
        var line = text
        if text.utf8.contains(where: { $0 == 10 || $0 == 9 || $0 == 13 }) {
            line = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0 == "\n" || $0 == "\t" || $0 == "\r" ? " " : $0 }))
        }
        return Visible.capping(marks: marksMax, in: Visible.neutral(line))
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard Width.of(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let cells = Width.of(character)
            if used + cells > width - 1 { break }
            result.append(character)
            used += cells
        }
        return result + "…"
    }
}
