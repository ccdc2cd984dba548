// SPDX-License-Identifier: Apache-2.0

/// Who holds which roles, what these permit, and what policies add and deny: all that decides who may do what, of the
/// live records.
package struct People: Sendable {
    private struct Standing {
        let isActive: Bool
        let roles: Set<String>
    }

    /// A policy, about a member or about a role.
    private struct Exception {
        let subject: String
        let isDenial: Bool
        let permission: Permission
    }

    /// What somebody is given and what is denied to them.
    fileprivate struct Reach {
        var given: Set<Permission> = []
        var denied: Set<Permission> = []
    }

    private var members: [String: Standing] = [:]
    private var roles: [String: [Permission]] = [:]
    private var policies: [String: Exception] = [:]

    package init() {}

    /// Whether a resource has a part in it.
    static func concerns(_ resource: ResourceFacts) -> Bool {
        [Member.shape.name, Role.shape.name, Policy.shape.name].contains(resource.name)
    }

    /// Takes in how a record stands; nil for one that is deleted or not there.
    package mutating func note(_ record: Identifier, of resource: ResourceFacts, _ values: [Value]?) {
        switch resource.name {
        case Member.shape.name:
            members[record.text] = values.map { values in
                let member = Record<Member>(values: values)
                return Standing(isActive: member.state == "active", roles: Set(member.roles.list))
            }
        case Role.shape.name: roles[record.text] = values.map(Facts.permissions)
        case Policy.shape.name: policies[record.text] = values.flatMap(Self.exception)
        default: break
        }
    }

    /// Nil for a policy that does not read.
    private static func exception(_ values: [Value]) -> Exception? {
        let policy = Record<Policy>(values: values)
        guard let named = Permission(text: policy.permission), let subject = policy.member ?? policy.role else {
            return nil
        }
        let permission = Permission(
            resource: named.resource, action: named.action,
            condition: policy.condition.isEmpty ? named.condition : policy.condition)
        return Exception(subject: subject.text, isDenial: policy.effect != "allow", permission: permission)
    }

    // MARK: What changes give

    /// The permissions that somebody gets by changes: what is permitted to them after and was not before, and what was
    /// denied to them and is no longer. A role counts as somebody who holds it.
    func given(by changes: some Collection<Change>) -> [Permission] {
        let mine = changes.filter { Self.concerns($0.resource) }
        var after = self
        for change in mine {
            let isThere = change.action != .deleted && change.action != .purged
            after.note(change.record, of: change.resource, isThere ? change.after : nil)
        }
        let areMembersOnly = mine.allSatisfy { $0.resource === Member.declaration.facts }
        let touched = areMembersOnly ? mine.map(\.record.text) : Array(after.members.keys)
        var given: Set<Permission> = []
        for member in Set(touched) { given.formUnion(after.reach(ofMember: member).beyond(reach(ofMember: member))) }
        if !areMembersOnly {
            for role in after.roles.keys { given.formUnion(after.reach(ofRole: role).beyond(reach(ofRole: role))) }
        }
        return given.sorted { $0.text < $1.text }
    }

    /// Who is not active can do nothing; a denial is kept for the day on which they are.
    private func reach(ofMember id: String) -> Reach {
        guard let member = members[id] else { return Reach() }
        var reach = reach(of: member.roles.union([id]))
        if !member.isActive { reach.given = [] }
        return reach
    }

    private func reach(ofRole id: String) -> Reach { roles[id] == nil ? Reach() : reach(of: [id]) }

    private func reach(of subjects: Set<String>) -> Reach {
        var reach = Reach(given: Set(subjects.flatMap { roles[$0] ?? [] }))
        for policy in policies.values where subjects.contains(policy.subject) {
            if policy.isDenial { reach.denied.insert(policy.permission) } else { reach.given.insert(policy.permission) }
        }
        return reach
    }
}

extension People.Reach {
    /// What this has and another one had not.
    fileprivate func beyond(_ former: People.Reach) -> [Permission] {
        given.filter { new in !former.given.contains { $0.permits(all: new) } }
            + former.denied.filter { old in !denied.contains { $0.denies(all: old) } }
    }
}
