internal import Domain
internal import SQLite

/// One import as the audit log knows it.
package struct ImportEntry: Sendable, Equatable {
    package enum State: String, Sendable {
        case done, failed
        /// It was done, and taken back.
        case undone
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
        try look()
        let members = Member.declaration.facts
        let seen = sight.condition(on: members)
        return try attempt { () throws(SQLiteError) in
            let statement = try connection.prepareOnce("SELECT body FROM event ORDER BY n DESC")
            let (written, undone) = try importRuns()
            var ends: [String: EventEntry] = [:]
            var entries: [ImportEntry] = []
            while entries.count < limit, try statement.step() {
                guard let event = EventEntry(statement.bytes(0)) else { continue }
                switch event.kind {
                case .imported, .importFailed: ends[event.correlation] = event
                case .importStarted:
                    let end = ends.removeValue(forKey: event.correlation)
                    let name = try event.actor.flatMap { (id) throws(SQLiteError) in
                        try connection.label(of: id, in: members, where: isFor(id) ? nil : seen) ?? id.text
                    }
                    var state: ImportEntry.State = end.map { $0.kind == .imported ? .done : .failed } ?? .open
                    // What stands in the journal was imported, whatever became of the event at its end.
                    if state == .open, written.contains(event.correlation) { state = .done }
                    if state == .done, undone.contains(event.correlation) { state = .undone }
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

    /// The runs of the program whose imports stand in the journal, and those among them whose imports were taken back
    /// and not done again.
    private func importRuns() throws(SQLiteError) -> (written: Set<String>, undone: Set<String>) {
        let statement = try connection.prepareOnce(
            """
            SELECT grp, header ->> '$.correlation' FROM "commit" INDEXED BY commit_first
            WHERE idx = 0 AND header ->> '$.origin' = '\(Origin.importing)'
            """)
        var runs: (written: Set<String>, undone: Set<String>) = ([], [])
        while try statement.step() {
            guard let group = Identifier(text: statement.text(0)) else { continue }
            let run = statement.text(1)
            runs.written.insert(run)
            if try !UndoStack.state(of: group, connection).isInForce { runs.undone.insert(run) }
        }
        return runs
    }
}
