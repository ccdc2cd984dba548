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

    /// Reads the words of a command; those that name no field are failures, to be told with those of the values.
    static func parse(_ words: some Sequence<String>, for resource: ResourceFacts) throws
        -> (changes: [FieldChange], failures: [ValidationFailure])
    {
        var changes: [FieldChange] = []
        var failures: [ValidationFailure] = []
        for word in words {
            // By scalars: a mark that a value begins with would make one character with the sign.
            guard let equals = word.unicodeScalars.firstIndex(of: "="), equals != word.startIndex else {
                throw UsageFailure.notAnAssignment(word)
            }
            var name = String(word[..<equals])
            var action = Action.set
            if name.hasSuffix("+") { action = .add }
            if name.hasSuffix("-") { action = .remove }
            if action != .set { name.removeLast() }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            let head = parts.first ?? name
            guard let field = resource.fieldCalled(head), parts.count == 1 || isMap(field),
                action == .set || isSet(field)
            else {
                let near = resource.near(head)
                let isKnown = resource.fieldCalled(head) != nil
                failures.append(
                    ValidationFailure(
                        resource: resource.name, record: "", index: 0, field: name, value: nil,
                        rule: isKnown ? .oneValue : .unknownField(near: near)))
                continue
            }
            let change = FieldChange(
                field: field, key: parts.count == 2 ? parts[1] : nil, action: action,
                text: String(word.unicodeScalars[word.unicodeScalars.index(after: equals)...]))
            if action == .set, changes.contains(where: { $0.action == .set && $0.sets(change) }) {
                throw UsageFailure.fieldTwice(name)
            }
            changes.append(change)
        }
        return (changes, failures)
    }

    /// Whether a word is a change of a field, where a record's key is wanted.
    static func isOne(_ word: String, of resource: ResourceFacts) -> Bool {
        guard let equals = word.unicodeScalars.firstIndex(of: "=") else { return false }
        let name = word[..<equals].prefix { $0 != "." && $0 != "+" && $0 != "-" }
        return resource.fieldCalled(String(name)) != nil
    }

    /// Whether another change is about the same field, or the same key of it.
    private func sets(_ other: FieldChange) -> Bool { field === other.field && key == other.key }

    private static func isMap(_ field: FieldFacts) -> Bool {
        if case .map = field.kind { true } else { false }
    }

    private static func isSet(_ field: FieldFacts) -> Bool {
        switch field.kind {
        case .set, .references: true
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference,
            .map:
            false
        }
    }
}
