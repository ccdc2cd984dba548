internal import Domain
internal import Interchange
internal import Storage

/// The records that a file's rows refer to: names become ids. Most are looked up once, before anything is written;
/// records that may stand in the same file, as a category's parent, when their row comes.
struct ImportReferences: Sendable {
    /// Names of one column that mean no record, each with its first row.
    struct Unknown {
        let column: String
        let resource: String
        let names: [(name: String, row: Int)]
    }

    /// What becomes of a row.
    enum Outcome {
        case complete
        /// It refers to a record that another row of the file may make, or that was not looked up.
        case waiting
        case failed([CellFailure])
    }

    private let scan: ImportScan
    private let options: ImportOptions
    private var ids: [Int: [String: Identifier]] = [:]
    private var ambiguous: Set<String> = []
    /// What names that mean no record come near to.
    private var near: [String: [String]] = [:]
    /// More misspelt names than these are no slips.
    private static let nearMax = 20
    /// Categories that were made because the file names them.
    private(set) var created: [(name: String, id: Identifier)] = []

    init(scan: ImportScan, options: ImportOptions) {
        self.scan = scan
        self.options = options
    }

    /// Whether a field refers to records of the resource that the file holds itself.
    private func isInside(_ position: Int) -> Bool {
        options.resource.fields[position].target == options.resource.name
    }

    /// Whether the names of a column that are not known were not looked up yet.
    private func isOpen(_ position: Int) -> Bool {
        isInside(position) || (scan.references[position]?.count ?? 0) >= ImportScan.referencesMax
    }

    // MARK: Before anything is written

    /// Looks up every name that the file refers to; what is missing is created or answered.
    mutating func resolve(_ group: GroupWriter) throws(StoreError) -> [Unknown] {
        var unknown: [Unknown] = []
        for (position, names) in scan.references.sorted(by: { $0.key < $1.key }) {
            let field = options.resource.fields[position]
            guard let target = field.target.flatMap(Resources.named) else { continue }
            var missing: [(name: String, row: Int)] = []
            var seen: Set<String> = []
            for (name, row) in names.sorted(by: { $0.value < $1.value }) {
                for part in parts(name, position) where seen.insert(part).inserted {
                    let found = try find(part, position, target, group, byName: !isInside(position))
                    guard found == nil, !ambiguous.contains(part) else { continue }
                    missing.append((part, row))
                    if near.count < Self.nearMax { near[part] = try group.near(part, in: target) }
                }
            }
            if isInside(position) || missing.isEmpty { continue }
            if createsMissing(target) {
                for (name, _) in missing { try create(name, position, group) }
            } else {
                let names = missing.map { (name: scan.namesOfIds[$0.name] ?? $0.name, row: $0.row) }
                unknown.append(Unknown(column: field.key, resource: target.name, names: names))
            }
        }
        return unknown
    }

    // MARK: On the thread that reads

    /// Puts ids where a row gives names, as far as these are known.
    func fill(_ row: inout ParsedRow) -> Outcome {
        var failures: [CellFailure] = []
        for (position, name) in row.references {
            let field = options.resource.fields[position]
            if let id = ids[position]?[name], case .reference = field.kind {
                row.values[position] = .identifier(id)
                continue
            }
            var found: [Identifier] = []
            for part in parts(name, position) {
                if let id = ids[position]?[part] {
                    found.append(id)
                } else if isOpen(position), !ambiguous.contains(part) {
                    return .waiting
                } else {
                    failures.append(failure(part, field, row.number))
                }
            }
            set(found, position, &row)
        }
        return failures.isEmpty ? .complete : .failed(failures)
    }

    // MARK: On the thread that writes

    /// Whether a row may refer to a record that is about to be written.
    func needsLookup(_ row: ParsedRow) -> Bool {
        row.references.contains { position, name in
            isInside(position) && parts(name, position).contains { ids[position]?[$0] == nil }
        }
    }

    /// Puts ids where a row gives names, those of records that were just written too. The last time nothing waits.
    mutating func fill(_ row: inout ParsedRow, _ group: GroupWriter, isLast: Bool) throws(StoreError) -> Outcome {
        var failures: [CellFailure] = []
        for (position, name) in row.references {
            let field = options.resource.fields[position]
            guard let target = field.target.flatMap(Resources.named) else { continue }
            var found: [Identifier] = []
            for part in parts(name, position) {
                if let id = try known(part, position, target, group) {
                    found.append(id)
                } else if isInside(position), !isLast, !ambiguous.contains(part) {
                    return .waiting
                } else if isInside(position), createsMissing(target), !ambiguous.contains(part) {
                    found.append(try create(part, position, group))
                } else {
                    failures.append(failure(part, field, row.number))
                }
            }
            set(found, position, &row)
        }
        return failures.isEmpty ? .complete : .failed(failures)
    }

    private mutating func known(_ part: String, _ position: Int, _ target: ResourceFacts, _ group: GroupWriter)
        throws(StoreError) -> Identifier?
    {
        if let id = ids[position]?[part] { return id }
        return isOpen(position) ? try find(part, position, target, group, byName: true) : nil
    }

    /// The one record of a name, else of the name that stands beside an id.
    private mutating func find(
        _ part: String, _ position: Int, _ target: ResourceFacts, _ group: GroupWriter, byName: Bool
    ) throws(StoreError) -> Identifier? {
        var found = try group.resolve(part, in: target)
        if found.isEmpty, byName, let name = scan.namesOfIds[part] { found = try group.resolve(name, in: target) }
        if found.count > 1 { ambiguous.insert(part) }
        guard found.count == 1 else { return nil }
        if ids[position]?.count ?? 0 < ImportScan.referencesMax { ids[position, default: [:]][part] = found[0] }
        return found[0]
    }

    private func createsMissing(_ target: ResourceFacts) -> Bool {
        options.createsMissing && target.name == Category.shape.name
    }

    /// Makes the category of a name, and those above it that are missing as well.
    @discardableResult
    private mutating func create(_ part: String, _ position: Int, _ group: GroupWriter) throws(StoreError) -> Identifier
    {
        let facts = Category.declaration.facts
        let name = scan.namesOfIds[part] ?? part
        var parent: Identifier?
        var path: [String] = []
        for level in Category.names(inPath: name) ?? [name] {
            path.append(level)
            let text = path.joined(separator: Category.pathSeparator)
            let found = try group.resolve(text, in: facts)
            if found.count == 1 {
                parent = found[0]
                continue
            }
            var category = Record<Category>()
            category.name = level
            category.parent = parent
            let id = group.makeIdentifier()
            try group.write(Proposal([.create(facts, id: id, values: category.values)], origin: Origin.importing))
            created.append((text, id))
            parent = id
        }
        let id = parent ?? group.makeIdentifier()
        ids[position, default: [:]][part] = id
        return id
    }

    // MARK: Pieces

    private func set(_ found: [Identifier], _ position: Int, _ row: inout ParsedRow) {
        if case .references = options.resource.fields[position].kind {
            row.values[position] = .set(of: found.map(\.text))
        } else {
            row.values[position] = found.first.map { .identifier($0) } ?? .null
        }
    }

    private func failure(_ part: String, _ field: FieldFacts, _ row: Int) -> CellFailure {
        let rule: FailureRule =
            ambiguous.contains(part)
            ? .ambiguous(["several records of that name"])
            : .notFound(resource: field.target ?? "", near: near[part] ?? [])
        return CellFailure(row: row, column: field.key, value: scan.namesOfIds[part] ?? part, rule: rule)
    }

    /// The names in a text; several where the field takes several.
    private func parts(_ name: String, _ position: Int) -> [String] {
        if case .references = options.resource.fields[position].kind { return ListText.parts(name) }
        return [name]
    }
}
