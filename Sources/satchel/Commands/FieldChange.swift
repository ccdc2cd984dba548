internal import Domain
internal import Storage

/// One `field=value` of a command line: what a field, or one key of a map, is to become.
struct FieldChange {
    enum Action {
        case set
        /// Puts members into a set.
        case add
        /// Takes members out of a set.
        case remove
    }

    let field: FieldFacts
    let key: String?
    let action: Action
    let text: String

    /// Reads the words of a command; failing ones are reported together.
    static func parse(_ words: some Sequence<String>, for resource: ResourceFacts) throws -> [FieldChange] {
        var changes: [FieldChange] = []
        var failures: [ValidationFailure] = []
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw UsageFailure.notAnAssignment(word)
            }
            var name = String(word[..<equals])
            var action = Action.set
            if name.hasSuffix("+") { action = .add }
            if name.hasSuffix("-") { action = .remove }
            if action != .set { name.removeLast() }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            let head = parts.first ?? name
            guard let field = resource.field(head), parts.count == 1 || isMap(field), action == .set || isSet(field)
            else {
                let near = Nearest.names(to: head, among: resource.fields.map(\.key))
                let isKnown = resource.field(head) != nil
                failures.append(
                    ValidationFailure(
                        resource: resource.name, record: "", index: 0, field: name, value: nil,
                        rule: isKnown ? .notAList : .unknownField(near: near)))
                continue
            }
            changes.append(
                FieldChange(
                    field: field, key: parts.count == 2 ? parts[1] : nil, action: action,
                    text: String(word[word.index(after: equals)...])))
        }
        if !failures.isEmpty { throw CommandFailure.assignments(failures) }
        return changes
    }

    private static func isMap(_ field: FieldFacts) -> Bool {
        if case .map = field.kind { true } else { false }
    }

    private static func isSet(_ field: FieldFacts) -> Bool {
        switch field.kind {
        case .set, .references: true
        default: false
        }
    }
}
