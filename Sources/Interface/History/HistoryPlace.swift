// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in the history of a record.
    package static let history = KeyTable(
        "history", "History of a record",
        [
            Command(
                "version.restore", "Give the record back what it held then", keys: ["r"], hint: ("restore", 2),
                right: .action(.update), danger: .writes, need: .row, of: HistoryPlace.self, when: \.hasRow
            ) { $0.askToRestore(&$1) },
            Command(
                "version.copy-id", "Copy the number of this commit", keys: ["y y"], need: .row, of: HistoryPlace.self,
                when: \.hasRow
            ) { place, scope in
                place.copy(&scope) { ("number of commit \($0.commit)", String($0.commit)) }
            },
            Command(
                "version.copy-row", "Copy when, who, what and from where", keys: ["y r"], need: .row,
                of: HistoryPlace.self, when: \.hasRow
            ) { place, scope in
                let clock = scope.situation.clock
                place.copy(&scope) { entry in
                    let words = [clock.full(entry.at), entry.actorName, entry.summary, entry.origin]
                    return ("row of commit \(entry.commit)", words.joined(separator: "\t"))
                }
            },
            Command(
                "version.copy-value", "Copy the values before and after", keys: ["y v"], need: .row,
                of: HistoryPlace.self, when: \.hasRow
            ) { place, scope in
                place.copy(&scope) { entry in
                    let lines = entry.differences.map { "\($0.label): \($0.before ?? "–") → \($0.after ?? "–")" }
                    return ("changes of commit \(entry.commit)", lines.joined(separator: "\n"))
                }
            },
        ])
}

/// The changes of one record, newest first.
struct HistoryPlace: Telling {
    private let records: ResourceFacts
    private let record: Identifier
    private let title: String
    private(set) var entries: [ChangeEntry] = []
    var viewport = Viewport()
    /// The entry the detail shows.
    var shown = 0
    var scroll = 0
    private var loading: RequestID?
    /// The version that is to be restored: asked for, then under way.
    private var restoring: Restoring?
    var isZoomed = false

    private static let entriesMax = 200

    /// A version that the record is given back, whatever the cursor is on by then.
    private struct Restoring: Equatable, Sendable {
        let id: RequestID
        let entry: ChangeEntry
    }

    init(_ resource: ResourceFacts, _ record: StoredRecord) {
        records = resource
        self.record = record.id
        title = resource.longName(of: record)
    }

    var keyTables: [KeyTable] { [.history, .nav] }
    var resource: ResourceFacts? { records }
    var rowCount: Int { entries.count }
    var isInside: Bool { true }

    mutating func open(_ scope: inout Scope) { refresh(onlyWords: false, &scope) }

    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) {
        if onlyWords { return }
        loading = scope.ask(.history(resource: records.name, record, limit: HistoryPlace.entriesMax))
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        if restoring?.id == id { return takeRestore(reply, &scope) }
        guard loading == id else { return }
        loading = nil
        switch reply {
        case .changes(let changes):
            let old = entries.indices.contains(viewport.cursor) ? entries[viewport.cursor].commit : nil
            let index = changes.firstIndex { $0.commit == old } ?? viewport.cursor
            entries = changes
            viewport.set(index, rows: scope.layout.listRows, count: changes.count)
            settle(&scope)
        case .denied(let problem), .failed(let problem): scope.say(.error, problem)
        default: break
        }
    }

    /// Copies something of the entry under the cursor: what it is called, and its text.
    fileprivate func copy(_ scope: inout Scope, _ part: (ChangeEntry) -> (what: String, text: String)) {
        guard entries.indices.contains(viewport.cursor) else { return }
        let (what, text) = part(entries[viewport.cursor])
        scope.act(.copy(what: what, text: text))
    }

    fileprivate mutating func askToRestore(_ scope: inout Scope) {
        guard entries.indices.contains(viewport.cursor) else { return }
        let entry = entries[viewport.cursor]
        let when = scope.situation.clock.words(entry.at)
        restoring = Restoring(
            id: scope.inquire("Give \(entry.recordName) back what it held after the change of \(when)?"), entry: entry)
    }

    private mutating func takeRestore(_ reply: Reply, _ scope: inout Scope) {
        guard let entry = restoring?.entry else { return }
        if case .progress = reply { return }
        restoring = nil
        switch reply {
        case .answer(true):
            let id = scope.ask(.restore(resource: records.name, record, commit: entry.commit))
            restoring = Restoring(id: id, entry: entry)
        case .changed(let summary): scope.say(.ok, "\(summary). u undoes it.")
        case .failed(let problem), .denied(let problem): scope.say(.warning, problem)
        default: break
        }
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: "History", subject: title) }

    func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let columns = LogColumns(situation.layout.list)
        columns.drawHeader(last: "From", on: &canvas, theme)
        for (row, entry) in entries.dropFirst(viewport.top).prefix(situation.layout.listRows).enumerated() {
            let words = LogColumns.Row(
                when: situation.clock.words(entry.at), who: entry.actorName, what: entry.summary, last: entry.origin)
            columns.draw(words, y: columns.rect.y + 1 + row, on: &canvas, theme)
        }
    }

    func detailLines(columns: Int, _ situation: Situation) -> [Line] {
        guard entries.indices.contains(shown) else { return [] }
        let entry = entries[shown]
        let details = DetailText(clock: situation.clock, columns: columns)
        var lines = [Line("\(situation.clock.words(entry.at)) · \(entry.actorName)", .textHead), .blank]
        if entry.action != .updated { lines.append(Line(entry.action.rawValue)) }
        lines += entry.differences.flatMap { details.difference($0) }
        let facts = [("reason", entry.reason ?? "–"), ("from", entry.origin), ("commit", String(entry.commit))]
        return lines + [.blank] + details.pairs(facts)
    }
}
