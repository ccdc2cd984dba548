internal import CSQLite

/// A result code of SQLite, under SQLite's own name; the primary code matches its extended ones.
package struct ResultCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The code without its extension.
    package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

    package static let SQLITE_OK = ResultCode(rawValue: CSQLite.SQLITE_OK)
    package static let SQLITE_ERROR = ResultCode(rawValue: CSQLite.SQLITE_ERROR)
    package static let SQLITE_BUSY = ResultCode(rawValue: CSQLite.SQLITE_BUSY)
    package static let SQLITE_READONLY = ResultCode(rawValue: CSQLite.SQLITE_READONLY)
    package static let SQLITE_INTERRUPT = ResultCode(rawValue: CSQLite.SQLITE_INTERRUPT)
    package static let SQLITE_IOERR = ResultCode(rawValue: CSQLite.SQLITE_IOERR)
    package static let SQLITE_IOERR_SHMSIZE = ResultCode(rawValue: CSQLite.SQLITE_IOERR | (19 << 8))
    package static let SQLITE_CORRUPT = ResultCode(rawValue: CSQLite.SQLITE_CORRUPT)
    package static let SQLITE_FULL = ResultCode(rawValue: CSQLite.SQLITE_FULL)
    package static let SQLITE_CANTOPEN = ResultCode(rawValue: CSQLite.SQLITE_CANTOPEN)
    package static let SQLITE_CONSTRAINT = ResultCode(rawValue: CSQLite.SQLITE_CONSTRAINT)
    package static let SQLITE_CONSTRAINT_UNIQUE = ResultCode(
        rawValue: CSQLite.SQLITE_CONSTRAINT | (8 << 8))
    package static let SQLITE_NOTADB = ResultCode(rawValue: CSQLite.SQLITE_NOTADB)
    package static let SQLITE_NOMEM = ResultCode(rawValue: CSQLite.SQLITE_NOMEM)
    package static let SQLITE_ROW = ResultCode(rawValue: CSQLite.SQLITE_ROW)
    package static let SQLITE_DONE = ResultCode(rawValue: CSQLite.SQLITE_DONE)

    /// Whether `code` is this code or one of its extensions.
    package static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
        pattern == code || (pattern.rawValue <= 0xFF && pattern == code.primary)
    }
}
