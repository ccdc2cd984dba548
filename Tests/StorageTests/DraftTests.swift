// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Host
import SQLite
import Storage
import Testing

/// Drafts of forms: kept beside the store, offered to whom they belong, never in the way.
struct DraftTests {
    private let shop: Shop
    private let facts = Product.declaration.facts

    init() throws {
        shop = try Shop()
    }

    /// The drafts of a member as another process sees them, and as one sees them that is over.
    private func drafts(
        of member: Identifier? = nil, process: ProcessMark = ProcessMark(text: "over:1:1"), pagesMax: Int? = nil
    ) -> Drafts {
        Drafts(
            shop.paths, of: shop.writer.identity, member: member ?? shop.writer.identity.member, process: process,
            pagesMax: pagesMax)
    }

    private func draft(
        _ name: String, session: String = "s1", record: Identifier? = nil, resource: String = "products",
        at moment: Int64 = 1
    ) throws -> Draft {
        let facts = try #require(Resources.named(resource))
        let summary = DraftSummary(
            key: DraftKey(session: session, resource: resource, record: record), title: "Edit \(name)",
            savedAt: moment)
        return Draft(summary, base: facts.standardValues, inputs: [Draft.Input(field: "name", text: name)])
    }

    private var path: String { shop.paths.drafts }

    // MARK: Save, list, load, delete

    @Test func `a draft is listed, loaded whole, replaced and deleted`() throws {
        let drafts = drafts()
        #expect(try drafts.list().drafts == [])
        #expect(Files.kind(path) == .missing)
        var first = try draft("Sock", record: Identifier(high: 1, low: 2), at: 5)
        first.inputs.append(Draft.Input(field: "price", text: "12,3456 ?"))
        #expect(try drafts.save(first) == nil)
        let second = try draft("Hat", at: 7)
        #expect(try drafts.save(second) == nil)
        #expect(try drafts.list().drafts == [second.summary, first.summary])
        #expect(try drafts.load(first.key).draft == first)
        first.inputs[1] = Draft.Input(field: "price", text: "12")
        #expect(try drafts.save(first) == nil)
        #expect(try drafts.load(first.key).draft == first)
        #expect(try drafts.delete(first.key) == nil)
        #expect(try drafts.load(first.key).draft == nil)
        #expect(try drafts.list().drafts == [second.summary])
        #expect(Files.mode(path) == 0o600)
    }

    @Test func `any input and any base come back as they were saved`() throws {
        var random = SplitMix64(seed: Seed.of("drafts"))
        let pieces = ["a", "ä", "\u{0}", "\n", "\"", "\\", "藍", "🧶", "e\u{301}", "'", ";", "\u{202E}", "\u{FFFF}", ""]
        func text() -> String {
            (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
        }
        let drafts = drafts()
        var saved: [DraftKey: Draft] = [:]
        for moment in 0..<300 {
            let resource = try #require(Resources.all.randomElement(using: &random))
            let key = DraftKey(
                session: "s\(Int.random(in: 0...2, using: &random))", resource: resource.name,
                record: Bool.random(using: &random) ? nil : Identifier(high: 9, low: .random(in: 0...5, using: &random))
            )
            if Int.random(in: 0...4, using: &random) == 0 {
                _ = try drafts.delete(key)
                saved[key] = nil
                continue
            }
            var base = resource.standardValues
            for field in resource.fields where !field.isDerived && Bool.random(using: &random) {
                base[field.position] = Self.value(field.kind, text(), Int64.random(in: 0...9_999, using: &random))
            }
            let fields = resource.fields.filter { _ in Bool.random(using: &random) }
            let draft = Draft(
                DraftSummary(key: key, title: text(), savedAt: Int64(moment)), base: base,
                inputs: fields.map { Draft.Input(field: $0.key, text: text()) })
            #expect(try drafts.save(draft) == nil)
            saved[key] = draft
        }
        #expect(try drafts.list().drafts == saved.values.map(\.summary).sorted { $0.savedAt > $1.savedAt })
        for (key, draft) in saved { #expect(try drafts.load(key).draft == draft) }
    }

    private static func value(_ kind: Kind, _ text: String, _ number: Int64) -> Value {
        switch kind {
        case .text, .note, .date, .choice: text.isEmpty ? .null : .text(text)
        case .code: .text("kg")
        case .integer, .money, .quantity, .percent, .moment: .integer(number)
        case .boolean: .boolean(number.isMultiple(of: 2))
        case .reference: .identifier(Identifier(high: 1, low: UInt64(number)))
        case .references, .set: .set(of: [text, "x"])
        case .map:
            .map(of: [MapEntry(key: "k\(text)", value: .integer(number)), MapEntry(key: "t", value: .text(text))])
        }
    }

    @Test func `a field that the program does not know any more is named, the others come back`() throws {
        let drafts = drafts()
        let draft = try draft("Sock")
        _ = try drafts.save(draft)
        try raw(#"UPDATE draft SET body = '{"base":{"name":"Old","gone":1},"texts":{"name":"Sock","was":"x"}}'"#)
        let loaded = try #require(try drafts.load(draft.key).draft)
        #expect(loaded.inputs == [Draft.Input(field: "name", text: "Sock")])
        #expect(Record<Product>(values: loaded.base).name == "Old")
        #expect(loaded.lost == ["gone", "was"])
        try raw("UPDATE draft SET body = '{'")
        #expect(try drafts.load(draft.key).draft == nil)
    }

    @Test func `no more drafts are kept than somebody comes back to`() throws {
        let drafts = drafts()
        for number in 0...Drafts.countMax {
            _ = try drafts.save(try draft("n", session: "s\(number)", at: Int64(number)))
        }
        let listed = try drafts.list().drafts
        #expect(listed.count == Drafts.countMax)
        #expect(listed.last?.key.session == "s1")
    }

    // MARK: To whom they are offered

    @Test func `a draft of a running process is not offered, nor one's own`() throws {
        let mine = drafts(process: .current)
        let draft = try draft("Sock")
        _ = try mine.save(draft)
        #expect(try mine.list().drafts == [])
        #expect(try drafts().list().drafts == [])
        #expect(try mine.load(draft.key).draft == draft)
        #expect(ProcessMark.current.isRunning)
        let parts = ProcessMark.current.text.split(separator: ":")
        for text in ["", "::", "x:1:1", "\(parts[0]):\(parts[1]):1", "\(parts[0]):-1:\(parts[2])", "\(parts[0]):1"] {
            #expect(!ProcessMark(text: text).isRunning, "\(text)")
        }
    }

    @Test func `drafts of another member or of the store that stood here before are not seen`() throws {
        let draft = try draft("Sock")
        _ = try drafts().save(draft)
        #expect(try drafts(of: Identifier(high: 5, low: 5)).list().drafts == [])
        #expect(try drafts(of: Identifier(high: 5, low: 5)).load(draft.key).draft == nil)
        let other = try Shop(seed: 2)
        try FileManager.default.copyItem(atPath: path, toPath: other.paths.drafts)
        let theirs = Drafts(
            other.paths, of: other.writer.identity, member: shop.writer.identity.member,
            process: ProcessMark(text: "over:1:1"))
        #expect(try theirs.list().drafts == [])
        #expect(try theirs.load(draft.key).draft == nil)
    }

    // MARK: Damage

    private func raw(_ sql: String) throws {
        let connection = try Connection(path: path, mode: .readWrite)
        try connection.execute(sql)
    }

    @Test(arguments: ["no database at all, only text", "", "SQLite format 3\u{0}and then nothing of it"])
    func `a file that is no database is moved aside, and drafts go on`(content: String) throws {
        try Files.write(Array(content.utf8), to: path)
        let drafts = drafts()
        let notice = try drafts.save(try draft("Sock"))
        #expect(notice == (content.isEmpty ? nil : .movedAside(to: shop.paths.draftsAside)))
        #expect(try drafts.list().drafts.count == 1)
        guard !content.isEmpty else { return }
        #expect(try Files.read(shop.paths.draftsAside) == Array(content.utf8))
        #expect(Files.mode(shop.paths.draftsAside) == 0o600)
    }

    @Test func `a database of something else is moved aside, a newer program's is left alone`() throws {
        _ = try drafts().save(try draft("Sock"))
        try raw("PRAGMA user_version = 2")
        #expect(
            refusal { _ = try drafts().save(try draft("Hat")) } == .newerSchema(path: path, found: 2, known: 1))
        try raw("PRAGMA user_version = 1; DROP TABLE draft")
        let list = try drafts().list()
        #expect(list.drafts == [])
        #expect(list.notice == .movedAside(to: shop.paths.draftsAside))
        #expect(Files.kind(path) == .missing)
    }

    @Test func `no damage of the file is a crash or a block`() throws {
        var random = SplitMix64(seed: Seed.of("drafts damaged"))
        let drafts = drafts()
        for number in 0..<20 { _ = try drafts.save(try draft("n\(number)", session: "s\(number)")) }
        let whole = try Files.read(path)
        var moved = 0
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            try Files.write(bytes, to: path)
            for step in 0..<3 {
                do {
                    switch step {
                    case 0: if try drafts.list().notice != nil { moved += 1 }
                    case 1: for summary in try drafts.list().drafts { _ = try drafts.load(summary.key) }
                    default: if try drafts.save(try draft("after")) != nil { moved += 1 }
                    }
                } catch StoreError.newerSchema {
                    // The number of the form was hit.
                    Files.remove(path)
                }
            }
            #expect(try drafts.load(try draft("after").key).draft != nil)
        }
        #expect(moved > 20)
        print("drafts damaged: \(moved) moved aside")
    }

    @Test func `a full disk is an error, and the draft before stays`() throws {
        let drafts = drafts(pagesMax: 12)
        let small = try draft("Sock")
        _ = try drafts.save(small)
        let large = try draft(String(repeating: "x", count: 100_000))
        #expect(refusal { _ = try drafts.save(large) } == .full(path: path))
        #expect(try drafts.load(small.key).draft == small)
        #expect(try drafts.save(try draft("y")) == nil)
    }

    @Test func `a link, a folder or a pipe in its place is refused and left alone`() throws {
        let target = shop.folder + "/other"
        try Files.write(Array("precious".utf8), to: target)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        #expect(refusal { _ = try drafts().save(try draft("Sock")) } == .host(HostError(number: ELOOP, path: path)))
        #expect(try Files.read(target) == Array("precious".utf8))
        try FileManager.default.removeItem(atPath: path)
        try Files.makeFolder(path)
        #expect(refusal { _ = try drafts().list() } == .host(HostError(number: EISDIR, path: path)))
        try FileManager.default.removeItem(atPath: path)
        mkfifo(path, 0o600)
        #expect(refusal { _ = try drafts().list() } == .host(HostError(number: ENOTSUP, path: path)))
        unlink(path)
        Files.setMode(shop.folder, 0o500)
        defer { Files.setMode(shop.folder, 0o700) }
        if getuid() != 0 {
            #expect(refusal { _ = try drafts().save(try draft("Sock")) } == .readOnly(path: path))
        }
    }

    @Test func `a file that is removed between two saves begins anew, and its mode is the owner's`() throws {
        let drafts = drafts()
        _ = try drafts.save(try draft("Sock"))
        Files.remove(path)
        #expect(try drafts.list().drafts == [])
        #expect(try drafts.save(try draft("Sock")) == nil)
        Files.setMode(path, 0o644)
        #expect(try drafts.list().drafts.count == 1)
        #expect(Files.mode(path) == 0o600)
        #expect(Files.kind(path + "-journal") == .missing)
    }

    // MARK: Erasure

    @Test func `the erasure of a member removes the drafts that hold what was personal, from the free pages too`()
        throws
    {
        let bo = try shop.add(Member.self) {
            $0.name = "Bo Ek"
            $0.userName = "bo"
            $0.email = "bo@ek.example"
        }
        let drafts = drafts()
        let keeper = try draft("Sock", session: "keep")
        _ = try drafts.save(keeper)
        _ = try drafts.save(try draft("Robert Ek", session: "about", record: bo, resource: "members"))
        _ = try drafts.save(try draft("Anyone new", session: "new", resource: "members"))
        _ = try drafts.save(try draft("owned by BO EK here", session: "text"))
        _ = try self.drafts(of: bo).save(try draft("typed by them", session: "theirs"))
        try Files.write(Array("bo@ek.example".utf8), to: shop.paths.draftsAside)
        try shop.writer.eraseMember(bo)
        #expect(try drafts.list().drafts == [keeper.summary])
        #expect(Files.kind(shop.paths.draftsAside) == .missing)
        let left = String(decoding: try Files.read(path), as: UTF8.self)
        for text in ["Robert", "BO EK", "Anyone", "typed by"] { #expect(!left.contains(text), "\(text)") }
    }

    @Test func `where the drafts cannot be read an erasure removes them all`() throws {
        let bo = try shop.add(Member.self) {
            $0.name = "Bo Ek"
            $0.userName = "bo"
        }
        try Files.write(Array("Bo Ek in a broken file".utf8), to: path)
        try shop.writer.eraseMember(bo)
        #expect(Files.kind(path) == .missing)
        #expect(Files.kind(shop.paths.draftsAside) == .missing)
    }
}
