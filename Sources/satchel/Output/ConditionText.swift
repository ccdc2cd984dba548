internal import Domain

/// Conditions as people read them: names in place of the ids that they are kept with.
enum ConditionText {
    /// The written form of a permission.
    static func permission(_ text: String, name: (Identifier, String) -> String) -> String {
        guard let permission = Permission(text: text), let condition = permission.condition else { return text }
        return Permission(
            resource: permission.resource, action: permission.action,
            condition: self.condition(condition, on: permission.resource, name: name)
        ).text
    }

    /// A condition over the records of a resource.
    static func condition(_ text: String, on resource: String?, name: (Identifier, String) -> String) -> String {
        guard let facts = resource.flatMap(Resources.named) else { return text }
        let targets = Set(facts.referenceFields.compactMap(\.target)).sorted()
        var result = ""
        var word = ""
        func flush() {
            defer { word = "" }
            guard let id = Identifier(text: word),
                let known = targets.map({ name(id, $0) }).first(where: { $0 != id.text })
            else { return result += word }
            let isPlain = known.allSatisfy { $0.isLetter || $0.isNumber }
            result += isPlain ? known : "\"\(known)\""
        }
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
