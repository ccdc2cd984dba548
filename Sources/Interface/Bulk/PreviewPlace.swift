// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in the preview of a bulk edit.
    package static let preview = KeyTable(
        "preview", "Preview of a change",
        [
            Command(
                "change.go", "Do it", keys: ["y", "F9"], hint: ("go", 1), danger: .writes, of: PreviewPlace.self,
                when: \.canGo
            ) { $0.go(&$1) },
            Command(
                "row.leave-out", "Leave this record out", keys: ["space"], hint: ("leave out", 2), need: .row,
                of: PreviewPlace.self, when: { $0.hasRow && !$0.isRunning }
            ) { $0.leaveOut(&$1) },
        ])
}

/// What a bulk edit would do, and then how far it is.
struct PreviewPlace: Place {
    /// A line of the list: a record that would change, or one that would be refused.
    enum Row: Equatable, Sendable {
        case changed(ChangedRecord)
        case refused(BulkFailure)

        var record: Identifier {
            switch self {
            case .changed(let record): record.record
            case .refused(let failure): failure.record
            }
        }
    }

    private(set) var edit: BulkEdit
    /// What is to be done, in words: "Delete", "Transfer to Yarn".
    let title: String
    private(set) var preview: BulkPreview?
    private(set) var rows: [Row] = []
    private(set) var viewport = Viewport()
    private var loading: RequestID?
    private var running: RequestID?
    /// How far what runs is.
    private var pace: Pace?

    init(_ edit: BulkEdit, title: String) {
        self.edit = edit
        self.title = title
    }

    var keyTables: [KeyTable] { [.preview, .nav] }
    var resource: ResourceFacts? { edit.resource }
    var hasRow: Bool { !rows.isEmpty }
    var hasDetail: Bool { false }
    var isInside: Bool { true }
    var isRunning: Bool { running != nil }
    var isStoppable: Bool { isRunning }
    var awaitsRows: Bool { loading != nil }
    var loss: Loss? {
        running.map { Loss(words: "“\(title)” is not done; it stops with nothing changed", stopping: $0) }
    }

    /// Refused records are left out where they are known; else the edit has to be mended first.
    var canGo: Bool {
        guard let preview, loading == nil, running == nil else { return false }
        return preview.changeCount > 0 && preview.knowsAllRefused
    }

    mutating func open(_ scope: inout Scope) { loading = scope.ask(.preview(edit)) }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        switch reply {
        case .preview(let preview) where loading == id: take(preview, &scope)
        case .progress(let done, let total) where running == id:
            pace?.done = done
            pace?.total = total
        case .changed(let summary) where running == id:
            running = nil
            scope.say(.ok, "\(summary). u undoes it.")
            scope.act(.leave)
        case .failed(let problem), .denied(let problem):
            if loading == id { scope.act(.leave) } else if running != id { return }
            // What was changed meanwhile is looked at anew.
            let isRefused = running == id
            (loading, running, pace) = (nil, nil, nil)
            scope.act(.giveUp)
            scope.say(.error, problem)
            if isRefused { open(&scope) }
        default: break
        }
    }

    private mutating func take(_ preview: BulkPreview, _ scope: inout Scope) {
        loading = nil
        self.preview = preview
        rows = preview.problems.flatMap(\.examples).map(Row.refused) + preview.rows.map(Row.changed)
        viewport.set(viewport.cursor, rows: listRows(scope.layout), count: rows.count)
    }

    /// Rows of the list between the line above it and the line below.
    private func listRows(_ layout: Layout) -> Int { max(1, layout.body.rows - 4) }

    mutating func resize(_ scope: inout Scope) {
        viewport.set(viewport.cursor, rows: listRows(scope.layout), count: rows.count)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        viewport.move(move, rows: listRows(scope.layout), count: rows.count)
    }

    mutating func point(to row: Int, _ scope: inout Scope) {
        viewport.point(to: row, rows: listRows(scope.layout), count: rows.count)
    }

    fileprivate mutating func leaveOut(_ scope: inout Scope) {
        guard rows.indices.contains(viewport.cursor) else { return }
        edit = edit.leavingOut([rows[viewport.cursor].record])
        open(&scope)
    }

    fileprivate mutating func go(_ scope: inout Scope) {
        guard let preview else { return }
        var edit = edit.leavingOut(preview.refused)
        edit.seen = preview.commit
        running = scope.ask(.bulk(edit))
        pace = Pace(startedAt: scope.situation.clock.now, total: preview.changeCount)
    }

    /// Esc stops what runs, with nothing half done; else the preview is left.
    mutating func stepOut(_ scope: inout Scope) -> Bool {
        guard let running else { return false }
        scope.act(.effect(.stop(running)))
        return true
    }
}

extension PreviewPlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: title, subject: edit.resource.shape.title) }

    func aside(_ situation: Situation) -> String {
        guard let preview else { return "" }
        return "\(Figures.grouped(preview.changeCount)) of \(Figures.grouped(preview.recordCount)) will change"
    }

    func position(_ situation: Situation) -> String {
        rows.isEmpty ? "" : "\(viewport.cursor + 1) of \(rows.count)"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        if let pace {
            return Prompt(text: "\(pace.share())\(pace.left(now: situation.clock.now))   esc stops it", isAsking: true)
        }
        guard loading == nil, let preview else { return Prompt(text: "looking at what would change", role: .textDim) }
        let resource = edit.resource
        guard preview.changeCount > 0 else { return Prompt(text: "Nothing would change.   esc back") }
        guard preview.knowsAllRefused else {
            return Prompt(text: "Too many records break rules: esc back, and narrow the filter.")
        }
        let what = preview.changeCount == 1 ? resource.shape.singular : resource.name
        return Prompt(
            text: "\(title): \(Figures.grouped(preview.changeCount)) \(what)?   y go · esc back", isAsking: true)
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        [Part(situation.layout.body) { draw(on: &$0, situation, theme) }]
    }

    private func draw(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        let count = listRows(situation.layout)
        for (row, line) in rows.dropFirst(viewport.top).prefix(count).enumerated() {
            let y = rect.y + 1 + row
            if viewport.top + row == viewport.cursor {
                canvas.mark(x: 0, y: y, theme)
            }
            switch line {
            case .changed(let record):
                let used = canvas.write(name(record), x: 3, y: y, theme, columns: 30)
                canvas.write(difference(record, situation), x: max(3 + used + 2, 35), y: y, theme)
            case .refused(let failure):
                canvas.write("✗", x: 1, y: y, theme, .severityError)
                canvas.write(failure.name, x: 3, y: y, theme, columns: 30)
                canvas.write(failure.reason.words, x: 35, y: y, theme, .severityError)
            }
        }
        guard let preview else { return }
        let summary =
            "will change \(Figures.grouped(preview.changeCount)) · unchanged \(Figures.grouped(preview.sameCount)) · "
            + "refused \(Figures.grouped(preview.failureCount))"
            + (preview.failureCount > 0 ? " (left out)" : "")
            + (preview.companionCount > 0 ? " · \(Figures.grouped(preview.companionCount)) records with them" : "")
        canvas.write(summary, x: 3, y: rect.endY - 1, theme, .textDim)
    }

    /// What the record is called, behind what names it alone.
    private func name(_ record: ChangedRecord) -> String {
        let label = (record.before ?? record.after)?[edit.resource.labelPosition].text ?? ""
        return label.isEmpty || label == record.name ? record.name : "\(record.name)  \(label)"
    }

    /// What becomes of the record: its fields before → after, or the action.
    private func difference(_ record: ChangedRecord, _ situation: Situation) -> String {
        guard record.action == .updated, let before = record.before, let after = record.after else {
            return record.action.rawValue
        }
        let words = FieldText(
            resource: edit.resource, names: preview?.names ?? [:], clock: situation.clock,
            currency: situation.viewer.currency)
        return edit.resource.fields.filter { before[$0.position] != after[$0.position] && !$0.isDerived }.map { field in
            let old = words.full(field, before)
            let new = words.full(field, after)
            return "\(field.label.lowercased()) \(old.isEmpty ? "–" : old) → \(new.isEmpty ? "–" : new)"
        }.joined(separator: ", ")
    }
}

extension BulkFailure.Reason {
    /// Why a record is refused, in words.
    var words: String {
        switch self {
        case .invalid(let failure):
            let label = failure.field.map { "\($0): " } ?? ""
            return label + failure.rule.sentence
        case .denied(let denial): return "not allowed: \(denial.permission)"
        case .gone: return "is deleted"
        case .missing: return "is not there"
        }
    }
}
