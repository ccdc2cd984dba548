// SPDX-License-Identifier: Apache-2.0

/// Nobody gives more than they have: whoever writes roles, policies and members gives away only permissions of their
/// own, and lifts only denials of what they have. Who may manage members may give everything.
package struct Giving: Sendable {
    private let access: Access
    private let facts: Facts

    package init(_ access: Access, _ facts: Facts) {
        self.access = access
        self.facts = facts
    }

    /// Why a change gives too much; nil when it does not.
    package func denial(_ change: Change, wasLive: Bool) -> Denial? {
        guard Self.resources.contains(change.resource.name), !mayGiveAll,
            let more = given(change, wasLive: wasLive).first(where: { !access.has($0) })
        else { return nil }
        return Denial(
            permission: "\(Member.shape.name):\(Permission.Action.manage.rawValue)", actor: access.actor.name,
            reason: .givesMore(more.text))
    }

    private static let resources: Set<String> = [Member.shape.name, Role.shape.name, Policy.shape.name]

    private var mayGiveAll: Bool { access.isUnconditional(.manage, on: Member.shape.name) }

    /// The permissions that somebody has after a change and had not before it.
    private func given(_ change: Change, wasLive: Bool) -> [Permission] {
        // A record that comes back gives all that it holds.
        let before = wasLive ? change.before : nil
        let after = change.action == .deleted || change.action == .purged ? nil : change.after
        switch change.resource.name {
        case Member.shape.name: return given(member: change.record, before, after)
        case Role.shape.name: return given(role: before, after)
        case Policy.shape.name: return given(policy: before, after)
        default: return []
        }
    }

    private func given(member: Identifier, _ before: [Value]?, _ after: [Value]?) -> [Permission] {
        guard let after = after.map({ Record<Member>(values: $0) }), after.state == "active" else { return [] }
        let former = before.map { Record<Member>(values: $0) }
        let wasActive = former?.state == "active"
        let known = wasActive ? Set(former?.roles.list ?? []) : []
        let own = wasActive ? [] : facts.allowances.filter { $0.member == member }.map(\.permission)
        return after.roles.list.filter { !known.contains($0) }.flatMap(permissions(ofRole:)) + own
    }

    /// What a role gives, by its own permissions and by the policies for it.
    private func permissions(ofRole id: String) -> [Permission] {
        (facts.permissions[id] ?? []) + facts.allowances.filter { $0.role?.text == id }.map(\.permission)
    }

    private func given(role before: [Value]?, _ after: [Value]?) -> [Permission] {
        let known = before.map(Facts.permissions) ?? []
        return (after.map(Facts.permissions) ?? []).filter { !known.contains($0) }
    }

    /// An allowance that is new or another one, and a denial that goes or becomes another one.
    private func given(policy before: [Value]?, _ after: [Value]?) -> [Permission] {
        let (old, new) = (before.map { Record<Policy>(values: $0) }, after.map { Record<Policy>(values: $0) })
        var given: [Permission?] = []
        if let new, new.effect == "allow", old.map({ !Self.isSame($0, new) }) ?? true {
            given.append(Self.permission(new))
        }
        if let old, old.effect == "deny", new.map({ !Self.isSame(old, $0) }) ?? !isLeaving(old) {
            given.append(Self.permission(old))
        }
        return given.compactMap(\.self)
    }

    /// Whether the member or the role that a policy is about goes with it.
    private func isLeaving(_ policy: Record<Policy>) -> Bool {
        [policy.member, policy.role].compactMap(\.self).contains { facts.leaving.contains($0) }
    }

    private static func isSame(_ left: Record<Policy>, _ right: Record<Policy>) -> Bool {
        left.role == right.role && left.member == right.member && left.effect == right.effect
            && left.permission == right.permission && left.condition == right.condition
    }

    /// What a policy speaks of, its condition included; nil for one that does not read.
    static func permission(_ policy: Record<Policy>) -> Permission? {
        guard let named = Permission(text: policy.permission) else { return nil }
        return Permission(
            resource: named.resource, action: named.action,
            condition: policy.condition.isEmpty ? named.condition : policy.condition)
    }
}
