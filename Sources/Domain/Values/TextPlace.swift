// SPDX-License-Identifier: Apache-2.0

/// A place in a text that a person wrote: its line and its column, both from 1; a column is one Unicode scalar.
package struct TextPlace: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    /// A place.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether the left one is read first.
    package static func < (left: TextPlace, right: TextPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
