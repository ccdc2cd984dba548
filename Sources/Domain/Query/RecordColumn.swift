// SPDX-License-Identifier: Apache-2.0
/// One column of a list or an export.
package enum RecordColumn: Hashable, Sendable {
    case field(FieldFacts)
    /// One key of a map field.
    case key(FieldFacts, String)
    case system(SystemField)

    /// The name in headers, JSON and `--columns`.
    package var name: String {
        switch self {
        case .field(let field): field.key
        case .key(let field, let key): "\(field.key).\(key)"
        case .system(let field): field.rawValue
        }
    }

    /// The column of a name; nil when the resource has none.
    package init?(name: String, of resource: ResourceFacts) {
        if let field = resource.fieldCalled(name) {
            self = .field(field)
        } else if let system = SystemField(rawValue: name) {
            self = .system(system)
        } else {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = resource.field(parts[0]), case .map = field.kind else { return nil }
            self = .key(field, parts[1])
        }
    }

    /// All that may be a column, in words.
    package static func names(of resource: ResourceFacts) -> [String] {
        let fields = resource.fields.map { field in
            if case .map = field.kind { "\(field.key), \(field.key).KEY" } else { field.key }
        }
        return fields + SystemField.allCases.map(\.rawValue)
    }

    /// What a file needs to bring every record back: the id first, then all that can be set.
    package static func complete(_ resource: ResourceFacts) -> [RecordColumn] {
        [.system(.id)] + resource.fields.filter { !$0.isDerived }.map { .field($0) }
    }

    /// What a person calls it.
    package var label: String {
        switch self {
        case .field(let field): field.label
        case .key(_, let key): key
        case .system(let field): field.label
        }
    }

    /// The kind of its values; nil for an entry of a map, which may be of any.
    package var kind: Kind? {
        switch self {
        case .field(let field): field.kind
        case .key: nil
        case .system(let field): field.kind
        }
    }

    /// The declared field that it shows whole.
    package var field: FieldFacts? {
        if case .field(let field) = self { field } else { nil }
    }
}
