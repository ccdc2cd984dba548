/// Who acts.
package struct Actor: Sendable, Equatable {
    package let id: Identifier
    package let name: String
    package let userName: String
    package let isActive: Bool

    package init(id: Identifier, name: String, userName: String, isActive: Bool) {
        self.id = id
        self.name = name
        self.userName = userName
        self.isActive = isActive
    }
}

/// One permission or denial that concerns the actor.
package struct Grant: Equatable, Sendable {
    package enum Effect: String, Sendable {
        case allow, deny
    }

    package let effect: Effect
    package let permission: Permission
    package let condition: Filter?
    /// The role or policy it comes from.
    package let source: String

    package init(effect: Effect, permission: Permission, condition: Filter?, source: String) {
        self.effect = effect
        self.permission = permission
        self.condition = condition
        self.source = source
    }
}

/// Why something is not allowed.
package struct Denial: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        case notGranted
        case inactive
        case condition(String)
        case policy(String)
        /// It would give somebody this permission, which the actor has not.
        case givesMore(String)
    }

    package let permission: String
    package let actor: String
    package let reason: Reason
    /// What the record is called that it was refused for; nil where no record was looked at.
    package var record: String?
    /// Members who can grant it.
    package var grantors: [String]

    package init(
        permission: String, actor: String, reason: Reason, record: String? = nil, grantors: [String] = []
    ) {
        self.permission = permission
        self.actor = actor
        self.reason = reason
        self.record = record
        self.grantors = grantors
    }

    /// What was tried, as the audit log tells it: "products:update for YARN-0027".
    package var attempt: String { record.map { "\(permission) for \($0)" } ?? permission }
}

/// The one evaluator of permissions: default deny, a denial wins over any grant.
package struct Access: Equatable, Sendable {
    package let actor: Actor
    package let grants: [Grant]

    package init(actor: Actor, grants: [Grant]) {
        self.actor = actor
        self.grants = grants
    }

    /// Whether the actor may do an action on a record with these values. A condition must hold on every state given:
    /// before
    /// and after for an update, after for a create, before for a delete.
    package func denial(
        _ action: Permission.Action, on resource: String, states: [[Value]] = [], evaluator: FilterEvaluator? = nil
    ) -> Denial? {
        func refused(_ reason: Denial.Reason) -> Denial {
            Denial(permission: "\(resource):\(action.rawValue)", actor: actor.name, reason: reason)
        }
        guard actor.isActive else { return refused(.inactive) }
        if let denial = explicitDenial(action, on: resource, states: states, evaluator: evaluator) { return denial }
        var unmet: String?
        for grant in grants where grant.effect == .allow && grant.permission.covers(action, on: resource) {
            guard let condition = grant.condition else { return nil }
            if states.isEmpty || states.allSatisfy({ holds(condition, $0, evaluator) }) { return nil }
            unmet = grant.permission.condition
        }
        return refused(unmet.map { .condition($0) } ?? .notGranted)
    }

    /// The denial that somebody laid down for an action on a record with these values, whatever is granted.
    package func explicitDenial(
        _ action: Permission.Action, on resource: String, states: [[Value]], evaluator: FilterEvaluator?
    ) -> Denial? {
        for grant in grants where grant.effect == .deny && grant.permission.names(action, on: resource) {
            if let condition = grant.condition {
                guard states.contains(where: { holds(condition, $0, evaluator) }) else { continue }
            }
            return Denial(
                permission: "\(resource):\(action.rawValue)", actor: actor.name, reason: .policy(grant.source))
        }
        return nil
    }

    /// Whether the actor has a permission whole: granted under no narrower condition, and nothing of it denied.
    package func has(_ wanted: Permission) -> Bool {
        let isDenied = grants.contains { $0.effect == .deny && $0.permission.meets(wanted) }
        return actor.isActive && !isDenied
            && grants.contains { $0.effect == .allow && $0.permission.permits(all: wanted) }
    }

    /// Whether the actor may at all, leaving conditions aside: for hiding commands.
    package func mayEver(_ action: Permission.Action, on resource: String) -> Bool {
        denial(action, on: resource) == nil
    }

    /// Whether the decision needs no look at any record.
    package func isUnconditional(_ action: Permission.Action, on resource: String) -> Bool {
        let denials = grants.contains { $0.effect == .deny && $0.permission.names(action, on: resource) }
        let allowed = grants.contains {
            $0.effect == .allow && $0.condition == nil && $0.permission.covers(action, on: resource)
        }
        return actor.isActive && !denials && allowed
    }

    /// The condition under which records of a resource may be read: nil without any, `.none` when never.
    package func readFilter(on resource: String) -> Filter? {
        filter(.read, on: resource)
    }

    /// The condition under which an action is allowed on records of a resource: nil without any, `.none` when never.
    package func filter(_ action: Permission.Action, on resource: String) -> Filter? {
        if isUnconditional(action, on: resource) { return nil }
        guard mayEver(action, on: resource) else { return Filter.none }
        let denied = grants.filter { $0.effect == .deny && $0.permission.names(action, on: resource) }
            .compactMap(\.condition)
        let allows = grants.filter { $0.effect == .allow && $0.permission.covers(action, on: resource) }
        let allowed: [Filter] =
            allows.contains { $0.condition == nil } ? [] : [.or(allows.compactMap(\.condition))]
        return .and(allowed + denied.map { .not($0) })
    }

    private func holds(_ condition: Filter, _ values: [Value], _ evaluator: FilterEvaluator?) -> Bool {
        evaluator?.matches(condition, values) ?? false
    }
}
