// SPDX-License-Identifier: Apache-2.0

/// Fields by what people call them.
extension ResourceFacts {
    /// Whether its records lie in a table: then they have ids and stamps beside their fields.
    package var isStored: Bool { Resources.named(name) != nil }

    /// The fields of every record that these have too.
    package var systemFields: [SystemField] { isStored ? SystemField.allCases : [] }

    /// The kind of a field, declared or of every record.
    package func kind(of key: String) -> Kind? {
        fieldCalled(key)?.kind ?? systemFields.first { $0.rawValue == key }?.kind
    }

    /// The field of a key, or of one of the other names that it has.
    package func fieldCalled(_ name: String) -> FieldFacts? {
        field(name) ?? fields.first { $0.aliases.contains(name) }
    }

    /// The keys of fields whose key, label or other name is near to a text, the nearest first; names beside them too.
    package func near(_ name: String, beside others: [String] = [], where isMeant: (FieldFacts) -> Bool = { _ in true })
        -> [String]
    {
        var keys: [String: String] = [:]
        for other in others { keys[other] = other }
        let meant = fields.filter(isMeant)
        for field in meant {
            let label = String(field.label.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
            for text in field.aliases + [label] { keys[text] = field.key }
        }
        for field in meant { keys[field.key] = field.key }
        var near: [String] = []
        for text in Nearest.names(to: name, among: Array(keys.keys)) {
            if let key = keys[text], !near.contains(key) { near.append(key) }
        }
        return near
    }
}
