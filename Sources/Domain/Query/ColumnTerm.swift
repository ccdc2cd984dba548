// SPDX-License-Identifier: Apache-2.0

/// A column of a list as a person chose it: what it shows, and how wide where that is not left to the list.
package struct ColumnTerm: Hashable, Sendable {
    package let column: RecordColumn
    /// Cells; nil for as many as the list gives it.
    package let width: Int?

    package init(_ column: RecordColumn, width: Int? = nil) {
        self.column = column
        self.width = width
    }

    /// Columns a list may have; a longer text was written by nobody who reads it.
    package static let termsMax = 64
    /// Cells a column may have.
    package static let widthMax = 500

    /// Why a text names no columns.
    package enum Failure: Error, Hashable, Sendable {
        case unknown(String)
        case badWidth(String)
        case twice(String)
        case tooMany
    }

    /// The columns of a text like `sku:12,name,metadata.ply`; a number behind a colon is a width.
    package static func parse(_ text: String, for resource: ResourceFacts) throws(Failure) -> [ColumnTerm] {
        var terms: [ColumnTerm] = []
        for part in text.split(separator: ",") {
            let term = try term(Trim.blanks(String(part)), resource)
            if terms.contains(where: { $0.column == term.column }) { throw .twice(term.column.name) }
            terms.append(term)
            guard terms.count <= termsMax else { throw .tooMany }
        }
        return terms
    }

    private static func term(_ text: String, _ resource: ResourceFacts) throws(Failure) -> ColumnTerm {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isSized = parts.count > 1 && parts.last.map { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) } == true
        let name = isSized ? parts.dropLast().joined(separator: ":") : text
        guard let column = RecordColumn(name: name, of: resource) else { throw .unknown(name) }
        guard isSized else { return ColumnTerm(column) }
        guard let width = parts.last.flatMap({ Int($0) }), (1...widthMax).contains(width) else {
            throw .badWidth(text)
        }
        return ColumnTerm(column, width: width)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// As it stands in a text of columns.
    package var text: String { width.map { "\(column.name):\($0)" } ?? column.name }
}
