internal import CSQLite

/// One prepared statement; confined to the thread of its connection. Parameters and columns count from 1 and 0.
package final class Statement {
    private let handle: OpaquePointer
    package let sql: String

    init(handle: OpaquePointer, sql: String) {
        self.handle = handle
        self.sql = sql
    }

    deinit {
        sqlite3_finalize(handle)
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw SQLiteError.last(of: sqlite3_db_handle(handle), sql: sql) }
    }

    /// Runs to the next row; false when the statement is done. Calls `sqlite3_step`.
    package func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = SQLiteError.last(of: sqlite3_db_handle(handle), sql: sql)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Runs a statement that answers no rows, and makes it ready again. Calls `sqlite3_step` and `sqlite3_reset`.
    package func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }

    /// Makes the statement ready to run again; bindings stay. Calls `sqlite3_reset`.
    package func reset() {
        sqlite3_reset(handle)
    }

    /// The number of result columns. Calls `sqlite3_column_count`.
    package var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// The number of parameters. Calls `sqlite3_bind_parameter_count`.
    package var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

    /// The name of a result column. Calls `sqlite3_column_name`.
    package func columnName(_ column: Int) -> String {
        sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
    }
}

// MARK: Binding

extension Statement {
    /// SQLite copies the bytes before the call returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// Binds NULL. Calls `sqlite3_bind_null`.
    package func bindNull(_ index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, Int32(index)))
    }

    /// Binds an integer, or NULL. Calls `sqlite3_bind_int64`.
    package func bind(_ value: Int64?, _ index: Int) throws(SQLiteError) {
        guard let value else { return try bindNull(index) }
        try check(sqlite3_bind_int64(handle, Int32(index), value))
    }

    /// Binds text, or NULL. Calls `sqlite3_bind_text`.
    package func bind(_ value: String?, _ index: Int) throws(SQLiteError) {
        guard let value else { return try bindNull(index) }
        // Lent, not copied: a million records on three threads would count references against each other.
        if let code = value.utf8.withContiguousStorageIfAvailable({ bindCode(utf8: UnsafeRawBufferPointer($0), index) })
        {
            return try check(code)
        }
        var copy = value
        try check(copy.withUTF8 { bindCode(utf8: UnsafeRawBufferPointer($0), index) })
    }

    /// Binds UTF-8 bytes as text. Calls `sqlite3_bind_text`.
    package func bind(utf8 bytes: UnsafeRawBufferPointer, _ index: Int) throws(SQLiteError) {
        try check(bindCode(utf8: bytes, index))
    }

    private func bindCode(utf8 bytes: UnsafeRawBufferPointer, _ index: Int) -> Int32 {
        bytes.assumingMemoryBound(to: CChar.self).baseAddress.map {
            sqlite3_bind_text(handle, Int32(index), $0, Int32(bytes.count), Self.copied)
        } ?? sqlite3_bind_text(handle, Int32(index), "", 0, Self.copied)
    }

    /// Binds bytes. Calls `sqlite3_bind_blob`.
    package func bind(bytes: UnsafeRawBufferPointer, _ index: Int) throws(SQLiteError) {
        let code =
            bytes.isEmpty
            ? sqlite3_bind_zeroblob(handle, Int32(index), 0)
            : sqlite3_bind_blob(handle, Int32(index), bytes.baseAddress, Int32(bytes.count), Self.copied)
        try check(code)
    }

    /// Binds bytes, or NULL. Calls `sqlite3_bind_blob`.
    package func bind(_ value: [UInt8]?, _ index: Int) throws(SQLiteError) {
        guard let value else { return try bindNull(index) }
        try value.withUnsafeBufferPointer { (bytes) throws(SQLiteError) in
            try bind(bytes: UnsafeRawBufferPointer(bytes), index)
        }
    }
}

// MARK: Columns of the current row

extension Statement {
    /// Whether the column is NULL. Calls `sqlite3_column_type`.
    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    /// The column as an integer, 0 for NULL. Calls `sqlite3_column_int64`.
    package func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(handle, Int32(column))
    }

    /// The column as an integer, or nil. Calls `sqlite3_column_int64`.
    package func optionalInteger(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    /// The column as text, empty for NULL; broken UTF-8 is replaced. Calls `sqlite3_column_text`.
    package func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The column as text, or nil. Calls `sqlite3_column_text`.
    package func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// The column's bytes while `body` runs; valid for text and blobs. Calls `sqlite3_column_blob`.
    @inlinable
    package func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try body(rawBytes(column))
    }

    /// The column's bytes, lent until the next step. Calls `sqlite3_column_blob`.
    @usableFromInline
    func rawBytes(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, Int32(column))
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// The column's bytes. Calls `sqlite3_column_blob`.
    package func bytes(_ column: Int) -> [UInt8] {
        withBytes(column) { Array($0) }
    }

    /// The column's bytes, or nil. Calls `sqlite3_column_blob`.
    package func optionalBytes(_ column: Int) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }
}
