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

    init(_ resource: ResourceFacts) {
        self.resource = resource
    }

    /// Looks up every name that a file's column refers to by; answers those that are missing.
    mutating func resolve(_ names: [String: Int], at position: Int, _ group: GroupWriter) throws(StoreError) -> Unknown?
    {
        let field = resource.fields[position]
        guard let target = field.target.flatMap(Resources.named) else { return nil }
        var missing: [(name: String, row: Int)] = []
        for (name, row) in names.sorted(by: { $0.value < $1.value }) {
            for part in Self.parts(name, field) {
                let found = try group.resolve(part, in: target)
                if found.count == 1 { set(part, at: position, found[0]) }
                if found.isEmpty, !missing.contains(where: { $0.name == part }) { missing.append((part, row)) }
                if found.count > 1 { ambiguous.insert(part) }
            }
        }
        return missing.isEmpty ? nil : Unknown(column: field.key, resource: target.name, names: missing)
    }

    mutating func set(_ name: String, at position: Int, _ id: Identifier) {
        ids[position, default: [:]][name] = id
    }

    /// Puts ids where a row gives names; answers the names that mean no record.
    func fill(_ row: inout ParsedRow) -> [CellFailure] {
        var failures: [CellFailure] = []
        for (position, name) in row.references {
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

    private func missing(_ name: String, _ field: FieldFacts) -> FailureRule {
        ambiguous.contains(name)
            ? .ambiguous(["several records of that name"]) : .notFound(resource: field.target ?? "")
    }

    private static func parts(_ name: String, _ field: FieldFacts) -> [String] {
        if case .references = field.kind { return Reading.list(name) }
        return [name]
    }
}
