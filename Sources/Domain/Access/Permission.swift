/// A permission as it is written: `resource:action`, either of them `*`, with a condition where it is limited:
/// `products:delete where owner=me`.
package struct Permission: Hashable, Sendable {
    package enum Action: String, CaseIterable, Sendable {
        case read, create, update, delete, restore, purge, transfer, feature, publish, approve, export, refund, manage
        case `import`, view, run, settings, count

        /// What else a permission for this action allows, under the same condition.
        package var implied: [Action] {
            switch self {
            case .purge: [.delete, .update, .transfer, .read]
            case .delete: [.update, .transfer, .read]
            case .update: [.transfer, .read]
            case .restore, .create: [.read]
            case .manage: [.create, .update, .delete, .restore, .transfer, .read]
            case .read, .transfer, .feature, .publish, .approve, .export, .refund, .import, .view, .run, .settings,
                .count:
                []
            }
        }
    }

    /// Nil for `*`.
    package let resource: String?
    /// Nil for `*`.
    package let action: Action?
    package let condition: String?

    package init(resource: String?, action: Action?, condition: String? = nil) {
        self.resource = resource
        self.action = action
        self.condition = condition
    }

    /// Reads the written form; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: " where ", maxSplits: 1)
        guard let name = parts.first else { return nil }
        let halves = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2, Self.isResource(halves[0]) else { return nil }
        resource = halves[0] == "*" ? nil : halves[0]
        if halves[1] == "*" {
            action = nil
        } else {
            guard let known = Action(rawValue: halves[1]) else { return nil }
            action = known
        }
        condition = parts.count == 2 ? String(parts[1]) : nil
    }

    private static func isResource(_ name: String) -> Bool {
        name == "*" || (!name.isEmpty && name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == 95 })
    }

    package var text: String {
        let name = "\(resource ?? "*"):\(action?.rawValue ?? "*")"
        return condition.map { "\(name) where \($0)" } ?? name
    }

    /// Whether this permission speaks of an action on a resource, directly or by what it implies.
    package func covers(_ wanted: Action, on name: String) -> Bool {
        guard resource == nil || resource == name else { return false }
        guard let action else { return true }
        return action == wanted || action.implied.contains(wanted)
    }

    /// As a denial: only what it names, never what it implies.
    package func names(_ wanted: Action, on name: String) -> Bool {
        (resource == nil || resource == name) && (action == nil || action == wanted)
    }

    /// Whether all that another permission speaks of is in this one, conditions aside.
    func includes(_ other: Permission) -> Bool {
        guard resource == nil || resource == other.resource else { return false }
        guard let action else { return true }
        return other.action.map { $0 == action || action.implied.contains($0) } ?? false
    }

    /// Whether this, as a grant, allows all that another permission does, under no narrower a condition.
    func permits(all other: Permission) -> Bool {
        includes(other) && (condition == nil || condition == other.condition)
    }

    /// Whether this, as a denial, denies all that another one does.
    func denies(all other: Permission) -> Bool {
        (resource == nil || resource == other.resource) && (action == nil || action == other.action)
            && (condition == nil || condition == other.condition)
    }

    /// Whether this, as a denial, takes away something of another permission.
    func meets(_ other: Permission) -> Bool {
        guard resource == nil || other.resource == nil || resource == other.resource else { return false }
        guard let action, let wanted = other.action else { return true }
        return action == wanted || wanted.implied.contains(action)
    }
}
