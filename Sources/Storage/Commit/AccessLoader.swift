internal import Domain
internal import SQLite

/// Reads who a member is and what they may.
enum AccessLoader {
    /// The access of a member, from roles and policies as they stand.
    static func access(of member: Identifier, currency: String, _ connection: borrowing Connection)
        throws(SQLiteError) -> Access?
    {
        guard let record = try connection.record(member, in: Member.declaration.facts) else { return nil }
        let values = Record<Member>(values: record.values)
        let actor = Actor(
            id: member, name: values.name, userName: values.userName,
            isActive: values.state == "active" && !record.isDeleted)
        let context = FilterViewpoint(currency: currency, today: CalendarDate(daysSince1970: 0), me: member)
        var grants: [Grant] = []
        for role in try connection.allRecords(of: Role.declaration.facts)
        where !role.isDeleted && values.roles.list.contains(role.id.text) {
            let role = Record<Role>(values: role.values)
            for permission in role.permissions.list.compactMap(Permission.init(text:)) {
                guard let grant = grant(.allow, permission, "role \(role.name)", context) else { continue }
                grants.append(grant)
            }
        }
        for policy in try connection.allRecords(of: Policy.declaration.facts) where !policy.isDeleted {
            let policy = Record<Policy>(values: policy.values)
            let isMine =
                policy.member == member || policy.role.map { values.roles.list.contains($0.text) } ?? false
            guard isMine, let named = Permission(text: policy.permission) else { continue }
            let permission = Permission(
                resource: named.resource, action: named.action,
                condition: policy.condition.isEmpty ? named.condition : policy.condition)
            let effect = Grant.Effect(rawValue: policy.effect) ?? .deny
            if let grant = grant(effect, permission, "policy \(policy.name)", context) {
                grants.append(grant)
            } else if effect == .deny {
                // A denial whose condition no longer reads denies always: the safe side.
                grants.append(
                    Grant(effect: .deny, permission: permission, condition: nil, source: "policy \(policy.name)"))
            }
        }
        return Access(actor: actor, grants: grants)
    }

    private static func grant(
        _ effect: Grant.Effect, _ permission: Permission, _ source: String, _ context: FilterViewpoint
    ) -> Grant? {
        guard let text = permission.condition else {
            return Grant(effect: effect, permission: permission, condition: nil, source: source)
        }
        guard let resource = permission.resource.flatMap(Resources.named),
            let filter = try? FilterParser.parse(text, for: resource, in: context)
        else { return nil }
        return Grant(effect: effect, permission: permission, condition: filter, source: source)
    }

    /// Active members who may manage members and roles: who can grant what is missing.
    static func grantors(_ currency: String, _ connection: borrowing Connection) throws(SQLiteError) -> [String] {
        var names: [String] = []
        for member in try connection.allRecords(of: Member.declaration.facts) where !member.isDeleted {
            guard let access = try access(of: member.id, currency: currency, connection),
                access.mayEver(.manage, on: Member.shape.name)
            else { continue }
            names.append(access.actor.name)
        }
        return names.sorted()
    }
}
