internal import Text

/// Free text on its way into the journal: reasons, file names, the name of a terminal. It is read on terminals for
/// years, and can never be taken out again.
package enum JournalText {
    /// Longer than any reason a person gives, short enough for a line of the audit log.
    package static let lengthMax = 1_000

    /// The text as it may be written. Controls and signs that hide or reorder others are made visible, the end of what
    /// is too long is cut off.
    package static func neutral(_ text: String) -> String {
        let visible = Visible.neutral(text)
        guard visible.utf8.count > lengthMax, visible.count > lengthMax else { return visible }
        return visible.prefix(lengthMax - 1) + "…"
    }

    /// Refuses what `neutral` would change: for what a person typed just now and can type again.
    package static func check(_ text: String) throws(FailureRuleError) {
        if let scalar = Visible.firstForbidden(in: text, allowingLines: false) {
            throw .init(.forbiddenCharacter(scalar.value))
        }
        guard text.utf8.count <= lengthMax || text.count <= lengthMax else { throw .init(.tooLong(max: lengthMax)) }
    }
}
