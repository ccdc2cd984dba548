internal import Domain

/// Checks the free texts of a command line before anything is opened: what is wrong with them is the typist's to mend.
enum GivenTexts {
    /// The options whose text goes into the journal as it stands.
    private static let journaled = [WriteOptions.reason.name]

    static func check(_ invocation: Invocation) throws(UsageFailure) {
        for option in journaled {
            guard let text = invocation.value(option) else { continue }
            do throws(FailureRuleError) {
                try JournalText.check(text)
            } catch {
                throw .textNotTaken(option: option, value: text, error.rule)
            }
        }
    }
}
