// SPDX-License-Identifier: Apache-2.0
import Host
import SQLite
import Testing

struct SQLiteTests {
    private func memory() throws -> Connection {
        try Connection(path: ":memory:", mode: .create)
    }

    @Test func `a statement is prepared once and kept, by its text`() throws {
        let connection = try memory()
        let first = try connection.prepare("SELECT 1")
        #expect(try connection.prepare("SELECT 1") === first)
        #expect(try connection.prepare("SELECT 2") !== first)
        #expect(try connection.prepareOnce("SELECT 1") !== first)
        connection.forgetStatements()
        #expect(try connection.prepare("SELECT 1") !== first)
    }

    @Test func `every type is bound and read back, empty and null told apart`() throws {
        let connection = try memory()
        try connection.execute("CREATE TABLE t(a INTEGER, b TEXT, c BLOB) STRICT")
        let insert = try connection.prepare("INSERT INTO t VALUES (?, ?, ?)")
        #expect(insert.parameterCount == 3)
        func add(_ integer: Int64?, _ text: String?, _ bytes: [UInt8]?) throws {
            try insert.bind(integer, 1)
            try insert.bind(text, 2)
            try insert.bind(bytes, 3)
            try insert.run()
        }
        try add(.min, "Grün\u{0}x", [0, 255])
        try add(nil, nil, nil)
        try add(0, "", [])
        #expect(connection.lastInsertedRow == 3)
        let select = try connection.prepare("SELECT a, b AS word, c FROM t ORDER BY rowid")
        #expect(select.columnCount == 3)
        #expect(select.columnName(1) == "word")
        var rows: [[String]] = []
        while try select.step() {
            rows.append([
                "\(select.optionalInteger(0).map(String.init) ?? "null")", select.optionalText(1) ?? "null",
                select.optionalBytes(2).map { "\($0)" } ?? "null", "\(select.integer(0))",
            ])
        }
        #expect(
            rows == [
                ["\(Int64.min)", "Grün\u{0}x", "[0, 255]", "\(Int64.min)"], ["null", "null", "null", "0"],
                ["0", "", "[]", "0"],
            ])
    }

    @Test func `an error carries SQLite's code, its words and the statement, never a value`() throws {
        let connection = try memory()
        try connection.execute("CREATE TABLE t(a TEXT UNIQUE)")
        let insert = try connection.prepare("INSERT INTO t VALUES (?)")
        try insert.bind("secret", 1)
        try insert.run()
        let error = #expect(throws: SQLiteError.self) { try insert.run() }
        #expect(
            error
                == SQLiteError(
                    code: .SQLITE_CONSTRAINT_UNIQUE, message: "UNIQUE constraint failed: t.a",
                    sql: "INSERT INTO t VALUES (?)"))
        #expect(error.map { !$0.description.contains("secret") } == true)
        #expect(ResultCode.SQLITE_CONSTRAINT ~= .SQLITE_CONSTRAINT_UNIQUE)
        #expect(!(ResultCode.SQLITE_CONSTRAINT_UNIQUE ~= .SQLITE_CONSTRAINT))
        #expect(throws: SQLiteError(code: .SQLITE_ERROR, message: "no such table: u", sql: "SELECT * FROM u")) {
            _ = try connection.prepare("SELECT * FROM u")
        }
    }

    @Test func `a failed statement can be run again`() throws {
        let connection = try memory()
        try connection.execute("CREATE TABLE t(a UNIQUE)")
        let insert = try connection.prepare("INSERT INTO t VALUES (?)")
        for value in [1, 1, 2] as [Int64] {
            try insert.bind(value, 1)
            _ = try? insert.run()
        }
        #expect(try connection.texts("SELECT a FROM t ORDER BY a") == ["1", "2"])
    }

    @Test func `an interrupt from another thread stops the running statement, and only that`() throws {
        let connection = try memory()
        let interrupt = connection.interrupt
        let isOver = Flag()
        let firing = Worker.start("interrupt") {
            // Until the statement has stopped: the first call may come before it runs.
            while !isOver.isSet { interrupt.fire() }
        }
        let error = #expect(throws: SQLiteError.self) {
            _ = try connection.integer(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
        }
        isOver.set()
        firing.wait()
        #expect(error?.code == .SQLITE_INTERRUPT)
        #expect(try connection.integer("SELECT 7") == 7)
    }

    @Test func `an interrupt after the connection is closed does nothing`() throws {
        let interrupt = try memory().interrupt
        interrupt.fire()
    }

    @Test func `a Swift function is called from SQL, null staying null`() throws {
        let connection = try memory()
        try connection.define("twice") { $0 + $0 }
        let sql = "SELECT twice('ä') UNION ALL SELECT ifnull(twice(NULL), 'nothing')"
        #expect(try connection.texts(sql) == ["ää", "nothing"])
    }

    @Test func `a file that cannot be opened says so`() {
        #expect(throws: SQLiteError.self) { _ = try Connection(path: "/nowhere/at/all.db", mode: .readWrite) }
    }

    @Test(arguments: ["a b.db", "100%.db", "what?.db", "#1.db", "ä.db"])
    func `a path with any character is the path itself`(name: String) throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/\(name)"
        try Connection(path: path, mode: .create).execute("CREATE TABLE t(a)")
        #expect(Files.kind(path) != .missing)
        #expect(try Connection(path: path, mode: .immutable).texts("SELECT name FROM sqlite_schema") == ["t"])
    }

    @Test func `a transaction is known to be open`() throws {
        let connection = try memory()
        try connection.execute("BEGIN")
        let isOpen = connection.isInTransaction
        try connection.execute("ROLLBACK")
        let isStillOpen = connection.isInTransaction
        #expect(isOpen)
        #expect(!isStillOpen)
    }
}
