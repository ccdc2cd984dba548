internal import Domain
internal import SQLite

/// One import as the audit log knows it.
package struct ImportEntry: Sendable, Equatable {
    package enum State: String, Sendable {
        case done, failed
        /// It was begun, and nothing says how it ended.
        case open
    }

    package let startedAt: Int64
    package let endedAt: Int64?
    package let state: State
    package let actorName: String
    package let resource: String
    /// The file, and what became of it once it ended.
    package let detail: String
}

extension Reader {
    /// The newest imports. Start and end are events of one run of the program.
    package func imports(limit: Int) throws(StoreError) -> [ImportEntry] {
        try attempt { () throws(SQLiteError) in
            let statement = try connection.prepareOnce("SELECT body FROM event ORDER BY n DESC")
            var ends: [String: EventEntry] = [:]
            var entries: [ImportEntry] = []
            while entries.count < limit, try statement.step() {
                guard let event = EventEntry(statement.bytes(0)) else { continue }
                switch event.kind {
                case .imported, .importFailed: ends[event.correlation] = event
                case .importStarted:
                    let end = ends.removeValue(forKey: event.correlation)
                    let name = try event.actor.flatMap { (id) throws(SQLiteError) in
                        try connection.label(of: id, in: Member.declaration.facts)
                    }
                    let state: ImportEntry.State = end.map { $0.kind == .imported ? .done : .failed } ?? .open
                    entries.append(
                        ImportEntry(
                            startedAt: event.recordedAt, endedAt: end?.recordedAt, state: state,
                            actorName: name ?? "–", resource: event.resource ?? "",
                            detail: end?.detail ?? event.detail))
                case .denied, .failed, .export, .keyErased, .endAccepted, .verified, .roles: continue
                }
            }
            return entries
        }
    }
}
