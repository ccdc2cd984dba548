// SPDX-License-Identifier: Apache-2.0
internal import SQLite

/// Why the index of words was not asked though it seemed to hold everything; the records were read instead.
package enum SearchTrouble: Sendable, Equatable {
    /// Its file cannot be read.
    case unreadable(StoreError)
    /// It is damaged, or names records that do not hold the words.
    case damaged
    /// The store moved on meanwhile.
    case behind
}

extension ResultCode {
    /// Whether the file is damaged, which reading it again does not mend.
    var tellsDamage: Bool {
        switch self {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: true
        default: false
        }
    }
}
