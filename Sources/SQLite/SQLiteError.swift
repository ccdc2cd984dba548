internal import CSQLite

/// What SQLite answered when it could not do what was asked. Bound values are never part of it.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
    package let code: ResultCode
    package let message: String
    /// The statement's text with its placeholders, when one was at hand.
    package let sql: String?

    package init(code: ResultCode, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
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

    /// The last error of a connection. Calls `sqlite3_extended_errcode` and `sqlite3_errmsg`.
    static func last(of handle: OpaquePointer?, sql: String? = nil) -> SQLiteError {
        SQLiteError(
            code: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
            message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}
