// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import SQLite
import Storage
import Testing

/// A store of an older schema is brought to this program's on the way that every command and the screen take.
struct MigrationTests {
    private let folder: TestFolder
    private let paths: StorePaths

    init() throws {
        folder = try TestFolder()
        paths = StorePaths(store: folder.path + "/shop.db", stateFolder: folder.path + "/state")
        let root = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let sql = String(decoding: try Files.read(root + "/Fixtures/schema-1.sql"), as: UTF8.self)
        let connection = try Connection(path: paths.store, mode: .create)
        try connection.execute("PRAGMA journal_mode=WAL; \(sql)")
    }

    /// What a later program could do: a column that is filled by a function of the program's own.
    private let shelf = Migration(
        name: "shelf", sql: "ALTER TABLE product ADD COLUMN shelf TEXT; UPDATE product SET shelf = sort_key(name);")

    private func surroundings(_ steps: Migrations) -> Surroundings {
        var surroundings = Shop.surroundings()
        surroundings.migrations = steps
        return surroundings
    }

    private func open(_ steps: Migrations, isReadOnly: Bool = false) throws -> Reader {
        try StoreOpening.reader(paths, as: .member(nil), surroundings: surroundings(steps), isReadOnly: isReadOnly)
    }

    private func texts(_ sql: String, _ path: String? = nil) throws -> [String] {
        let connection = try Connection(path: path ?? paths.store, mode: .readWrite)
        return try connection.texts(sql)
    }

    private func shelves(_ path: String? = nil) throws -> [String] {
        try texts("SELECT name FROM pragma_table_info('product') WHERE name = 'shelf'", path)
    }

    /// The first schema's store as its program sees it.
    private func expectWhole(_ reader: Reader) throws {
        let names = try reader.window(
            Query(
                resource: "products", filter: .or([.deleted, .not(.deleted)]), sort: [SortTerm(field: "name")], limit: 9
            )
        ).records.map { Record<Product>(values: $0.values).name }
        #expect(names == ["Merino sock", "Öland hat"])
        #expect(try reader.find("YARN-0001", in: Product.declaration.facts).values.contains(.integer(1_300)))
        #expect(try reader.verify().problems == [])
        #expect(try reader.integrityProblems() == [])
    }

    @Test func `a store of the first schema is read, written and proved`() throws {
        try expectWhole(open(.released))
        let writer = try Writer(paths: paths, surroundings: Shop.surroundings(), actingAs: "ada")
        _ = try writer.undo()
        #expect(try open(.released).verify().problems == [])
    }

    @Test func `an older store is backed up and migrated when it is opened for reading`() throws {
        let reader = try open(Migrations.released.followed(by: shelf))
        #expect(reader.schema == 2)
        try expectWhole(reader)
        #expect(try texts("SELECT shelf FROM product ORDER BY n") == ["merino sock", "oland hat"])
        #expect(try texts("PRAGMA journal_mode") == ["wal"])
        let backup = paths.backup(beforeVersion: 2)
        #expect(Files.mode(backup) == 0o600)
        #expect(try shelves(backup) == [])
        #expect(try texts("PRAGMA user_version", backup) == ["1"])
        // The backup is a store that the older program opens.
        let older = StorePaths(store: backup, stateFolder: paths.stateFolder)
        try expectWhole(try Reader(paths: older, as: .program))
    }

    @Test func `a migrated store is written by the program that migrated it`() throws {
        let steps = Migrations.released.followed(by: shelf)
        _ = try open(steps)
        let writer = try Writer(paths: paths, surroundings: surroundings(steps), actingAs: "ada")
        _ = try writer.undo()
        #expect(try open(steps).verify().problems == [])
    }

    @Test func `reading only leaves an older store alone and says so`() throws {
        let before = try Files.read(paths.store)
        let error = refusal { _ = try open(Migrations.released.followed(by: shelf), isReadOnly: true) }
        #expect(error == .olderSchema(path: paths.store, found: 1, known: 2))
        #expect(try Files.read(paths.store) == before)
        #expect(Files.kind(paths.backup(beforeVersion: 2)) == .missing)
    }

    @Test func `a migration that fails leaves the store as it was, with its backup beside it`() throws {
        let broken = [
            Migration(
                name: "broken", sql: "ALTER TABLE product ADD COLUMN shelf TEXT; UPDATE product SET shelf = no(1);"),
            Migration(name: "dangling", sql: "ALTER TABLE product ADD COLUMN shelf TEXT; DELETE FROM category;"),
        ]
        for step in broken {
            let error = refusal { _ = try open(Migrations.released.followed(by: step)) }
            guard case .migrationFailed(paths.store, 1, 2, paths.backup(beforeVersion: 2), _) = error else {
                Issue.record("\(step.name): \(String(describing: error))")
                continue
            }
            #expect(try texts("PRAGMA user_version") == ["1"])
            #expect(try shelves() == [])
            #expect(try shelves(paths.backup(beforeVersion: 2)) == [])
            try expectWhole(open(.released))
        }
    }

    @Test func `of several steps all are taken or none`() throws {
        let broken = Migration(name: "broken", sql: "SELECT no(1);")
        let error = refusal { _ = try open(Migrations.released.followed(by: shelf, broken)) }
        guard case .migrationFailed(_, 1, 3, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try texts("PRAGMA user_version") == ["1"])
        #expect(try shelves() == [])
    }

    @Test func `an older store waits for whoever writes it`() throws {
        let lock = try FileLock(path: paths.lock)
        #expect(try lock.tryAcquire())
        let steps = Migrations.released.followed(by: shelf)
        #expect(refusal { _ = try open(steps) } == .busy(path: paths.store))
        lock.release()
        #expect(try open(steps).schema == 2)
    }

    @Test func `a newer store is read and says that it is newer`() throws {
        _ = try open(Migrations.released.followed(by: shelf))
        let reader = try open(.released)
        #expect(reader.isNewer)
        #expect(try !open(Migrations.released.followed(by: shelf)).isNewer)
        try expectWhole(reader)
        #expect(
            refusal { _ = try Writer(paths: paths, surroundings: Shop.surroundings()) }
                == .newerSchema(path: paths.store, found: 2, known: 1))
    }
}
