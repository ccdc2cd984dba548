// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension PaneSpec {
    /// What was done, by whom and when.
    static let audit = PaneSpec(
        5, "Audit",
        tabs: [
            Tab(title: "Commits") { AuditPlace(title: "Commits") },
            Tab(title: "Security") { AuditPlace(title: "Security", isSecurityOnly: true) },
        ], keyTables: [.audit])
}

/// Commits and events, newest first, and what the one under the cursor changed.
struct AuditPlace: Filtering {
    /// What names an entry: commits and events are numbered apart.
    struct Key: Hashable, Sendable {
        let isEvent: Bool
        let number: Int64
    }

    /// One line of the list.
    enum Row: Equatable, Sendable {
        case entry(AuditEntry)
        /// A change below its unfolded entry.
        case change(AuditEntry, ChangeEntry)
        /// Changes that are not listed.
        case more(AuditEntry, Int64)

        var entry: AuditEntry {
            switch self {
            case .entry(let entry), .change(let entry, _), .more(let entry, _): entry
            }
        }
    }

    struct Load: Equatable, Sendable {
        let id: RequestID
        let key: Key
    }

    /// Entries that are asked for.
    struct Reading: Equatable, Sendable {
        let id: RequestID
        let filter: AuditFilter
        /// Fewer than so many are the last ones.
        let limit: Int
        /// Whether they follow the ones there are.
        let isOlder: Bool
    }

    /// A commit that is to be taken back.
    struct Reverting: Equatable, Sendable {
        let id: RequestID
        let entry: AuditEntry
        /// How far it is, once it tells.
        var pace: Pace?
    }

    let title: String
    /// Whether no filter leads beyond what concerns security.
    let isSecurityOnly: Bool
    private(set) var entries: [AuditEntry] = []
    /// What the filter meant when they were read.
    private var entriesFilter: AuditFilter?
    /// Entries that show their changes below them.
    private(set) var unfolded: Set<Key> = []
    /// What the entries changed, as far as it was asked for.
    private(set) var changes: [Key: [ChangeEntry]] = [:]
    /// The lines of the list.
    private(set) var rows: [Row] = []
    var viewport = Viewport()
    var hasMore = true
    var isLoaded = false
    /// Why nothing is shown, where it may not be read.
    var refusal: String?
    var loading: Reading?
    var changesLoading: Load?
    var reverting: Reverting?
    var filter = FilterLine()
    /// What the filter means.
    var wanted: AuditFilter
    var check = AuditCheck()
    var export = AuditExport()
    /// The line the detail shows.
    var shown: Row?
    var scroll = 0
    var isZoomed = false

    /// The log, or of it only denied attempts and what concerns rights, exports and purges.
    init(title: String, isSecurityOnly: Bool = false) {
        self.title = title
        self.isSecurityOnly = isSecurityOnly
        wanted = AuditFilter(isSecurityOnly: isSecurityOnly)
    }

    /// Changes listed below an unfolded entry at most.
    static let changesMax = 50
    /// Entries whose changes are kept.
    static let entriesKeptMax = 64

    var keyTables: [KeyTable] { filter.isOpen ? [.filter, .text] : [.audit, .nav] }
    var canFilter: Bool { isLoaded }
    var filtered: ResourceFacts { AuditLog.declaration.facts }
    // Which lines there are decides what can be done with them.
    var isBusy: Bool { !isLoaded }
    var isStoppable: Bool { check.isRunning || reverting?.pace != nil }
    var loss: Loss? {
        if let reverting, reverting.pace != nil {
            return Loss(words: "“\(reverting.entry.summary)” is not taken back", stopping: reverting.id)
        }
        return export.isRunning ? Loss(words: "The audit log is not exported yet", stopping: export.id) : nil
    }
    var isInside: Bool { isZoomed || isStoppable || !filter.kept.isEmpty }

    var input: TextInput? {
        get { filter.isOpen ? filter.input : nil }
        set { if let newValue { filter.input = newValue } }
    }

    var hasRow: Bool { !rows.isEmpty }

    var current: Row? { rows.indices.contains(viewport.cursor) ? rows[viewport.cursor] : nil }

    /// Replaces the newest entries, or adds older ones; the cursor stays on its entry.
    mutating func take(_ new: [AuditEntry], _ reading: Reading, screenRows: Int) {
        let old = current?.entry.key
        if reading.isOlder {
            let known = Set(entries.map(\.key))
            let added = new.filter { !known.contains($0.key) }
            entries += added
            hasMore = new.count >= reading.limit && !added.isEmpty
        } else {
            let isWhole = new.count < reading.limit
            let rest = isWhole || entriesFilter != reading.filter ? [] : entriesBehind(new)
            entries = new + rest
            if rest.isEmpty { hasMore = !isWhole }
            entriesFilter = reading.filter
            // A group may have gained commits, or be undone now.
            changes = [:]
        }
        isLoaded = true
        arrange(around: old, screenRows: screenRows)
    }

    /// The entries there are behind those that were read anew; none where the two do not meet.
    private func entriesBehind(_ new: [AuditEntry]) -> [AuditEntry] {
        let known = Set(new.map(\.key))
        guard let last = entries.lastIndex(where: { known.contains($0.key) }) else { return [] }
        return Array(entries[(last + 1)...])
    }

    /// The log cannot be read: there are no entries.
    mutating func dropEntries(screenRows: Int) {
        entries = []
        hasMore = false
        changes = [:]
        isLoaded = true
        arrange(around: nil, screenRows: screenRows)
    }

    mutating func take(_ new: [ChangeEntry], for key: Key, screenRows: Int) {
        if changes.count >= AuditPlace.entriesKeptMax { changes = changes.filter { unfolded.contains($0.key) } }
        changes[key] = new
        arrange(around: current?.entry.key, screenRows: screenRows)
    }

    mutating func setUnfolded(_ isUnfolded: Bool, _ key: Key, screenRows: Int) {
        if isUnfolded { unfolded.insert(key) } else { unfolded.remove(key) }
        arrange(around: key, screenRows: screenRows)
    }

    /// Makes the lines anew and puts the cursor back on its entry.
    private mutating func arrange(around key: Key?, screenRows: Int) {
        let isOnEntry = if case .entry = current { true } else { false }
        let screenRow = viewport.cursor - viewport.top
        let within = viewport.cursor - (rows.firstIndex { $0.entry.key == key } ?? viewport.cursor)
        rows = entries.flatMap { entry -> [Row] in
            guard unfolded.contains(entry.key), let changes = changes[entry.key] else { return [.entry(entry)] }
            let listed = changes.prefix(AuditPlace.changesMax).map { Row.change(entry, $0) }
            let rest = max(Int64(changes.count), entry.changeCount) - Int64(listed.count)
            return [.entry(entry)] + listed + (rest > 0 ? [.more(entry, rest)] : [])
        }
        let first = rows.firstIndex { $0.entry.key == key } ?? viewport.cursor
        let index = isOnEntry ? first : min(first + within, rows.lastIndex { $0.entry.key == key } ?? first)
        viewport.top = index - screenRow
        viewport.set(index, rows: screenRows, count: rows.count)
    }
}

extension AuditEntry {
    var key: AuditPlace.Key {
        if case .event = kind { return AuditPlace.Key(isEvent: true, number: number) }
        return AuditPlace.Key(isEvent: false, number: number)
    }

    /// Changes of the entry's commits; 0 for an event.
    var changeCount: Int64 {
        if case .commit(_, let changes, _) = kind { changes } else { 0 }
    }

    /// The word of an event that was refused or failed.
    var alarm: String? {
        guard case .event(let name) = kind, name == "denied" || name == "failed" else { return nil }
        return name.uppercased()
    }

    /// What happened, with how many changes where there are several; what was refused or failed begins in capitals.
    var words: String {
        if case .event(let name) = kind {
            let detail = summary.hasPrefix("\(name) ") ? String(summary.dropFirst(name.count + 1)) : summary
            return detail.isEmpty || detail == name ? alarm ?? name : "\(alarm ?? name) \(detail)"
        }
        let count = changeCount > 1 ? " · \(Figures.grouped(changeCount)) changes" : ""
        return "\(summary)\(count)\(isUndone ? " · undone" : "")"
    }

    var isUndone: Bool {
        if case .commit(_, _, let isUndone) = kind { isUndone } else { false }
    }
}
