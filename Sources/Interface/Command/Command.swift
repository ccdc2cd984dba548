// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// One thing a person can do: a row of the table that dispatch, hints, help, palette and the key reference read.
package struct Command: Sendable {
    /// How much a command changes.
    package enum Danger: Sendable {
        /// It only looks.
        case none
        /// It writes, and undo takes it back.
        case writes
    }

    /// Where a command can be used beside its key table.
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

    /// What it needs to be allowed.
    enum Right: Sendable {
        case none
        case permission(Permission)
        /// An action on the resource of the place.
        case action(Permission.Action)
    }

    /// Its word in the hint line and how far left it stands there.
    package typealias Hint = (word: String, rank: Int)

    /// Its stable name, verb behind noun: "cell.edit".
    package let id: String
    /// What it does, as a sentence without a full stop.
    package let title: String
    /// Nil where it is not hinted.
    package let hint: Hint?
    /// From this rank on a hint closes every hint line.
    static let closingRank = 90

    /// Default keys in the notation of `Key.name`, sequences with blanks between.
    package let keys: [String]
    /// How much it changes.
    package let danger: Danger
    let right: Right
    let reach: Reach
    let need: Need
    /// Whether it leads out of the program: to the shell, an editor, another program.
    let leadsOut: Bool
    private let when: @Sendable (any Place) -> Bool
    private let isHintedWhen: @Sendable (any Place) -> Bool
    private let run: @Sendable (inout any Place, inout Scope) -> Void

    /// A command of any place.
    init(
        _ id: String, _ title: String, keys: [String], hint: Hint? = nil, right: Right = .none,
        danger: Danger = .none, reach: Reach = .lists, need: Need = .nothing, leadsOut: Bool = false,
        when: @escaping @Sendable (any Place) -> Bool = { _ in true },
        isHinted: @escaping @Sendable (any Place) -> Bool = { _ in true },
        run: @escaping @Sendable (inout any Place, inout Scope) -> Void
    ) {
        self.id = id
        self.title = title
        self.hint = hint
        self.keys = keys
        self.right = right
        self.danger = danger
        self.reach = reach
        self.need = need
        self.leadsOut = leadsOut
        self.when = when
        isHintedWhen = isHinted
        self.run = run
    }

    /// A command of one kind of place.
    init<Kind: Place>(
        _ id: String, _ title: String, keys: [String], hint: Hint? = nil, right: Right = .none,
        danger: Danger = .none, need: Need = .nothing, leadsOut: Bool = false, of kind: Kind.Type,
        when: @escaping @Sendable (Kind) -> Bool = { _ in true },
        isHinted: @escaping @Sendable (Kind) -> Bool = { _ in true },
        run: @escaping @Sendable (inout Kind, inout Scope) -> Void
    ) {
        self.init(
            id, title, keys: keys, hint: hint, right: right, danger: danger, need: need, leadsOut: leadsOut,
            when: { ($0 as? Kind).map(when) ?? false },
            isHinted: { ($0 as? Kind).map(isHinted) ?? false },
            run: { place, scope in
                guard var own = place as? Kind else { return }
                run(&own, &scope)
                place = own
            })
    }

    /// Whether it applies to what a place shows now.
    func applies(to place: any Place) -> Bool { when(place) }

    /// Whether it stands in the hint line of a place, if it has a hint.
    func isHinted(in place: any Place) -> Bool { isHintedWhen(place) }

    /// Whether it is nowhere offered to this viewer, because nothing they do here can allow it.
    func isAbsent(for viewer: Viewer) -> Bool {
        danger == .writes && viewer.isReadOnly || leadsOut && viewer.isRestricted
    }

    /// Does it.
    func perform(in place: inout any Place, _ scope: inout Scope) { run(&place, &scope) }

    /// Why it is not allowed in a place, in words; nil when it is.
    func refusal(in place: any Place, _ viewer: Viewer) -> String? {
        if danger == .writes, viewer.isReadOnly { return "the store is open for reading only" }
        if leadsOut, viewer.isRestricted { return "this session is restricted to the store" }
        let permission: Permission? =
            switch right {
            case .none: nil
            case .permission(let permission): permission
            case .action(let action): place.resource.map { Permission(resource: $0.name, action: action) }
            }
        guard let permission, !viewer.may(permission) else { return nil }
        let grantors = viewer.grantors.isEmpty ? "" : "; \(viewer.grantors.joined(separator: " or ")) can grant it"
        return "needs \(permission.text)\(grantors)"
    }
}
