package import Domain
package import Host
package import SQLite

/// Why the store did not do what was asked: facts, worded elsewhere.
package enum StoreError: Error, Equatable {
    case invalid([ValidationFailure])
    case denied(Denial)
    case conflict([EditConflict])
    case notFound(resource: String, key: String)
    case ambiguous(resource: String, key: String, candidates: [String])
    /// The record was deleted or purged meanwhile.
    case gone(resource: String, record: String)
    case undoRefused(UndoRefusal)
    case revertRefused(UndoRefusal)
    case versionRefused(VersionRefusal)
    case filter(FilterError, text: String)
    /// Another process holds the lock for writing.
    case busy(path: String)
    /// Another process is writing so much at once that nobody can read meanwhile: a bulk.
    case beingWritten(path: String)
    case readOnly(path: String)
    case missing(path: String)
    case exists(path: String)
    /// The file was removed, or another one was put in its place, while it was open.
    case moved(path: String, isReplaced: Bool)
    case notAStore(path: String, reason: String)
    case newerSchema(path: String, found: Int64, known: Int64)
    /// The store must be migrated before it can be read.
    case olderSchema(path: String, found: Int64, known: Int64)
    /// The store is as it was, and its backup beside it.
    case migrationFailed(path: String, found: Int64, known: Int64, backup: String, reason: SQLiteError)
    case full(path: String)
    /// The journal has numbers that this program never gives, and room for no other.
    case numbersAltered(path: String)
    case cancelled
    case memberUnknown(String, near: [String] = [])
    case host(HostError)
    case sqlite(SQLiteError)

    /// SQLite's answer as the store's.
    static func from(_ error: SQLiteError, path: String) -> StoreError {
        let system = HostError(number: error.systemNumber, path: path)
        // Only these tell more than SQLite does; others may be left from an earlier call.
        if system.isOutOfSpace { return .full(path: path) }
        if system.isTooLarge || system.isDenied { return .host(system) }
        return switch error.code {
        // Reading needs room too: the index of the WAL is a file.
        case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE: .full(path: path)
        case .SQLITE_BUSY: .busy(path: path)
        case .SQLITE_READONLY: .readOnly(path: path)
        case .SQLITE_INTERRUPT: .cancelled
        case .SQLITE_NOTADB: .notAStore(path: path, reason: "it is no SQLite database")
        case .SQLITE_CORRUPT: .notAStore(path: path, reason: "the database is damaged: \(error.words)")
        case .SQLITE_CANTOPEN: .notAStore(path: path, reason: "it cannot be opened")
        default: .sqlite(error)
        }
    }
}

extension StoreError {
    /// The same for whoever only reads: for that only a bulk is in the way.
    var whileReading: StoreError {
        if case .busy(let path) = self { .beingWritten(path: path) } else { self }
    }
}

/// Why an undo, a redo or a revert is not done.
package enum UndoRefusal: Equatable, Sendable {
    case nothingToUndo
    case nothingToRedo
    /// A later commit changed a field again.
    case changedLater(record: String, field: String, by: String, at: Int64, commit: Int64?)
    /// A later commit put the record into the trash.
    case deletedLater(record: String, by: String, at: Int64, commit: Int64?)
    /// A record of the action is used by others now.
    case referenced(record: String, by: [String])
    case purged(record: String)
    /// What a field held before was erased since.
    case erased(record: String, field: String)
    /// The action is about records that may not be read.
    case hidden
    case unknownGroup(String)
    case alreadyUndone
    /// It made the store.
    case founding
}

/// Why a record does not get an older version back.
package enum VersionRefusal: Equatable, Sendable {
    /// The store has no such commit yet.
    case unknownCommit(Int64, newest: Int64)
    /// The record was made later.
    case notYetMade(record: String, commit: Int64)
    /// It has to come out of the trash first.
    case deleted(record: String)
    case purged(record: String)
    /// What a field held then was erased since.
    case erased(record: String, field: String)
    /// The record had a field that this program does not know.
    case unknownField(record: String, field: String)
}
