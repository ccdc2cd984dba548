internal import Domain
internal import Host
internal import SQLite

/// What a new store is told at its making.
package struct StoreFounding: Sendable {
    package var name: String
    package var currency: String
    package var industry: String
    package var memberName: String
    package var userName: String
    package var deviceName: String
    package var host: String
    package var programVersion: String
    /// Whether the industry's categories are added.
    package var addsCategories: Bool

    package init(
        name: String, currency: String, industry: String, memberName: String, userName: String, deviceName: String,
        host: String, programVersion: String, addsCategories: Bool = true
    ) {
        self.name = name
        self.currency = currency
        self.industry = industry
        self.memberName = memberName
        self.userName = userName
        self.deviceName = deviceName
        self.host = host
        self.programVersion = programVersion
        self.addsCategories = addsCategories
    }
}

/// Makes a store: the file, its identity, and its first records as one commit.
package enum StoreCreation {
    /// Throws `exists` when something stands at the path. The store takes its name only once it is whole; what was
    /// begun is removed when it fails, and what a killed process left is removed by the next one.
    package static func create(_ paths: StorePaths, _ founding: StoreFounding, surroundings: Surroundings)
        throws(StoreError) -> Writer
    {
        if Files.isLink(paths.store) || Files.kind(paths.store) != .missing { throw .exists(path: paths.store) }
        try build(paths, founding, surroundings)
        do throws(StoreError) {
            return try Writer(paths: paths, surroundings: surroundings)
        } catch {
            paths.files.forEach(Files.remove)
            throw error
        }
    }

    /// Makes the whole store under another name, under the lock of its own.
    private static func build(_ paths: StorePaths, _ founding: StoreFounding, _ surroundings: Surroundings)
        throws(StoreError)
    {
        do throws(HostError) {
            try Files.makeFolder(Files.parent(paths.store))
        } catch {
            throw .host(error)
        }
        let lock = try Writer.openLock(paths)
        guard try Writer.acquire(lock, paths, surroundings) else { throw .busy(path: paths.store) }
        defer { lock.release() }
        let begun = StorePaths(store: paths.store + ".new", stateFolder: paths.stateFolder)
        begun.files.forEach(Files.remove)
        defer { begun.files.forEach(Files.remove) }
        do throws(StoreError) {
            try makeFile(begun, surroundings)
            try populate(Writer(paths: begun, surroundings: surroundings), founding, surroundings)
            try StoreClosing.settle(begun, surroundings)
            try place(begun, at: paths)
        } catch {
            if Files.kind(paths.store) == .missing { Files.remove(paths.lock) }
            throw error
        }
    }

    private static func place(_ begun: StorePaths, at paths: StorePaths) throws(StoreError) {
        // Only without its WAL is the file the whole store.
        if case .regular(let count) = Files.kind(begun.store + "-wal"), count > 0 {
            throw .sqlite(SQLiteError(code: .SQLITE_IOERR, message: "the WAL was not written back"))
        }
        do throws(HostError) {
            try Files.place(begun.store, at: paths.store)
        } catch {
            throw error.isStandingThere ? .exists(path: paths.store) : .host(error)
        }
    }

    private static func makeFile(_ paths: StorePaths, _ surroundings: Surroundings) throws(StoreError) {
        do throws(HostError) {
            // The file is there with its mode before SQLite puts anything into it.
            let file = try FileWriter(path: paths.store, mode: 0o600)
            _ = consume file
        } catch {
            throw .host(error)
        }
        var ids = IdentifierSource(seed: surroundings.random())
        let now = surroundings.now()
        let identity = Identity(
            store: ids.next(microseconds: now), tenant: ids.next(microseconds: now),
            device: ids.next(microseconds: now), generation: 1, member: ids.next(microseconds: now))
        do throws(SQLiteError) {
            let connection = try Connection(path: paths.store, mode: .create, vfs: surroundings.vfs)
            try connection.execute("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
            try SQLFunctions.define(on: connection)
            try surroundings.migrations.run(on: connection, from: 0)
            try Identity.write(identity, at: now, connection)
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
    }

    private static func populate(_ writer: Writer, _ founding: StoreFounding, _ surroundings: Surroundings)
        throws(StoreError)
    {
        let member = writer.identity.member
        let actor = Actor(id: member, name: founding.memberName, userName: founding.userName, isActive: true)
        let everything = Grant(
            effect: .allow, permission: Permission(resource: nil, action: nil), condition: nil, source: "founding")
        writer.foundingAccess = Access(actor: actor, grants: [everything])
        defer { writer.foundingAccess = nil }
        let now = surroundings.now()
        _ = try writer.group(origin: Origin.initial, reason: "new store") { (group) throws(StoreError) in
            try group.write(Proposal(people(founding, member, writer, group, now), origin: Origin.initial))
            if founding.addsCategories {
                try group.write(Proposal(categories(founding, group), origin: Origin.initial))
            }
        }
    }

    private static func people(
        _ founding: StoreFounding, _ member: Identifier, _ writer: Writer, _ group: GroupWriter, _ now: Int64
    ) -> [Operation] {
        var settings = Record<Settings>()
        settings.name = founding.name
        settings.currency = founding.currency
        settings.industry = founding.industry
        var operations: [Operation] = [.create(Settings.declaration.facts, id: nil, values: settings.values)]
        var admin: Identifier?
        for definition in StandardRoles.all {
            var role = Record<Role>()
            role.name = definition.name
            role.description = definition.description
            role.permissions = .set(of: definition.permissions)
            let id = group.makeIdentifier()
            if definition.name == "admin" { admin = id }
            operations.append(.create(Role.declaration.facts, id: id, values: role.values))
        }
        var founder = Record<Member>()
        founder.name = founding.memberName
        founder.userName = founding.userName
        founder.roles = .set(of: admin.map { [$0.text] } ?? [])
        operations.append(.create(Member.declaration.facts, id: member, values: founder.values))
        var device = Record<Device>()
        device.name = founding.deviceName
        device.host = founding.host
        device.programVersion = founding.programVersion
        device.prefix = "M1"
        device.enrolledAt = now
        device.enrolledBy = member
        operations.append(.create(Device.declaration.facts, id: writer.identity.device, values: device.values))
        return operations
    }

    private static func categories(_ founding: StoreFounding, _ group: GroupWriter) -> [Operation] {
        var ids: [String: Identifier] = [:]
        return (Industries.categories(founding.industry) ?? []).map { starter in
            var category = Record<Category>()
            category.name = starter.name
            category.skuPattern = starter.skuPattern
            category.metadataSchema = .map(of: starter.schema)
            category.parent = starter.parent.flatMap { ids[$0] }
            let id = group.makeIdentifier()
            ids[starter.name] = id
            return .create(Category.declaration.facts, id: id, values: category.values)
        }
    }
}
