internal import Domain
internal import Interchange
internal import Storage

/// The records that the names of a file mean.
struct ImportReferences: Sendable {
    /// Names of one column that mean no record, each with its first row.
    struct Unknown {
        let column: String
        let resource: String
        let names: [(name: String, row: Int)]
    }

    private let resource: ResourceFacts
    private var ids: [Int: [String: Identifier]] = [:]
    private var ambiguous: Set<String> = []
    /// Columns with more names than were looked up.
    private let crowded: Set<Int>

    init(_ resource: ResourceFacts, crowded: Set<Int>) {
        self.resource = resource
        self.crowded = crowded
    }

    /// Whether names are left that only the store can tell, when a row is written.
    var isOpen: Bool { !crowded.isEmpty }

    /// Looks up every name that a file's column refers to by; answers those that are missing.
    mutating func resolve(_ names: [String: Int], at position: Int, _ group: GroupWriter) throws(StoreError) -> Unknown?
    {
        let field = resource.fields[position]
        guard let target = field.target.flatMap(Resources.named) else { return nil }
        var missing: [(name: String, row: Int)] = []
        var seen: Set<String> = []
        for (name, row) in names.sorted(by: { $0.value < $1.value }) {
            for part in Self.parts(name, field) {
                let found = try group.resolve(part, in: target)
                if found.count == 1 { set(part, at: position, found[0]) }
                if found.isEmpty, seen.insert(part).inserted { missing.append((part, row)) }
                if found.count > 1 { ambiguous.insert(part) }
            }
        }
        return missing.isEmpty ? nil : Unknown(column: field.key, resource: target.name, names: missing)
    }

    mutating func set(_ name: String, at position: Int, _ id: Identifier) {
        ids[position, default: [:]][name] = id
    }

    /// Puts ids where a row gives names; answers the names that mean no record. Those of a crowded column are left
    /// open.
    func fill(_ row: inout ParsedRow) -> [CellFailure] {
        var failures: [CellFailure] = []
        for (position, name) in row.references where !crowded.contains(position) {
            let field = resource.fields[position]
            if let id = ids[position]?[name], case .reference = field.kind {
                row.values[position] = .identifier(id)
                continue
            }
            var found: [Identifier] = []
            for part in Self.parts(name, field) {
                if let id = ids[position]?[part] {
                    found.append(id)
                } else {
                    failures.append(
                        CellFailure(row: row.number, column: field.key, value: part, rule: missing(part, field)))
                }
            }
            row.values[position] = .set(of: found.map(\.text))
        }
        return failures
    }

    /// The names of a row that were left open.
    func open(_ row: borrowing ParsedRow) -> [(position: Int, name: String)] {
        isOpen ? row.references.filter { crowded.contains($0.position) } : []
    }

    /// Puts ids where a row's open names stand, each looked up in the store; answers those that mean no record.
    mutating func fill(
        _ values: inout [Value], _ open: [(position: Int, name: String)], row: Int, _ group: GroupWriter
    ) throws(StoreError) -> [CellFailure] {
        var failures: [CellFailure] = []
        for (position, name) in open {
            let field = resource.fields[position]
            var found: [Identifier] = []
            for part in Self.parts(name, field) {
                if let id = try lookUp(part, at: position, group) {
                    found.append(id)
                } else {
                    failures.append(CellFailure(row: row, column: field.key, value: part, rule: missing(part, field)))
                }
            }
            if case .reference = field.kind {
                values[position] = found.first.map { .identifier($0) } ?? .null
            } else {
                values[position] = .set(of: found.map(\.text))
            }
        }
        return failures
    }

    /// Whether an open name means no record at all.
    mutating func lacks(_ name: String, at position: Int, _ group: GroupWriter) throws(StoreError) -> Bool {
        try lookUp(name, at: position, group) == nil && !ambiguous.contains(name)
    }

    private mutating func lookUp(_ name: String, at position: Int, _ group: GroupWriter) throws(StoreError)
        -> Identifier?
    {
        if let id = ids[position]?[name] { return id }
        guard let target = resource.fields[position].target.flatMap(Resources.named) else { return nil }
        let found = try group.resolve(name, in: target)
        if found.count > 1 { ambiguous.insert(name) }
        return found.count == 1 ? found[0] : nil
    }

    private func missing(_ name: String, _ field: FieldFacts) -> FailureRule {
        ambiguous.contains(name)
            ? .ambiguous(["several records of that name"]) : .notFound(resource: field.target ?? "")
    }

    private static func parts(_ name: String, _ field: FieldFacts) -> [String] {
        if case .references = field.kind { return Reading.list(name) }
        return [name]
    }
}
