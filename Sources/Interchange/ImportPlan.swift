package import Domain

/// What the columns of one file become in a resource.
package struct ImportPlan: Sendable {
    package enum Target: Hashable, Sendable {
        case id
        case field(Int)
        /// One key of a map field.
        case key(Int, String)
        /// Left out: by the mapping, or because the program computes it.
        case none
    }

    package struct Column: Sendable {
        package let header: String
        package let target: Target
        package let transforms: [CellTransform]
        /// Whether the header says the field, or nothing is known of it.
        package let isUnknown: Bool
        /// Whether it is left out because the store keeps it by itself.
        package var isKept = false
        /// Whether the field is only likely.
        package var isGuessed = false
    }

    package let resource: ResourceFacts
    package private(set) var columns: [Column]

    /// Why a header and a mapping make no plan.
    package enum Failure: Error, Equatable, Sendable {
        case unknownTarget(header: String, target: String, near: [String])
        case mappedColumnMissing(String)
        case fieldTwice(field: String, headers: [String])
        case otherResource(String)
        case noKnownColumn
    }

    /// The column that the file of bad rows adds: what is wrong with each.
    package static let errorHeader = "import_error"

    /// Columns that an export adds for a person's eyes and an import passes over.
    private static let informative: Set<String> = [
        "created", "created_by", "updated", "updated_by", "deleted", "deleted_by", "rev", errorHeader,
    ]

    package init(_ names: [String], into resource: ResourceFacts, mapping: ImportMapping?, dropsUnknown: Bool)
        throws(Failure)
    {
        try self.init(unchecked: names, into: resource, mapping: mapping, dropsUnknown: dropsUnknown)
        if let failure { throw failure }
    }

    /// A plan that may contradict itself, which `failure` tells: to be shown to whoever can say what is meant.
    package init(
        unchecked names: [String], into resource: ResourceFacts, mapping: ImportMapping?, dropsUnknown: Bool,
        guesses: Bool = false
    ) throws(Failure) {
        if let mapping, mapping.resource != resource.name { throw .otherResource(mapping.resource) }
        var columns: [Column] = []
        for name in names {
            columns.append(try Self.column(name, of: resource, mapping: mapping, dropsUnknown: dropsUnknown))
        }
        if let missing = mapping?.columns.first(where: { mapped in !names.contains(mapped.header) }) {
            throw .mappedColumnMissing(missing.header)
        }
        self.resource = resource
        self.columns = columns
        if guesses, resource == Product.declaration.facts { guess() }
    }

    /// Gives columns that nothing is known of the field that they likely mean, each field once.
    private mutating func guess() {
        for (index, column) in columns.enumerated() where column.isUnknown {
            guard let position = HeaderGuess.key(of: column.header).flatMap({ resource.positions[$0] }),
                !hasColumn(for: position)
            else { continue }
            columns[index] = Column(
                header: column.header, target: .field(position), transforms: [], isUnknown: false, isGuessed: true)
        }
    }

    /// How the plan contradicts itself, or says nothing; nil where it can be followed.
    package var failure: Failure? {
        for (index, column) in columns.enumerated() where column.target != .none {
            guard let other = columns[..<index].first(where: { $0.target == column.target }) else { continue }
            return .fieldTwice(field: Self.name(column.target, resource), headers: [other.header, column.header])
        }
        return columns.allSatisfy(\.isUnknown) ? .noKnownColumn : nil
    }

    /// A plan for a file without any record.
    package init(empty resource: ResourceFacts) {
        self.resource = resource
        columns = []
    }

    /// What one column becomes.
    package static func column(
        _ name: String, of resource: ResourceFacts, mapping: ImportMapping?, dropsUnknown: Bool
    ) throws(Failure) -> Column {
        if let mapped = mapping?.columns.first(where: { $0.header == name }) {
            return try Self.mapped(mapped, resource)
        }
        let known = target(name, resource)
        let metadata = dropsUnknown ? nil : resource.field("metadata")
        let unknown = metadata.map { Target.key($0.position, name) } ?? .none
        return Column(
            header: name, target: known ?? unknown, transforms: [], isUnknown: known == nil,
            isKept: known == Target.none)
    }

    private static func name(_ target: Target, _ resource: ResourceFacts) -> String {
        name(target, of: resource) ?? "-"
    }

    /// What a mapping calls a target; nil for what is left out.
    package static func name(_ target: Target, of resource: ResourceFacts) -> String? {
        switch target {
        case .id: "id"
        case .field(let position): resource.fields[position].key
        case .key(let position, let key): "\(resource.fields[position].key).\(key)"
        case .none: nil
        }
    }

    private static func mapped(_ column: ImportMapping.Column, _ resource: ResourceFacts) throws(Failure) -> Column {
        guard let name = column.target else {
            return Column(header: column.header, target: .none, transforms: [], isUnknown: false)
        }
        guard let target = target(name, resource) else {
            throw .unknownTarget(
                header: column.header, target: name, near: resource.near(name))
        }
        return Column(header: column.header, target: target, transforms: column.transforms, isUnknown: false)
    }

    /// The target a header names: a field by key, label or alias, without regard to case, blanks and underscores.
    private static func target(_ name: String, _ resource: ResourceFacts) -> Target? {
        let wanted = simplified(name)
        if wanted == "id" { return .id }
        if informative.contains(name) { return Target.none }
        for field in resource.fields {
            guard ([field.key, field.label] + field.aliases).contains(where: { simplified($0) == wanted }) else {
                continue
            }
            return field.isDerived ? Target.none : .field(field.position)
        }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, let field = resource.field(parts[0]), case .map = field.kind {
            return .key(field.position, parts[1])
        }
        return nil
    }

    private static func simplified(_ name: String) -> String {
        String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" })
    }

    /// Positions of fields that no column gives.
    package func hasColumn(for position: Int) -> Bool {
        columns.contains { $0.target == .field(position) }
    }

    /// Fields that a new record must have and that neither a column gives nor the program fills.
    package var missingFields: [FieldFacts] {
        resource.requiredFields.filter { $0.standard.isNull && !hasColumn(for: $0.position) }
    }

    /// Columns of what the store keeps by itself: when a record was changed and by whom, and what is computed.
    package var keptHeaders: [String] {
        columns.filter { $0.target == .none && $0.isKept && $0.header != Self.errorHeader }.map(\.header)
    }

    package var unknownHeaders: [String] { columns.filter(\.isUnknown).map(\.header) }
}
