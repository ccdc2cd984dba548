internal import CSQLite

/// What SQLite answered when it could not do what was asked. Bound values are never part of it.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
    package let code: ResultCode
    package let message: String
    /// The statement's text with its placeholders, when one was at hand.
    package let sql: String?
    /// The number of what the system answered, where the code is about a file; else 0.
    package let systemNumber: Int32

    package init(code: ResultCode, message: String, sql: String? = nil, systemNumber: Int32 = 0) {
        self.code = code
        self.message = message
        self.sql = sql
        self.systemNumber = systemNumber
    }

    /// What SQLite calls the code, without a word of the statement. Calls `sqlite3_errstr`.
    package var words: String {
        "\(String(cString: sqlite3_errstr(code.rawValue))) (\(code.rawValue))"
    }

    /// For the log: with the statement's text.
    package var description: String {
        let statement = sql.map { " in “\($0)”" } ?? ""
        return "SQLite \(code.rawValue): \(message)\(statement)"
    }

    /// The last error of a connection. Calls `sqlite3_extended_errcode`, `sqlite3_errmsg`, `sqlite3_system_errno`
    /// and `sqlite3_file_control` with SQLITE_FCNTL_LAST_ERRNO.
    static func last(of handle: OpaquePointer?, sql: String? = nil) -> SQLiteError {
        let code = ResultCode(rawValue: sqlite3_extended_errcode(handle))
        let number: Int32 =
            switch code {
            case .SQLITE_IOERR: satchel_sqlite3_file_errno(handle)
            case .SQLITE_CANTOPEN: sqlite3_system_errno(handle)
            default: 0
            }
        return SQLiteError(
            code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql,
            systemNumber: number)
    }
}
