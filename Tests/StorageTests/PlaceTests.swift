// SPDX-License-Identifier: Apache-2.0
import Domain
import Glibc
import Host
import SQLite
import Storage
import Testing

/// Where a store's file is, and what happens to it while it is open.
struct PlaceTests {
    private let folder: TestFolder
    private let paths: StorePaths

    init() throws {
        folder = try TestFolder()
        paths = StorePaths(store: folder.path + "/shop.db", stateFolder: folder.path + "/state")
    }

    private func make(_ paths: StorePaths) throws -> Writer {
        try StoreCreation.create(paths, Shop.founding(), surroundings: Shop.surroundings())
    }

    private func names() throws -> [String] {
        try Shop().fileNames(folder.path).filter { $0 != "state" }
    }

    @Test func `a store that was removed is not written any more`() throws {
        let writer = try make(paths)
        let reader = try Reader(paths: paths, as: .program)
        #expect(reader.displacement == nil)
        Files.remove(paths.store)
        #expect(refusal { try writer.event(.export, detail: "x") } == .moved(path: paths.store, isReplaced: false))
        #expect(reader.displacement == .moved(path: paths.store, isReplaced: false))
    }

    @Test func `a store that another one replaced is not written any more, and the other one is`() throws {
        let writer = try make(paths)
        let reader = try Reader(paths: paths, as: .program)
        let other = StorePaths(store: folder.path + "/other.db", stateFolder: paths.stateFolder)
        _ = try make(other)
        try StoreClosing.settle(other, Shop.surroundings())
        let bytes = try Files.read(other.store)
        #expect(rename(other.store, paths.store) == 0)
        #expect(refusal { try writer.event(.export, detail: "x") } == .moved(path: paths.store, isReplaced: true))
        #expect(refusal { try writer.checkpoint() } == .moved(path: paths.store, isReplaced: true))
        #expect(reader.displacement == .moved(path: paths.store, isReplaced: true))
        #expect(try Files.read(paths.store) == bytes)
    }

    @Test func `a store that is named by a link keeps its files beside itself`() throws {
        let home = folder.path + "/home"
        try Files.makeFolder(home)
        let real = StorePaths(store: home + "/real.db", stateFolder: paths.stateFolder)
        _ = try make(real)
        #expect(symlink(real.store, paths.store) == 0)
        let linked = StorePaths(store: paths.store, stateFolder: paths.stateFolder)
        #expect(linked == real)
        let writer = try Writer(paths: linked, surroundings: Shop.surroundings())
        try writer.event(.export, detail: "x")
        try SearchBuilder(paths: linked).catchUp()
        #expect(try names() == ["home", "shop.db"])
        #expect(Files.kind(home + "/real.db.search") != .missing)
    }

    @Test func `a link that leads nowhere is something that stands there`() throws {
        #expect(symlink(folder.path + "/nowhere.db", paths.store) == 0)
        #expect(refusal { _ = try make(paths) } == .exists(path: paths.store))
        #expect(try names() == ["shop.db"])
    }

    @Test func `a settled store is one file with everything in it`() throws {
        do {
            let writer = try make(paths)
            try writer.event(.export, detail: "x")
            #expect(Files.kind(paths.store + "-wal") != .missing)
        }
        try StoreClosing.settle(paths, Shop.surroundings())
        #expect(try names() == ["shop.db", "shop.db.lock"])
        let copy = StorePaths(store: folder.path + "/copy.db", stateFolder: paths.stateFolder)
        try Files.write(try Files.read(paths.store), to: copy.store)
        #expect(try Reader(paths: copy, as: .program).storeFacts().commits == 1)
        #expect(try Reader(paths: copy, as: .program).verify().problems == [])
    }

    @Test func `what others have open is left to them`() throws {
        do { _ = try make(paths) }
        let reader = try Reader(paths: paths, as: .program)
        do {
            let writer = try Writer(paths: paths, surroundings: Shop.surroundings())
            try writer.event(.export, detail: "x")
        }
        try StoreClosing.settle(paths, Shop.surroundings())
        #expect(Files.kind(paths.store + "-wal") == .regular(byteCount: 0))
        #expect(try reader.storeFacts().events == 1)
    }

    @Test func `whoever reads while a bulk is written is told that, not that somebody writes`() throws {
        do { _ = try make(paths) }
        try StoreClosing.settle(paths, Shop.surroundings())
        let bulk = try Connection(path: paths.store, mode: .readWrite)
        try bulk.execute("PRAGMA journal_mode=TRUNCATE; BEGIN EXCLUSIVE")
        #expect(refusal { _ = try Reader(paths: paths, as: .program) } == .beingWritten(path: paths.store))
    }

    @Test(.enabled(if: Machine.userName != "root", "root may do everywhere"))
    func `what the system does not permit is told as that`() throws {
        do { _ = try make(paths) }
        Files.setMode(paths.store, 0)
        let denial = HostError(number: EACCES, path: paths.store)
        #expect(refusal { _ = try Reader(paths: paths, as: .program) } == .host(denial))
        Files.setMode(paths.store, 0o600)
        Files.setMode(paths.store + "-shm", 0o400)
        #expect(
            refusal { _ = try Writer(paths: paths, surroundings: Shop.surroundings()) }
                == .readOnly(path: paths.store + "-shm"))
    }

    @Test func `a store that has lost the number of its schema is not migrated`() throws {
        do { _ = try make(paths) }
        do {
            let connection = try Connection(path: paths.store, mode: .readWrite)
            try connection.execute("PRAGMA user_version=0")
        }
        let lost = StoreError.notAStore(path: paths.store, reason: "the number of its schema is lost")
        #expect(refusal { _ = try Reader(paths: paths, as: .program) } == lost)
        #expect(refusal { _ = try Writer(paths: paths, surroundings: Shop.surroundings()) } == lost)
        #expect(Files.kind(paths.backup(beforeVersion: 1)) == .missing)
    }

    @Test func `what a killed process began is cleared away`() throws {
        for ending in [".new", ".new-wal", ".new-shm", ".new.lock"] {
            try Files.write(Array("half".utf8), to: paths.store + ending)
        }
        do { _ = try make(paths) }
        try StoreClosing.settle(paths, Shop.surroundings())
        #expect(try names() == ["shop.db", "shop.db.lock"])
        #expect(try Reader(paths: paths, as: .program).verify().problems == [])
    }
}
