internal import Domain
internal import SQLite

/// What a member can undo and redo on this device, derived from the `undoes` links of the journal; no stack is stored.
struct UndoStack {
    /// Groups are looked through newest first; beyond this many nothing is offered.
    private static let groupsMax = 100_000

    private let member: Identifier
    private let device: Identifier

    init(member: Identifier, device: Identifier) {
        self.member = member
        self.device = device
    }

    private struct Group {
        let id: String
        let undoes: String?
    }

    /// The group that an undo takes back: of the actions in force the newest one that is not passed over.
    func undoTarget(_ connection: borrowing Connection, passing passed: Set<Identifier> = [])
        throws(SQLiteError) -> Identifier?
    {
        var settled: Set<String> = []
        let statement = try groups(connection)
        defer { statement.reset() }
        while try statement.step() {
            let group = Group(id: statement.text(0), undoes: statement.optionalText(1))
            let (root, depth) = try root(of: group, connection)
            guard settled.insert(root).inserted else { continue }
            // An even depth is the action itself or its redo.
            if depth.isMultiple(of: 2), let id = Identifier(text: group.id), !passed.contains(id) { return id }
        }
        return nil
    }

    /// The undo that a redo takes back: the newest one, unless a new action came after it.
    func redoTarget(_ connection: borrowing Connection) throws(SQLiteError) -> Identifier? {
        var settled: Set<String> = []
        let statement = try groups(connection)
        defer { statement.reset() }
        while try statement.step() {
            let group = Group(id: statement.text(0), undoes: statement.optionalText(1))
            let (root, depth) = try root(of: group, connection)
            // An action of its own ends it, also one that was itself taken back and done again since.
            if depth == 0 { return nil }
            guard settled.insert(root).inserted else { continue }
            if !depth.isMultiple(of: 2) { return Identifier(text: group.id) }
        }
        return nil
    }

    /// The last group of an action's chain of undos and redos, and whether the action is in force.
    static func state(of group: Identifier, _ connection: borrowing Connection)
        throws(SQLiteError) -> (newest: Identifier, isInForce: Bool)
    {
        var newest = group
        var isInForce = true
        // Links that were tampered with may lead in a circle.
        var seen: Set<Identifier> = [group]
        while let next = try undoing(newest, connection), seen.insert(next).inserted {
            newest = next
            isInForce.toggle()
        }
        return (newest, isInForce)
    }

    private static func undoing(_ group: Identifier, _ connection: borrowing Connection) throws(SQLiteError)
        -> Identifier?
    {
        let statement = try connection.prepare(
            "SELECT grp FROM \"commit\" WHERE undoes = ? AND idx = 0 ORDER BY n DESC LIMIT 1")
        defer { statement.reset() }
        try statement.bind(group.text, 1)
        return try statement.step() ? Identifier(text: statement.text(0)) : nil
    }

    /// The member's own actions on this device, newest first; what `init` made is none of them.
    private func groups(_ connection: borrowing Connection) throws(SQLiteError) -> Statement {
        let statement = try connection.prepareOnce(
            """
            SELECT grp, undoes FROM "commit" INDEXED BY commit_first WHERE idx = 0 AND actor = ?1 AND device = ?2
            AND header ->> '$.origin' <> '\(Origin.initial)' ORDER BY n DESC LIMIT \(Self.groupsMax)
            """)
        try statement.bind(member.text, 1)
        try statement.bind(device.text, 2)
        return statement
    }

    /// The action at the end of the `undoes` links, and how many links lead there.
    private func root(of group: Group, _ connection: borrowing Connection) throws(SQLiteError) -> (String, Int) {
        var id = group.id
        var undoes = group.undoes
        var depth = 0
        var seen: Set<String> = [id]
        while let next = undoes, seen.insert(next).inserted {
            id = next
            depth += 1
            let statement = try connection.prepare("SELECT undoes FROM \"commit\" WHERE grp = ? AND idx = 0")
            defer { statement.reset() }
            try statement.bind(next, 1)
            undoes = try statement.step() ? statement.optionalText(0) : nil
        }
        return (id, depth)
    }
}
