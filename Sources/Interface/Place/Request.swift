// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Names a request, and with it the place that waits for the reply.
package struct RequestID: Hashable, Sendable {
    /// The place that asked; 0 for the screen as a whole.
    package let place: Int
    package let number: Int

    package init(place: Int, number: Int) {
        self.place = place
        self.number = number
    }
}

/// What a place asks the store. Each is answered by one reply of the same id, unless a newer one of its kind and place
/// took its turn; what is no longer waited for is dropped.
package enum Request: Equatable, Sendable {
    /// A window of records.
    case window(Query)
    /// Rows that the next moves may need: nothing on the screen waits for them, so the frame comes first.
    case rowsAhead(Query)
    /// How many records a query means, without its window.
    case count(Query)
    /// How many rows stand before the one at a query's cursor.
    case rank(Query)
    /// The records between a query's cursor and one before or behind it, both included; none when they are more than
    /// its limit.
    case range(Query, to: Identifier)
    /// Whether the names in a filter are names of records.
    case names(filter: String, resource: String)
    /// The latest changes of a record, newest first.
    case history(resource: String, Identifier, limit: Int)
    /// Audit entries of a filter, older than a moment (microseconds UTC), or the newest; newest first. Some of them may
    /// be known already.
    case audit(AuditFilter, before: Int64?, limit: Int)
    /// Check the chains of the journal and all records; replies tell how far it is.
    case verify
    /// Write the audit log, as far as a filter goes, into a file.
    case exportAudit(AuditFilter, path: String)
    /// What the commits of an audit entry changed.
    case changes(AuditEntry)
    /// Write; never dropped.
    case commit(Proposal)
    /// What a bulk edit would do.
    case preview(BulkEdit)
    /// Do a bulk edit; replies tell how far it is, the last one that it is done.
    case bulk(BulkEdit)
    /// Take back what an audit entry did, as an action of its own.
    case revert(AuditEntry)
    /// Give a record back what it held right after a commit.
    case restore(resource: String, Identifier, commit: Int64)
    /// What the next undo would take back, or the next redo do again.
    case offer(isRedo: Bool)
    /// Keep what is typed into a form, in place of what was kept of it before.
    case keep(FormDraft)
    /// Forget what was kept of a form.
    case forget(FormDraft.Key)
    /// Forms that were left open when the program ended.
    case drafts
    /// Keep a macro, a script of keys, in place of the one before.
    case keepMacro(String)
    /// Put a text where the person can paste it from; what it is is said.
    case copy(what: String, text: String)
    /// What stands in a folder.
    case folder(FolderQuestion)
    /// A step of an import; replies tell how far it is, the last one what became of it.
    case importing(ImportStep, ImportOrder)
    /// Take back the last group of this device.
    case undo
    /// Do again what was taken back last.
    case redo
}

/// What the store answers.
package enum Reply: Equatable, Sendable {
    /// Answers `window` and `rowsAhead`.
    case window(Window)
    case count(Int64)
    /// Answers `rank`; nil where it cannot be told.
    case rank(Int64?)
    /// Answers `range`.
    case records([Identifier]?)
    /// Answers `names` with what is wrong, if anything.
    case names(FilterError?)
    /// Answers `history` and `changes`.
    case changes([ChangeEntry])
    case audit([AuditEntry])
    /// Answers `commit`; the summary is like that of the audit log: "price of YARN-0779".
    case committed(summary: String, record: Identifier?)
    case preview(BulkPreview)
    /// Answers `offer`; nil for nothing. The moment in microseconds UTC.
    case offer(summary: String?, changes: Int64, at: Int64)
    /// Answers `drafts`, the newest first.
    case drafts([FormDraft])
    /// How far something is; more replies follow.
    case progress(Int64, of: Int64)
    /// Answers `verify`.
    case verified(Verdict)
    /// Answers `keepMacro` with the file's path.
    case kept(path: String)
    /// Answers `bulk`, `revert`, `restore` and `exportAudit` with what was done: "deleted 30 products".
    case changed(String)
    case folder(FolderListing)
    case importing(ImportAnswer)
    /// Answers `undo` and `redo` with the summary of what was taken back or done again.
    case undone(String)
    /// Answers `copy` with where the text went and what it is: "Copied to the terminal's clipboard: price of A-1, 7".
    case copied(String)
    /// Answers a question that was put to the person.
    case answer(Bool)
    /// Answers a question for one of several records, with its name.
    case picked(Identifier, String)
    /// Answers a question for a text.
    case typed(String)
    /// Answers `edit` with the text as the editor left it.
    case edited(String)
    /// Answers a question for one of several records, with the whole of it.
    case chosen(StoredRecord)
    /// The columns of a list as they are being chosen, none for the usual ones; and the name of one that is to be seen.
    case columns([ColumnTerm], focus: String)
    /// The order of a list as it is being chosen; empty for the usual one.
    case order([SortTerm])
    /// Answers any request for what may not be read: it is not there, and this says why.
    case denied(Problem)
    /// Answers any request that could not be done.
    case failed(Problem)
}

/// What a check of the journal and the records found.
package struct Verdict: Equatable, Sendable {
    /// "231 commits, 431 changes, 12 events, 208 records"
    package let counted: String
    /// A sentence for each thing that is wrong.
    package let problems: [String]
    /// Whether the journal's end is known outside the store; else a cut-off end would not be noticed.
    package let isAnchored: Bool

    package init(counted: String, problems: [String], isAnchored: Bool) {
        self.counted = counted
        self.problems = problems
        self.isAnchored = isAnchored
    }
}

/// What the program is to do.
package enum Effect: Equatable, Sendable {
    /// Ask the store, and send `reply` with the answer.
    case request(RequestID, Request)
    /// Send `woke` with the token after a while.
    case wake(token: Int, afterMilliseconds: Int)
    /// Stop what a request does, with nothing half done; its last reply says so.
    case stop(RequestID)
    /// Leave the screen for the person's editor with a text, and send `reply` with what becomes of it; the name is that
    /// of its field.
    case edit(RequestID, text: String, name: String)
    /// Stop as Ctrl-Z does.
    case suspend
    /// Let the terminal report clicks and the wheel, or not.
    case mouse(Bool)
    /// Draw every cell again.
    case redraw
    /// End the program.
    case quit
}

/// What went wrong, in words: one line, and more in the message log.
package struct Problem: Error, Equatable, Sendable {
    /// What failed and why, without a full stop missing.
    package let title: String
    /// What else is known, and what to do now.
    package let lines: [String]
    /// What is wrong with fields of a form, by their keys.
    package let fields: [String: String]
    /// Fields that somebody else changed since they were read.
    package let conflicts: [FieldConflict]

    /// A problem.
    package init(
        title: String, lines: [String] = [], fields: [String: String] = [:], conflicts: [FieldConflict] = []
    ) {
        self.title = title
        self.lines = lines
        self.fields = fields
        self.conflicts = conflicts
    }

    /// What the message line shows: the title with the first line behind it. The log has all of it.
    var headline: String {
        guard let first = lines.first else { return title }
        let isSentence = title.last.map { ".:!?".contains($0) } ?? true
        return "\(title)\(isSentence ? " " : ": ")\(first)"
    }

    /// All of it in one line.
    var whole: String { ([headline] + lines.dropFirst()).joined(separator: "; ") }
}

/// A field that somebody else changed since a form was opened: "price", or a key of a map, "metadata.ply".
package struct FieldConflict: Equatable, Sendable {
    package let field: String
    /// Who changed it.
    package let by: String
    /// When, in microseconds UTC.
    package let at: Int64

    package init(field: String, by: String, at: Int64) {
        self.field = field
        self.by = by
        self.at = at
    }
}
