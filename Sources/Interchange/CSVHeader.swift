// SPDX-License-Identifier: Apache-2.0

/// The names of a CSV file's columns.
package struct CSVHeader: Hashable, Sendable {
    /// What is wrong or suspicious in a header; columns are counted from 1.
    package enum Fault: Error, Hashable, Sendable {
        /// The file has no row at all.
        case emptyFile
        /// No row follows the header.
        case headerOnly
        /// Two columns have the same name but for case and spaces.
        case duplicateName(name: String, column: Int, otherColumn: Int)
        case emptyName(column: Int)
        case nameTooLong(column: Int, bytes: Int, bytesMax: Int)
        /// Names that are numbers or dates: the file may have no header. A suspicion, not an error.
        case looksLikeData(columns: [Int], example: String)
    }

    /// The names by column, as they stand in the file.
    package let names: [String]

    /// Makes a header of names.
    package init(names: [String]) {
        self.names = names
    }

    /// Makes a header of a file's first row.
    package init(_ row: borrowing CSVRow) {
        names = (0..<row.presentCount).map { row[$0] }
    }

    /// Whether the file has something to import, told by the number of rows read, the header among them.
    package static func fault(rowCount: Int) -> Fault? {
        switch rowCount {
        case ...0: .emptyFile
        case 1: .headerOnly
        default: nil
        }
    }

    /// The name as columns are compared: without spaces, in lower case.
    package static func key(of name: String) -> String {
        String(name.filter { !$0.isWhitespace }).lowercased()
    }

    /// All that is wrong or suspicious in the names, by column; a suspicion comes last.
    package var faults: [Fault] {
        var faults: [Fault] = []
        var columnsByKey: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let column = index + 1
            let key = Self.key(of: name)
            if key.isEmpty {
                faults.append(.emptyName(column: column))
            } else if name.utf8.count > CSVLimits.headerNameBytesMax {
                let bytesMax = CSVLimits.headerNameBytesMax
                faults.append(.nameTooLong(column: column, bytes: name.utf8.count, bytesMax: bytesMax))
            } else if let first = columnsByKey[key] {
                faults.append(.duplicateName(name: name, column: first, otherColumn: column))
            } else {
                columnsByKey[key] = column
            }
        }
        let data = names.indices.filter { Self.looksLikeData(names[$0]) }
        if let first = data.first {
            faults.append(.looksLikeData(columns: data.map { $0 + 1 }, example: names[first]))
        }
        return faults
    }

    private static func looksLikeData(_ name: String) -> Bool {
        NumberFormat.all.contains { $0.reads(name) } || DateFormat.all.contains { $0.reads(name) }
    }
}
