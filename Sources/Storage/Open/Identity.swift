package import Domain
internal import SQLite

/// What a store is: its own id, its tenant, and the device and generation that write it.
package struct Identity: Sendable, Equatable {
    package let store: Identifier
    package let tenant: Identifier
    package let device: Identifier
    package let generation: Int64
    /// The member that `init` created, who acts when nobody else is named.
    package let member: Identifier

    /// The chain it writes.
    var chain: Chain { Chain(device: device, generation: generation) }

    static func read(_ connection: borrowing Connection) throws(SQLiteError) -> Identity {
        let statement = try connection.prepareOnce("SELECT store, tenant, device, generation, member FROM identity")
        guard try statement.step(), let store = statement.identifier(0), let tenant = statement.identifier(1),
            let device = statement.identifier(2), let member = statement.identifier(4)
        else { throw SQLiteError(code: .SQLITE_CORRUPT, message: "the store has no identity") }
        return Identity(
            store: store, tenant: tenant, device: device, generation: statement.integer(3), member: member)
    }

    static func write(_ identity: Identity, at moment: Int64, _ connection: borrowing Connection) throws(SQLiteError) {
        let statement = try connection.prepareOnce(
            """
            INSERT INTO identity(one, store, tenant, device, generation, member, created_at)
            VALUES (1, ?, ?, ?, ?, ?, ?)
            """)
        try statement.bind(identity.store, 1)
        try statement.bind(identity.tenant, 2)
        try statement.bind(identity.device, 3)
        try statement.bind(identity.generation, 4)
        try statement.bind(identity.member, 5)
        try statement.bind(moment, 6)
        try statement.run()
    }
}
