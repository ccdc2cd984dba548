// SPDX-License-Identifier: Apache-2.0
extension Filter.Operator {
    /// All that may stand behind a field's name.
    package static let accepted = (allCases.map(\.rawValue) + ["in", "?"]).joined(separator: " ")
}

extension Kind {
    /// Whether texts of this kind are the same to a filter whatever their case; words of a choice are written in one
    /// way only, and a GTIN has no letters.
    package var foldsCase: Bool {
        switch self {
        case .text, .note, .set, .map: true
        case .code(let format): format != .gtin
        case .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference, .references: false
        }
    }

    /// The operators a filter may compare a field of this kind by; `?` may be asked of every one.
    package var operators: [Filter.Operator] {
        switch self {
        case .text, .note, .code, .date, .choice: Filter.Operator.allCases
        case .integer, .money, .quantity, .percent, .moment: Filter.Operator.allCases.filter { $0 != .contains }
        case .set: [.equal, .notEqual, .contains]
        case .boolean, .reference, .references: [.equal, .notEqual]
        case .map: []
        }
    }
}
