// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Text

/// A store in memory that answers the effects of the screen.
struct FakeStore {
    static let anna = Identifier(high: 1, low: 1)
    static let now: Int64 = 1_794_670_320_000_000  // 2026-11-14 15:32 UTC, a Saturday
    static let yarn = Identifier(high: 2, low: 1)
    static let pottery = Identifier(high: 2, low: 2)

    var records: [StoredRecord] = []
    var changes: [ChangeEntry] = []
    var events: [AuditEntry] = []
    /// Records of resources beside the usual ones, by the names of these.
    var extra: [String: (facts: ResourceFacts, records: [StoredRecord])] = [:]
    /// What a check finds.
    var verdict = Verdict(counted: "2 commits, 3 records", problems: [], isAnchored: true)
    /// What an undo is offered as: how many changes, and how long ago.
    var offeredChanges: Int64 = 1
    var offeredAge: Int64 = 0
    /// What a person's editor makes of a text; nil where none is set.
    var edited: (@Sendable (String) -> Reply)?
    /// What categories ask of their products.
    var schemas: [Identifier: [String: String]] = [:]
    /// Records of other resources that were made.
    var others: [String: [StoredRecord]] = [:]
    /// Saved views.
    var views: [StoredRecord] = []
    /// Texts that were copied.
    private(set) var copied: [String] = []
    /// Imports that were done.
    var imported: [ImportOrder] = []
    /// Forms that were kept.
    var drafts: [FormDraft] = []
    private var done: [(index: Int, before: [Value], after: [Value], summary: String)] = []
    private var redone: [(index: Int, before: [Value], after: [Value], summary: String)] = []

    var names = [FakeStore.anna: "Anna", FakeStore.yarn: "Yarn", FakeStore.pottery: "Pottery"]
    let facts = Product.declaration.facts

    /// A store with so many products, a third of them mugs, the names sorted as numbered.
    init(products count: Int) {
        for number in 0..<count { records.append(FakeStore.product(number)) }
    }

    static func product(_ number: Int) -> StoredRecord {
        var product = Record<Product>()
        let isMug = number % 3 == 0
        let digits = String(String(number + 10_001).dropFirst())
        product.sku = isMug ? "MUG-\(digits)" : "YARN-\(digits)"
        product.name = isMug ? "Mug · glaze \(digits)" : "Sock yarn · moss \(digits)"
        product.category = isMug ? pottery : yarn
        product.price = isMug ? 2_800 + Int64(number) : 2_200
        product.currency = "EUR"
        product.status = number % 4 == 1 ? "draft" : "published"
        if number == 4 { product.colour = "藍" }
        return StoredRecord(
            row: Int64(number + 1), id: Identifier(high: 100, low: UInt64(number)), values: product.values,
            stamps: .init(
                createdAt: now - 86_400_000_000, createdBy: anna, updatedAt: now - 86_400_000_000, updatedBy: anna,
                deletedAt: nil, deletedBy: nil, revision: nil))
    }

    /// The answer to an effect; nil for those that ask for none.
    mutating func answer(_ effect: Effect) -> Message? {
        switch effect {
        case .request(let id, let request): .reply(id, reply(to: request))
        case .edit(let id, let text, _):
            .reply(id, edited.map { $0(text) } ?? .failed(Problem(title: "No editor is set.")))
        case .wake, .stop, .suspend, .mouse, .redraw, .quit: nil
        }
    }

    private mutating func reply(to request: Request) -> Reply {
        switch request {
        case .window(let query), .rowsAhead(let query): .window(window(query))
        case .count(let query): .count(Int64(matching(query).count))
        case .rank(let query): .rank(rank(query))
        case .range(let query, let end): .records(range(query, to: end))
        case .names(let text, let resource): .names(wrongName(in: text, of: resource))
        case .history(_, let record, let limit):
            .changes(Array((changes.filter { $0.record == record } + [created(record)]).prefix(limit)))
        case .audit(let filter, let before, let limit): lines(filter, before: before, limit: limit)
        case .verify: .verified(verdict)
        case .exportAudit(_, let path): .changed("3 lines of the audit log written to \(path)")
        case .changes(let entry): .changes(changes.filter { $0.commit == entry.number })
        case .commit(let proposal): commit(proposal)
        case .preview(let edit): .preview(preview(edit))
        case .bulk(let edit): bulk(edit)
        case .revert(let entry): .changed("Taken back: commit \(entry.number)")
        case .restore(_, _, let commit): .changed("Restored YARN as of commit \(commit)")
        case .offer(let isRedo):
            .offer(
                summary: (isRedo ? redone : done).last?.summary, changes: offeredChanges,
                at: FakeStore.now - offeredAge)
        case .keep(let draft):
            keep(draft)
        case .forget(let key):
            forget(key)
        case .drafts: .drafts(drafts)
        case .keepMacro: .kept(path: "state/macro.keys")
        case .copy(let what, let text):
            copy(what, text)
        case .folder(let question): folder(question)
        case .importing(let step, let order): importing(step, order)
        case .undo: step(from: \.done, to: \.redone, isUndo: true)
        case .redo: step(from: \.redone, to: \.done, isUndo: false)
        }
    }

    private func created(_ record: Identifier) -> ChangeEntry {
        ChangeEntry(
            action: .created, resource: "products", record: record, recordName: "YARN",
            differences: [.init(label: "Name", before: nil, after: "Sock yarn")], commit: 1,
            at: FakeStore.now - 86_400_000_000, actorName: "Anna", origin: "import", reason: nil)
    }

    private func lines(_ filter: AuditFilter, before: Int64?, limit: Int) -> Reply {
        if case .named(let name)? = filter.who, name != "anna" {
            return .failed(Problem(title: "“\(name)” is none of the members"))
        }
        let meant = audit.filter { entry in
            if let before, entry.at >= before { return false }
            if filter.who != nil, entry.actor != FakeStore.anna { return false }
            if filter.isSecurityOnly, case .commit = entry.kind { return false }
            return (filter.since.map { entry.at >= $0 } ?? true) && (filter.until.map { entry.at < $0 } ?? true)
        }
        return .audit(Array(meant.prefix(limit)))
    }

    var audit: [AuditEntry] {
        let commits = changes.map { change in
            AuditEntry(
                number: change.commit, kind: .commit(commits: 1, changes: 1, isUndone: false), at: change.at,
                actor: FakeStore.anna, actorName: "Anna", device: "van laptop",
                group: Identifier(high: 7, low: UInt64(change.commit)), hash: "9f2c41aa0b77", origin: change.origin,
                session: "tty2", summary: "price of \(change.recordName)", reason: nil)
        }
        return commits + events
    }

    private func matching(_ query: Query) -> [StoredRecord] {
        switch query.resource {
        case facts.name: records.filter { holds(query.filter, $0) }
        case "categories":
            (categories + others["categories", default: []]).filter {
                holds(query.filter, $0, Category.declaration.facts)
            }
        case "views":
            views.filter { FilterEvaluator(resource: SavedView.declaration.facts).matches(query.filter, $0.values) }
        default:
            (extra[query.resource]?.records ?? others[query.resource, default: []]).filter { record in
                facts(of: query.resource).map { holds(query.filter, record, $0) } ?? false
            }
        }
    }

    private func facts(of resource: String) -> ResourceFacts? {
        Resources.named(resource) ?? extra[resource]?.facts
    }

    private var categories: [StoredRecord] {
        [FakeStore.pottery, FakeStore.yarn].map { id in
            var category = Record<Category>()
            category.name = names[id] ?? ""
            category.path = category.name
            category.metadataSchema = .map(
                of: schemas[id, default: [:]].map { MapEntry(key: $0.key, value: .text($0.value)) })
            return StoredRecord(
                row: Int64(id.low), id: id, values: category.values,
                stamps: .init(
                    createdAt: FakeStore.now, createdBy: FakeStore.anna, updatedAt: FakeStore.now,
                    updatedBy: FakeStore.anna, deletedAt: nil, deletedBy: nil, revision: nil))
        }
    }

    private func holds(_ filter: Filter, _ record: StoredRecord, _ resource: ResourceFacts) -> Bool {
        switch filter {
        case .and(let parts): parts.allSatisfy { holds($0, record, resource) }
        case .compare(let path, _, .identifier(let id)) where path.field == "id": record.id == id
        default: FilterEvaluator(resource: resource).matches(filter, record.values)
        }
    }

    func holds(_ filter: Filter, _ record: StoredRecord) -> Bool {
        switch filter {
        case .and(let parts): parts.allSatisfy { holds($0, record) }
        case .or(let parts): parts.contains { holds($0, record) }
        case .not(let part): !holds(part, record)
        case .word(let word, let isPrefix):
            Words.split(Record<Product>(values: record.values).name + " " + Record<Product>(values: record.values).sku)
                .contains { isPrefix ? $0.hasPrefix(word) : $0 == word }
        case .compare(let path, _, .identifier(let id)) where path.field == "id": record.id == id
        case .refers(_, let name):
            Record<Product>(values: record.values).category.flatMap { names[$0] }?.lowercased() == name.lowercased()
        default: FilterEvaluator(resource: facts).matches(filter, record.values)
        }
    }

    func window(_ query: Query) -> Window {
        let (records, hasMore) = part(query)
        let referred = Set(records.flatMap { $0.values.compactMap(\.identifier) + [$0.stamps.createdBy] })
        return Window(records: records, names: names.filter { referred.contains($0.key) }, hasMore: hasMore)
    }

    /// The rows of a window, and whether more lie beyond it.
    func part(_ query: Query) -> (records: [StoredRecord], hasMore: Bool) {
        var rows = matching(query).map { record in
            StoredRecord(
                row: record.row, id: record.id, values: record.values, stamps: record.stamps,
                sortValues: query.sort.map {
                    record.values[facts(of: query.resource)?.positions[$0.field] ?? 0]
                })
        }
        rows.sort { isBefore($0.cursor, $1.cursor, query.sort) }
        if let cursor = query.cursor {
            rows = rows.filter { row in
                if row.row == cursor.row { return cursor.isInclusive }
                return isBefore(row.cursor, cursor, query.sort) == query.isBackwards
            }
        }
        let hasMore = rows.count > query.limit
        let part = query.isBackwards ? rows.suffix(query.limit) : rows.prefix(query.limit)
        return (Array(part), hasMore)
    }

    private func isBefore(_ left: Cursor, _ right: Cursor, _ sort: [SortTerm]) -> Bool {
        for (index, term) in sort.enumerated() {
            let (a, b) = (key(left.values[index]), key(right.values[index]))
            if a != b { return (a < b) != term.isDescending }
        }
        return left.row < right.row
    }

    private func key(_ value: Value) -> String {
        switch value {
        case .integer(let integer): "1" + String(String(1_000_000_000_000 + integer).dropFirst())
        case .text(let text): "1" + Normal.sortKey(text)
        case .identifier(let id): names[id] ?? id.text
        default: ""
        }
    }

    private mutating func commit(_ proposal: Proposal) -> Reply {
        if let operation = proposal.operations.first, operation.resource.name == "views" { return save(operation) }
        return switch proposal.operations.first {
        case .create(let resource, _, let values)?: create(values, resource)
        case .update(_, let record, let edits)?: update(record, edits, proposal.origin)
        default: .failed(Problem(title: "Not saved."))
        }
    }

    private mutating func update(_ record: Identifier, _ edits: [Edit], _ origin: String) -> Reply {
        guard let index = records.firstIndex(where: { $0.id == record }) else {
            return .failed(Problem(title: "Not saved: the record is gone."))
        }
        let before = records[index].values
        func stored(_ edit: Edit) -> Value {
            let value = facts.field(edit.field).map { before[$0.position] } ?? .null
            return edit.key.map { value[key: $0] } ?? value
        }
        let clashing = edits.filter { edit in
            edit.base.map { $0 != stored(edit) && edit.value != stored(edit) } ?? false
        }
        if let first = clashing.first, let field = facts.field(first.field) {
            let text = Rendering.text(before[field.position], field, in: before, of: facts)
            return .failed(
                Problem(
                    title: "Not saved: another window changed the \(field.label.lowercased()) to \(text).",
                    lines: ["esc shows it."],
                    conflicts: clashing.map { edit in
                        FieldConflict(
                            field: edit.key.map { "\(edit.field).\($0)" } ?? edit.field, by: "Bo", at: FakeStore.now)
                    }))
        }
        if edits.contains(where: { $0.field == "price" && $0.value == .integer(0) }) {
            return .failed(
                Problem(title: "Price must be more than 0 unless the product is free.", lines: ["Not saved."]))
        }
        var after = before
        for edit in edits {
            guard let field = facts.field(edit.field) else { continue }
            after[field.position] = edit.applied(to: after[field.position])
        }
        records[index].values = after
        let sku = Record<Product>(values: before).sku
        let labels = edits.compactMap { facts.field($0.field)?.label.lowercased() }
        let summary = "\(labels.joined(separator: ", ")) of \(sku)"
        done.append((index, before, after, summary))
        redone = []
        note(edits, of: record, sku, before, after, origin)
        return .committed(summary: summary, record: record)
    }

    private mutating func note(
        _ edits: [Edit], of record: Identifier, _ name: String, _ before: [Value], _ after: [Value], _ origin: String
    ) {
        let differences = edits.compactMap { edit in
            facts.field(edit.field).map { field in
                ChangeEntry.FieldDifference(
                    label: field.label, before: Rendering.text(before[field.position], field, in: before, of: facts),
                    after: Rendering.text(after[field.position], field, in: after, of: facts))
            }
        }
        changes.insert(
            ChangeEntry(
                action: .updated, resource: "products", record: record, recordName: name, differences: differences,
                commit: Int64(changes.count + 2), at: FakeStore.now, actorName: "Anna", origin: origin, reason: nil),
            at: 0)
    }

    private mutating func create(_ values: [Value], _ resource: ResourceFacts) -> Reply {
        if resource == facts { return create(values) }
        let made = others[resource.name, default: []].count
        let id = Identifier(high: 300, low: UInt64(made))
        var values = values
        if let path = resource.field("path") { values[path.position] = values[resource.labelPosition] }
        others[resource.name, default: []].append(
            StoredRecord(
                row: Int64(made + 100), id: id, values: values,
                stamps: .init(
                    createdAt: FakeStore.now, createdBy: FakeStore.anna, updatedAt: FakeStore.now,
                    updatedBy: FakeStore.anna, deletedAt: nil, deletedBy: nil, revision: nil)))
        return .committed(summary: "created \(values[resource.labelPosition].text ?? "")", record: id)
    }

    private mutating func create(_ values: [Value]) -> Reply {
        let product = Record<Product>(values: values)
        if records.contains(where: { Record<Product>(values: $0.values).name == product.name }) {
            return .failed(Problem(title: "Not saved.", fields: ["name": "is taken: it belongs to another"]))
        }
        let id = Identifier(high: 200, low: UInt64(records.count))
        records.append(
            StoredRecord(
                row: Int64(records.count + 1), id: id, values: values,
                stamps: .init(
                    createdAt: FakeStore.now, createdBy: FakeStore.anna, updatedAt: FakeStore.now,
                    updatedBy: FakeStore.anna, deletedAt: nil, deletedBy: nil, revision: nil)))
        return .committed(summary: "created \(product.name)", record: id)
    }

    private mutating func keep(_ draft: FormDraft) -> Reply {
        drafts.removeAll { $0.key == draft.key }
        drafts.insert(draft, at: 0)
        return .answer(true)
    }

    private mutating func copy(_ what: String, _ text: String) -> Reply {
        copied.append(text)
        return .copied("Copied: \(what)")
    }

    mutating func forget(_ key: FormDraft.Key) -> Reply {
        drafts.removeAll { $0.key == key }
        return .answer(true)
    }

    private typealias Steps = [(index: Int, before: [Value], after: [Value], summary: String)]

    private mutating func step(
        from: WritableKeyPath<FakeStore, Steps>, to: WritableKeyPath<FakeStore, Steps>, isUndo: Bool
    ) -> Reply {
        guard let step = self[keyPath: from].popLast() else {
            return .failed(Problem(title: isUndo ? "Nothing to undo." : "Nothing to do again."))
        }
        self[keyPath: to].append(step)
        records[step.index].values = isUndo ? step.before : step.after
        return .undone(step.summary)
    }

    /// Another process changes a SKU and a price.
    mutating func rename(_ index: Int, sku: String, price: Int64) {
        var product = Record<Product>(values: records[index].values)
        product.sku = sku
        product.price = price
        records[index].values = product.values
    }

    /// Another process sets a field.
    mutating func set(_ key: String, _ value: Value, at index: Int) {
        if let field = facts.field(key) { records[index].values[field.position] = value }
    }

    /// Another process puts products in whose names come right behind that of one.
    mutating func insert(before index: Int, _ count: Int) {
        for number in 0..<count {
            var record = Record<Product>(values: records[index].values)
            record.sku = "NEW-\(number)"
            records.append(
                StoredRecord(
                    row: Int64(1_000 + number), id: Identifier(high: 400, low: UInt64(number)), values: record.values,
                    stamps: records[index].stamps))
        }
    }

    /// And takes them away again.
    mutating func removeInserted() { records.removeAll { $0.id.high == 400 } }

    /// Another process changes a price.
    mutating func setPrice(_ price: Int64, at index: Int) {
        var product = Record<Product>(values: records[index].values)
        product.price = price
        records[index].values = product.values
    }
}

/// A screen with its store: keys in, canvas out.
struct Stage {
    var model: Model
    var store: FakeStore
    /// Effects whose answers are held back.
    var held: [Effect] = []
    /// Whether answers wait for `release`.
    var isHolding = false
    private(set) var wakes: [(token: Int, milliseconds: Int)] = []
    /// Every effect, in order.
    private(set) var sent: [Effect] = []
    /// Every request, in order.
    var asked: [(id: RequestID, request: Request)] {
        sent.compactMap { if case .request(let id, let request) = $0 { (id, request) } else { nil } }
    }
    var theme = Theme.mono

    init(
        columns: Int = 80, rows: Int = 24, products: Int = 300, isReadOnly: Bool = false,
        permissions: [String] = ["*:*"], drafts: [FormDraft] = [], session: SessionState = SessionState(),
        isHolding: Bool = false, isRestricted: Bool = false, manner: Manner = Manner(),
        panes: [PaneSpec] = Panes.all
    ) {
        let actor = Actor(id: FakeStore.anna, name: "Anna", userName: "anna", isActive: true)
        let grants = permissions.compactMap(Permission.init(text:)).map {
            Grant(effect: .allow, permission: $0, condition: nil, source: "role")
        }
        let viewer = Viewer(
            memberName: "Anna", member: FakeStore.anna, isReadOnly: isReadOnly,
            access: Access(actor: actor, grants: grants), currency: "EUR", isRestricted: isRestricted)
        model = Model(
            size: Size(columns: columns, rows: rows), storeName: "Northlight", viewer: viewer,
            nowMicroseconds: FakeStore.now, manner: manner, session: session, panes: panes)
        self.isHolding = isHolding
        store = FakeStore(products: products)
        store.drafts = drafts
        send(.start)
    }

    /// Sends a message and answers what it asks for.
    mutating func send(_ message: Message) {
        perform(update(&model, message))
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            sent.append(effect)
            if case .wake(let token, let milliseconds) = effect {
                wakes.append((token, milliseconds))
            } else if isHolding {
                held.append(effect)
            } else {
                answer(effect)
            }
        }
    }

    private mutating func answer(_ effect: Effect) {
        if case .request(let id, let request) = effect, request.tellsProgress {
            perform(update(&model, .reply(id, .progress(1, of: 3))))
        }
        guard let message = store.answer(effect) else { return }
        perform(update(&model, message))
        switch message {
        case .reply(_, .committed), .reply(_, .undone), .reply(_, .changed): perform(update(&model, .storeChanged))
        default: break
        }
    }

    /// Answers what was held back, in order.
    mutating func release() {
        isHolding = false
        while !held.isEmpty { answer(held.removeFirst()) }
    }

    /// Answers those of what was held back that ask for rows; the others stay.
    mutating func answerWindows() {
        while let index = held.firstIndex(where: \.asksForRows) { answer(held.remove(at: index)) }
    }

    /// Presses keys by their names, with blanks between them.
    mutating func press(_ names: String) {
        for name in names.split(separator: " ") {
            if let key = Key(name: String(name)) { send(.key(key)) }
        }
    }

    /// Types text, one key for each character.
    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    /// Lets all short wakes come, as after a pause.
    mutating func pause(_ milliseconds: Int = 1_000) {
        let due = wakes.filter { $0.milliseconds <= milliseconds }
        wakes.removeAll { $0.milliseconds <= milliseconds }
        for wake in due { send(.woke(wake.token)) }
    }

    var canvas: Canvas {
        var canvas = Canvas(columns: model.size.columns, rows: model.size.rows)
        view(model, on: &canvas, theme: theme)
        return canvas
    }

    /// The screen as text.
    var screen: String { canvas.text }

    /// One row of the screen.
    func row(_ y: Int) -> String {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return String(lines[y < 0 ? lines.count + y : y])
    }
}

extension Request {
    /// Whether more than one reply comes.
    fileprivate var tellsProgress: Bool {
        switch self {
        case .bulk, .importing, .verify, .revert, .restore, .undo, .redo: true
        default: false
        }
    }
}

extension Effect {
    var asksForRows: Bool {
        switch self {
        case .request(_, .window), .request(_, .rowsAhead): true
        default: false
        }
    }
}
