// SPDX-License-Identifier: Apache-2.0

/// What a piece of the screen means; a theme says what it looks like.
package enum Role: Int, CaseIterable, Sendable {
    case text, textDim, textHead, accent, listSelected, listMarked, fieldEdit, fieldChanged, overlay, match
    case hintKey, hintWord, rule, badgeReadonly, statusPending, statusConflict, statusRejected, statusDraft
    case statusDeleted, severityOk, severityInfo, severityWarning, severityError, stockLow, diffOld, diffNew
    case moneyTotal, chart1, chart2, chart3, chart4, qrDark, qrLight, denied

    /// The name in a theme file: "text.dim", "chart.1".
    package var name: String {
        String(describing: self).reduce(into: "") { name, character in
            name += character.isUppercase || character.isNumber ? ".\(character.lowercased())" : String(character)
        }
    }

    /// The role of a name in a theme file.
    package init?(name: String) {
        guard let role = Role.allCases.first(where: { $0.name == name }) else { return nil }
        self = role
    }
}
