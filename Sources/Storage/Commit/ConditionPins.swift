internal import Domain
internal import SQLite

/// Puts ids in place of the names in the conditions of policies and roles that are being written: who may do what must
/// not change because a category is renamed.
enum ConditionPins {
    static func pin(_ steps: inout [Resolution.Step], _ facts: Facts, _ lookUp: @escaping NameLookUp) {
        let pinned = [Policy.declaration.facts, Role.declaration.facts]
        for index in steps.indices where pinned.contains(steps[index].change.resource) {
            guard let after = steps[index].change.after, steps[index].change.action != .deleted else { continue }
            var values = after
            if steps[index].change.resource === Policy.declaration.facts {
                pin(policy: &values, facts, lookUp)
            } else {
                pin(role: &values, facts, lookUp)
            }
            if values != after { steps[index].change.after = values }
        }
    }

    private static func pin(policy values: inout [Value], _ facts: Facts, _ lookUp: @escaping NameLookUp) {
        var policy = Record<Policy>(values: values)
        guard let permission = Permission(text: policy.permission) else { return }
        policy.permission = pinned(permission, facts, lookUp).text
        policy.condition = pinned(policy.condition, on: permission.resource, facts, lookUp)
        values = policy.values
    }

    private static func pin(role values: inout [Value], _ facts: Facts, _ lookUp: @escaping NameLookUp) {
        var role = Record<Role>(values: values)
        let texts = role.permissions.list.map { text in
            Permission(text: text).map { pinned($0, facts, lookUp).text } ?? text
        }
        role.permissions = .set(of: texts)
        values = role.values
    }

    private static func pinned(_ permission: Permission, _ facts: Facts, _ lookUp: @escaping NameLookUp) -> Permission {
        Permission(
            resource: permission.resource, action: permission.action,
            condition: permission.condition.map { pinned($0, on: permission.resource, facts, lookUp) })
    }

    /// The condition with ids; one that does not read stays, and its rule says what is wrong with it.
    private static func pinned(_ condition: String, on name: String?, _ facts: Facts, _ lookUp: @escaping NameLookUp)
        -> String
    {
        guard !condition.isEmpty, let resource = name.flatMap(Resources.named) else { return condition }
        let context = FilterViewpoint(
            currency: facts.storeCurrency, today: CalendarDate(daysSince1970: 0), me: facts.actor)
        let text = try? FilterParser.pinning(condition, for: resource, in: context, lookUp: lookUp)
        return text ?? condition
    }
}
