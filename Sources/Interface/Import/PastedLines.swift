// SPDX-License-Identifier: Apache-2.0

internal import Domain

/// Lines that a person pasted where a file of records could come from.
package struct PastedLines: Equatable, Sendable {
    /// All of them, ended by line feeds.
    package let text: String
    /// How many hold something.
    package let count: Int
    /// The keys of the list's columns: what the cells of lines without a header are.
    package let columns: [String]
    /// What the cell is where lines have one.
    package let soleColumn: String

    /// Nil for what is no more than one cell.
    package init?(_ text: String, columns: [String], soleColumn: String) {
        // A terminal hands over line ends as the key that ends a line.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r" || $0 == "\n" || $0 == "\r\n" }
        count = lines.count { line in line.contains { !$0.isWhitespace } }
        guard count > 1 || (count == 1 && text.contains("\t")) else { return nil }
        self.text = lines.joined(separator: "\n") + "\n"
        self.columns = columns
        self.soleColumn = soleColumn
    }
}

extension RecordsPlace {
    /// Lines pasted into a list may be records.
    mutating func pasted(_ text: String, _ scope: inout Scope) {
        let columns = terms(scope.situation).map(\.column.name)
        let lines = PastedLines(text, columns: columns, soleColumn: list.resource.shape.labelField)
        guard let lines else { return scope.sayNothingPastes() }
        if let refusal = Commands.named("import.open")?.refusal(in: self, scope.situation.viewer) {
            return scope.say(.warning, "The pasted lines cannot be imported: \(refusal).")
        }
        let count = lines.count == 1 ? "the line" : "the \(Figures.grouped(Int64(lines.count))) lines"
        asked = .pasted(scope.inquire("Import \(count) pasted as \(list.resource.name)?"), lines)
    }
}
