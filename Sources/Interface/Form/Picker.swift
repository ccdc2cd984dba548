// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Text

/// Records that a reference may be to, as they are searched while one types.
struct Picker: Equatable, Sendable {
    struct Item: Equatable, Sendable {
        let id: Identifier
        let text: String
        let note: String
        /// Why it cannot be chosen; nil where it can.
        var refusal: String?
    }

    let target: ResourceFacts
    /// The text that was searched for; nil where all are listed.
    private(set) var text = ""
    private(set) var items: [Item] = []
    private(set) var hasMore = false
    var choice = 0
    var loading: RequestID?
    /// The path of the record that is changed, where it would become its own ancestor.
    var ownPath: String?
    /// Whether a record that is not active cannot be chosen.
    var wantsActive = false

    /// Rows of the list below the field.
    static let rowsMax = 8

    init(_ target: ResourceFacts) {
        self.target = target
    }

    /// Asks for the records whose names hold the text.
    mutating func search(_ text: String, _ scope: inout Scope) {
        self.text = text
        let words = Trim.blanks(text)
        let fields = ["path"] + target.shape.lookupFields
        let named = fields.compactMap(target.field).map { field in
            Filter.compare(.init(field: field.key), .contains, .text(Normal.sortKey(words)))
        }
        let query = Query(
            resource: target.name, filter: words.isEmpty ? .all : .or(named),
            sort: target.shape.defaultSort.map { SortTerm(field: $0) }, limit: Picker.rowsMax)
        loading = scope.ask(.window(query))
    }

    /// Takes the records in; the best one is under the cursor.
    mutating func take(_ window: Window) {
        loading = nil
        items = window.records.map { record in
            let refusal = refusal(of: record)
            let note = refusal.map { "\($0): cannot be chosen" } ?? Picker.note(of: record, target)
            return Item(id: record.id, text: Picker.name(of: record, target), note: note, refusal: refusal)
        }
        hasMore = window.hasMore
        let wanted = text.lowercased()
        choice = items.firstIndex { $0.text.lowercased() == wanted } ?? 0
    }

    var chosen: Item? { items.indices.contains(choice) ? items[choice] : nil }

    mutating func move(by step: Int) { choice = min(max(0, choice + step), max(0, items.count - 1)) }

    /// What a person tells records apart by: the path where there is one, else the name.
    static func name(of record: StoredRecord, _ resource: ResourceFacts) -> String {
        if let path = resource.field("path").flatMap({ record.values[$0.position].text }) { return path }
        return record.values[resource.labelPosition].text ?? resource.shortName(of: record)
    }

    /// Why a record cannot be chosen, as far as it shows before the store is asked.
    private func refusal(of record: StoredRecord) -> String? {
        if let ownPath, let path = target.field("path").flatMap({ record.values[$0.position].text }) {
            if path == ownPath { return "the category itself" }
            if path.hasPrefix(ownPath + Category.pathSeparator) { return "below the category itself" }
        }
        return wantsActive && Picker.isInactive(record, target) ? "inactive" : nil
    }

    private static func isInactive(_ record: StoredRecord, _ resource: ResourceFacts) -> Bool {
        resource.field("active").map { record.values[$0.position] == .boolean(false) } ?? false
    }

    private static func note(of record: StoredRecord, _ resource: ResourceFacts) -> String {
        if isInactive(record, resource) { return "inactive" }
        let short = resource.shortName(of: record)
        return short == name(of: record, resource) ? "" : short
    }
}
