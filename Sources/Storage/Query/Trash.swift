// SPDX-License-Identifier: Apache-2.0

/// What becomes of deleted records where a key is looked up: a SKU may belong to a live record and to deleted ones.
package enum Trash: Sendable {
    /// Only live records are meant.
    case leftOut
    /// Live records are meant rather than deleted ones of the same key.
    case last
    /// Deleted records are meant rather than a live one of the same key.
    case first

    /// Whether the deleted records are looked through, in the order in which that is done.
    var order: [Bool] {
        switch self {
        case .leftOut: [false]
        case .last: [false, true]
        case .first: [true, false]
        }
    }
}
