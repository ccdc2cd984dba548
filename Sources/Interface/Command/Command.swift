// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One thing a person can do: a row of the table that dispatch, hints, help, palette and the key reference read.
package struct Command: Sendable {
    /// How much a command changes.
    package enum Danger: Sendable {
        /// It only looks.
        case none
        /// It writes, and undo takes it back.
        case writes
    }

    /// Where a command can be used beside its layer.
    enum Reach: Sendable {
        /// Where keys are commands.
        case lists
        /// Also while one types, by those of its keys that are no characters.
        case everywhere
        /// Everywhere, and ahead of keys that wait: it concerns the terminal, not the work.
        case always
    }

    /// What a command needs before it can do its work.
    enum Need: Sendable {
        case nothing
        /// The row under the cursor: it waits while the list is being loaded.
        case row
    }

    /// Its stable name, verb behind noun: "cell.edit".
    package let id: String
    /// What it does, as a sentence without a full stop.
    package let title: String
    /// Its word in the hint line and how far left it stands there; nil where it is not hinted.
    package let hint: (word: String, rank: Int)?
    /// From this rank on a hint closes every hint line.
    static let closingRank = 90

    /// Default keys in the notation of `Key.name`, sequences with blanks between.
    package let keys: [String]
    /// What it needs to be allowed.
    package let permission: Permission?
    /// How much it changes.
    package let danger: Danger
    let reach: Reach
    let need: Need
    let when: @Sendable (Model) -> Bool
    /// Whether it is hinted, where it applies.
    let isHinted: @Sendable (Model) -> Bool
    let run: @Sendable (inout Model) -> Void

    init(
        _ id: String, _ title: String, keys: [String], hint: (word: String, rank: Int)? = nil,
        permission: Permission? = nil, danger: Danger = .none, reach: Reach = .lists, need: Need = .nothing,
        when: @escaping @Sendable (Model) -> Bool = { _ in true },
        isHinted: @escaping @Sendable (Model) -> Bool = { _ in true }, run: @escaping @Sendable (inout Model) -> Void
    ) {
        self.id = id
        self.title = title
        self.hint = hint
        self.keys = keys
        self.permission = permission
        self.danger = danger
        self.reach = reach
        self.need = need
        self.when = when
        self.isHinted = isHinted
        self.run = run
    }

    /// Whether it applies to what is shown now.
    package func applies(to model: Model) -> Bool { when(model) }

    /// Why it is not allowed here, in words; nil when it is.
    package func refusal(in model: Model) -> String? {
        if danger == .writes, model.session.isReadOnly { return "the store is open for reading only" }
        guard let permission, !model.session.may(permission) else { return nil }
        return "needs \(permission.text)"
    }
}
