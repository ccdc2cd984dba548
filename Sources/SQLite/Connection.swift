internal import CSQLite
internal import Synchronization

/// One connection to an SQLite file. Not copyable and not Sendable: it stays with the thread that opened it.
package struct Connection: ~Copyable {
    /// How a file is opened.
    package enum Mode: Sendable {
        case readOnly
        /// Read-only, and the file cannot change meanwhile: for a store in a folder that cannot be written.
        case immutable
        case readWrite
        case create
    }

    private let handle: OpaquePointer
    private let cache: StatementCache
    /// Stops what this connection is running, from any thread.
    package let interrupt: Interrupt

    /// Opens a file. Throws what SQLite says about it. Calls `sqlite3_open_v2`.
    package init(path: String, mode: Mode, vfs: String? = nil) throws(SQLiteError) {
        handle = try Self.open(path: path, mode: mode, vfs: vfs)
        cache = StatementCache()
        interrupt = Interrupt(handle)
    }

    deinit {
        interrupt.forget()
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Done once, before the first connection; later calls of SQLite itself would refuse it. Calls `sqlite3_config`.
    private static let isConfigured = satchel_sqlite3_configure() == SQLITE_OK

    private static func open(path: String, mode: Mode, vfs: String?) throws(SQLiteError) -> OpaquePointer {
        _ = isConfigured
        var handle: OpaquePointer?
        let flags: Int32 =
            switch mode {
            case .readOnly, .immutable: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        let name = mode == .immutable ? "file:\(escaped(path))?immutable=1" : "file:\(escaped(path))"
        let code = sqlite3_open_v2(
            name, &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs)
        guard code == SQLITE_OK, let handle else {
            let error = SQLiteError.last(of: handle)
            sqlite3_close_v2(handle)
            throw error
        }
        satchel_sqlite3_no_checkpoint_on_close(handle)
        return handle
    }

    /// A path as it stands in a file: URI.
    private static func escaped(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0...31, 127...255:
                let hex = String(byte, radix: 16, uppercase: true)
                result += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            default:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }

    /// The statement for a text, prepared once and kept. Calls `sqlite3_prepare_v3`.
    package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        if let known = cache[sql] { return known }
        let statement = try makeStatement(sql, flags: UInt32(SQLITE_PREPARE_PERSISTENT))
        cache[sql] = statement
        return statement
    }

    /// A statement that is not kept: for texts that differ every time. Calls `sqlite3_prepare_v3`.
    package func prepareOnce(_ sql: String) throws(SQLiteError) -> Statement {
        try makeStatement(sql, flags: 0)
    }

    private func makeStatement(_ sql: String, flags: UInt32) throws(SQLiteError) -> Statement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(handle, sql, -1, flags, &statement, nil) == SQLITE_OK, let statement else {
            throw SQLiteError.last(of: handle, sql: sql)
        }
        return Statement(handle: statement, sql: sql)
    }

    /// Runs one or more statements without parameters. Calls `sqlite3_exec`.
    package func execute(_ sql: String) throws(SQLiteError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteError.last(of: handle, sql: sql)
        }
    }

    /// The first column of the first row as an integer; nil when there is no row.
    package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try prepareOnce(sql)
        return try statement.step() ? statement.optionalInteger(0) : nil
    }

    /// The first column of each row as text.
    package func texts(_ sql: String) throws(SQLiteError) -> [String] {
        let statement = try prepareOnce(sql)
        var result: [String] = []
        while try statement.step() { result.append(statement.text(0)) }
        return result
    }

    /// The row number of the last insert. Calls `sqlite3_last_insert_rowid`.
    package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Whether a transaction is open. Calls `sqlite3_get_autocommit`.
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Makes whatever runs longer than so many steps of SQLite's machine fail with SQLITE_INTERRUPT; nil lifts the
    /// limit.
    /// Calls `sqlite3_progress_handler`.
    package func limit(steps: Int32?) {
        if let steps {
            sqlite3_progress_handler(handle, steps, { _ in 1 }, nil)
        } else {
            sqlite3_progress_handler(handle, 0, nil, nil)
        }
    }

    /// How long to wait for another connection's lock. Calls `sqlite3_busy_timeout`.
    package func setBusyTimeout(milliseconds: Int32) {
        sqlite3_busy_timeout(handle, milliseconds)
    }

    /// Whether another file, or none, stands where this one was opened. Calls `sqlite3_file_control` with
    /// SQLITE_FCNTL_HAS_MOVED.
    package var hasMoved: Bool {
        var moved: Int32 = 0
        return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
    }

    /// Lets closing write the WAL back and remove it when no other connection has the file open: by default it is left
    /// alone. Calls `sqlite3_db_config` with SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE.
    package func removeWALWhenLast() {
        satchel_sqlite3_checkpoint_on_close(handle)
    }

    /// Makes a function of one text available to SQL under a name; NULL stays NULL. Calls `sqlite3_create_function_v2`.
    package func define(_ name: String, _ function: @escaping @Sendable (String) -> String) throws(SQLiteError) {
        let box = Unmanaged.passRetained(TextFunction(function))
        let code = sqlite3_create_function_v2(
            handle, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, box.toOpaque(),
            { context, _, arguments in
                guard let argument = arguments?[0], let text = sqlite3_value_text(argument),
                    let data = sqlite3_user_data(context)
                else { return sqlite3_result_null(context) }
                let count = Int(sqlite3_value_bytes(argument))
                let input = String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
                let output = Unmanaged<TextFunction>.fromOpaque(data).takeUnretainedValue().body(input)
                sqlite3_result_text(context, output, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
            }, nil, nil,
            { data in
                if let data { Unmanaged<TextFunction>.fromOpaque(data).release() }
            })
        guard code == SQLITE_OK else { throw SQLiteError.last(of: handle) }
    }

    /// Forgets all kept statements: before the schema changes. Calls `sqlite3_finalize`.
    package func forgetStatements() {
        cache.removeAll()
    }
}

/// Statements by text; a class because it is changed while the connection is only read.
private final class StatementCache {
    /// Texts come from a fixed set and from filters; beyond this many the cache starts anew.
    private static let statementsMax = 256
    private var statements: [String: Statement] = [:]

    subscript(sql: String) -> Statement? {
        get { statements[sql] }
        set {
            if statements.count >= Self.statementsMax { statements.removeAll() }
            statements[sql] = newValue
        }
    }

    func removeAll() {
        statements.removeAll()
    }
}

/// A Swift function as SQLite keeps it.
private final class TextFunction: Sendable {
    let body: @Sendable (String) -> String

    init(_ body: @escaping @Sendable (String) -> String) {
        self.body = body
    }
}

/// Stops the running statement of one connection from another thread; does nothing once the connection is closed.
package final class Interrupt: Sendable {
    private let address: Mutex<Int>

    init(_ handle: OpaquePointer) {
        address = Mutex(Int(bitPattern: handle))
    }

    /// Makes the running statement fail with SQLITE_INTERRUPT. Calls `sqlite3_interrupt`.
    package func fire() {
        address.withLock { address in
            guard let handle = OpaquePointer(bitPattern: address) else { return }
            sqlite3_interrupt(handle)
        }
    }

    func forget() {
        address.withLock { $0 = 0 }
    }
}
