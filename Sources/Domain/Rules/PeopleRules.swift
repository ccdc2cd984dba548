/// The rules of members.
package enum MemberRules {
    package static let all: [Rule] = [
        Rule("state follows its order", stateMoves),
        Rule("somebody can manage members", administratorStays),
    ]

    private static let moves: [String: Set<String>] = [
        "invited": ["active", "deleted"], "active": ["suspended", "deleted"], "suspended": ["active", "deleted"],
        "deleted": [],
    ]

    private static func stateMoves(_ input: RuleInput) -> RuleFailure? {
        guard input.action == .updated, let before = input.before, let after = input.after else { return nil }
        let from = Record<Member>(values: before).state
        let to = Record<Member>(values: after).state
        if from == to || moves[from]?.contains(to) == true { return nil }
        return RuleFailure("state", .memberStateMove(from: from, to: to), value: to)
    }

    /// The last member who can manage members keeps that.
    private static func administratorStays(_ input: RuleInput) -> RuleFailure? {
        guard input.facts.administrators == [input.record] else { return nil }
        let isGone = input.action == .deleted || input.action == .purged
        if let after = input.after, !isGone, input.facts.manages(after) { return nil }
        return RuleFailure(nil, .lastAdministrator)
    }
}

/// The rules of policies.
package enum PolicyRules {
    package static let all: [Rule] = [
        Rule("one subject", oneSubject), Rule("condition parses", conditionParses),
        Rule("somebody still manages members", administratorStays),
    ]

    /// A denial without condition must leave somebody who may manage members: nobody else could take it back.
    private static func administratorStays(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let after = input.after else { return nil }
        let policy = Record<Policy>(values: after)
        guard policy.effect == "deny", policy.condition.isEmpty,
            Permission(text: policy.permission)?.names(.manage, on: Member.shape.name) == true
        else { return nil }
        let isLastMember = policy.member.map { input.facts.administrators == [$0] } ?? false
        let isLastRole = policy.role.map { input.facts.managingRoles == [$0.text] } ?? false
        return isLastMember || isLastRole
            ? RuleFailure("permission", .lastAdministrator, value: policy.permission) : nil
    }

    private static func oneSubject(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let after = input.after else { return nil }
        let policy = Record<Policy>(values: after)
        switch (policy.role, policy.member) {
        case (nil, nil): return RuleFailure("role", .policySubject)
        case (.some, .some): return RuleFailure("role", .policySubjects, value: "")
        case (.some, nil), (nil, .some): return nil
        }
    }

    private static func conditionParses(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let after = input.after else { return nil }
        let policy = Record<Policy>(values: after)
        guard !policy.condition.isEmpty, let permission = Permission(text: policy.permission) else { return nil }
        if let reason = Conditions.failure(policy.condition, on: permission.resource, facts: input.facts) {
            return RuleFailure("condition", .badFilter(reason))
        }
        return nil
    }
}

/// Conditions of permissions, which are filters over the record's own values.
package enum Conditions {
    /// Why a condition cannot be used; nil when it can.
    package static func failure(_ text: String, on resource: String?, facts: Facts) -> String? {
        guard let resource = resource.flatMap(Resources.named) else {
            return "a condition needs one resource, not every one"
        }
        let context = FilterViewpoint(
            currency: facts.storeCurrency, today: CalendarDate(daysSince1970: 0), me: facts.actor)
        do {
            return reason(try FilterParser.parse(text, for: resource, in: context), resource)
        } catch {
            return error.reason
        }
    }

    /// Why a filter cannot be answered for one record alone; nil when it can.
    private static func reason(_ filter: Filter, _ resource: ResourceFacts) -> String? {
        switch filter {
        case .and(let parts), .or(let parts): parts.lazy.compactMap { reason($0, resource) }.first
        case .not(let part): reason(part, resource)
        case .compare(let path, _, _), .oneOf(let path, _), .isSet(let path):
            if SystemField(rawValue: path.field) != nil {
                "it may look at the record's own fields, which “\(path.field)” is not"
            } else if let member = path.member, resource.field(path.field)?.target != nil {
                "it may look at the record's own fields only, not at “\(path.field).\(member)”"
            } else {
                nil
            }
        case .refers(let path, let name):
            "“\(name)” names no record: \(path.field) wants a name, a path or an id that is there"
        case .deleted, .word: "it may compare the record's own fields only, like status=draft"
        }
    }
}

/// The rules of roles.
package enum RoleRules {
    package static let all: [Rule] = [
        Rule("conditions parse", conditionsParse), Rule("somebody can manage members", administratorStays),
    ]

    private static func conditionsParse(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let after = input.after else { return nil }
        for text in Record<Role>(values: after).permissions.list {
            guard let permission = Permission(text: text), let condition = permission.condition else { continue }
            if let reason = Conditions.failure(condition, on: permission.resource, facts: input.facts) {
                return RuleFailure("permissions", .badFilter(reason), value: text)
            }
        }
        return nil
    }

    /// A role that the only managing member depends on keeps what makes it so.
    private static func administratorStays(_ input: RuleInput) -> RuleFailure? {
        let granted = input.before.map(Facts.grantsManaging) ?? false
        let isGone = input.action == .deleted || input.action == .purged
        let grants = !isGone && input.after.map(Facts.grantsManaging) ?? false
        guard granted, !grants, input.facts.managingRoles == [input.record.text] else { return nil }
        return RuleFailure(nil, .lastManagingRole)
    }
}

/// The rules of settings.
package enum SettingsRules {
    package static let all: [Rule] = [
        Rule("settings stand once") { input in
            let isOne = input.facts.settingsCount == 0
            let isAddedTwice = input.action == .created && !isOne
            let isRemoved = input.action == .deleted || input.action == .purged
            return isAddedTwice || isRemoved ? RuleFailure(nil, .settingsOnce) : nil
        }
    ]
}

/// The rules of saved views.
package enum SavedViewRules {
    package static let all: [Rule] = [Rule("view parses", parses)]

    private static func parses(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let after = input.after else { return nil }
        let view = Record<SavedView>(values: after)
        guard let resource = Resources.named(view.resource) else {
            return RuleFailure("resource", .notAChoice(Resources.all.map(\.name)), value: view.resource)
        }
        let context = FilterViewpoint(
            currency: input.facts.storeCurrency, today: CalendarDate(daysSince1970: 0), me: input.facts.actor)
        do {
            _ = try FilterParser.parse(view.filter, for: resource, in: context)
        } catch {
            return RuleFailure("filter", .badFilter(error.reason))
        }
        do {
            _ = try view.sort.isEmpty ? [] : SortTerm.parse(view.sort, for: resource)
        } catch {
            return RuleFailure("sort", .badFilter(error.reason))
        }
        do {
            _ = try ColumnTerm.parse(view.columns, for: resource)
            return nil
        } catch {
            return columns(error, resource)
        }
    }

    private static func columns(_ failure: ColumnTerm.Failure, _ resource: ResourceFacts) -> RuleFailure {
        switch failure {
        case .unknown(let name):
            RuleFailure("columns", .unknownField(near: resource.near(name)), value: name)
        case .badWidth(let text), .twice(let text): RuleFailure("columns", .badFormat(.columns), value: text)
        case .tooMany: RuleFailure("columns", .badFormat(.columns))
        }
    }
}
