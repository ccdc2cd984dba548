/// What the rules need to know of the store, filled for a whole batch inside its transaction and kept in step as the
/// batch's changes pass.
package struct Facts: Sendable {
    /// A category with what is known of it.
    package struct CategoryFacts: Sendable {
        package var values: [Value]
        package var isDeleted: Bool
        /// Live products; counted only where the category has a limit.
        package var productCount: Int64

        package init(values: [Value], isDeleted: Bool, productCount: Int64) {
            self.values = values
            self.isDeleted = isDeleted
            self.productCount = productCount
        }
    }

    /// Who refers to a record: the first ones in words, and how many others.
    package struct Referrers: Sendable {
        package var names: [String] = []
        package var more = 0

        package init() {}
    }

    package var storeCurrency: String
    package var actor: Identifier
    package var categories: [Identifier: CategoryFacts] = [:]
    package var featuredCount = 0
    /// Who refers to a record that is to go.
    package var referencedBy: [Identifier: Referrers] = [:]
    /// Which live variant has which options, by product; of the products that the batch has variants of.
    package var variants: [Identifier: [String: Set<Identifier>]] = [:]
    /// Records referred to that are there and live, by resource.
    package var live: [String: Set<Identifier>] = [:]
    /// Records that are deleted, by resource: a parent that has to come back first.
    package var deleted: [String: Set<Identifier>] = [:]
    /// Active members who may manage members.
    package var administrators: Set<Identifier> = []
    /// Roles that let their members manage members.
    package var managingRoles: Set<String> = []
    /// Who may do what.
    package var people = People()
    package var settingsCount = 0
    /// The next number of each SKU pattern.
    package var nextNumber: [String: Int64] = [:]
    /// The highest number of each SKU pattern that a file gives by itself, here or further down.
    package var givenNumber: [String: Int64] = [:]

    package init(storeCurrency: String, actor: Identifier) {
        self.storeCurrency = storeCurrency
        self.actor = actor
    }

    /// Takes a change that passed into account for the ones that follow in the batch.
    package mutating func note(_ change: Change, wasLive: Bool) {
        let isLive = change.action != .deleted && change.action != .purged
        switch change.resource.name {
        case Product.shape.name:
            if wasLive, let before = change.before { count(before, by: -1) }
            if isLive, let after = change.after { count(after, by: 1) }
        case Category.shape.name:
            guard let values = change.after ?? change.before else { return }
            let known = categories[change.record]?.productCount ?? 0
            categories[change.record] = CategoryFacts(values: values, isDeleted: !isLive, productCount: known)
        case Member.shape.name, Role.shape.name, Policy.shape.name:
            people.note(change.record, of: change.resource, isLive ? change.after : nil)
            if change.resource === Member.declaration.facts { noteMember(change, isLive: isLive) }
            if change.resource === Role.declaration.facts { noteRole(change, isLive: isLive) }
        case Variant.shape.name: noteVariant(change, wasLive: wasLive, isLive: isLive)
        case Settings.shape.name: if change.action == .created { settingsCount += 1 }
        default: break
        }
        // What is new is known to be live already, if anything in the batch may refer to it.
        if change.action == .created { return }
        if isLive {
            live[change.resource.name, default: []].insert(change.record)
            deleted[change.resource.name]?.remove(change.record)
        } else {
            live[change.resource.name]?.remove(change.record)
        }
    }

    private mutating func count(_ values: [Value], by step: Int64) {
        let product = Record<Product>(values: values)
        if let category = product.category { categories[category]?.productCount += step }
        if product.isFeatured { featuredCount += Int(step) }
    }

    private mutating func noteVariant(_ change: Change, wasLive: Bool, isLive: Bool) {
        if wasLive, let before = change.before.map({ Record<Variant>(values: $0) }), let product = before.product {
            variants[product]?[before.optionsKey]?.remove(change.record)
        }
        if isLive, let after = change.after.map({ Record<Variant>(values: $0) }), let product = after.product {
            variants[product, default: [:]][after.optionsKey, default: []].insert(change.record)
        }
    }

    private mutating func noteMember(_ change: Change, isLive: Bool) {
        guard let after = change.after else {
            administrators.remove(change.record)
            return
        }
        if isLive && manages(after) {
            administrators.insert(change.record)
        } else {
            administrators.remove(change.record)
        }
    }

    private mutating func noteRole(_ change: Change, isLive: Bool) {
        let grants = isLive && change.after.map { Self.grantsManaging($0) } ?? false
        if grants { managingRoles.insert(change.record.text) } else { managingRoles.remove(change.record.text) }
    }

    /// What a role with these values permits.
    package static func permissions(_ values: [Value]) -> [Permission] {
        Record<Role>(values: values).permissions.list.compactMap(Permission.init(text:))
    }

    /// Whether a role's permissions let its members manage members.
    package static func grantsManaging(_ values: [Value]) -> Bool {
        permissions(values).contains { $0.condition == nil && $0.covers(.manage, on: Member.shape.name) }
    }

    /// Whether a member with these values may manage members.
    package func manages(_ values: [Value]) -> Bool {
        let member = Record<Member>(values: values)
        return member.state == "active" && !managingRoles.isDisjoint(with: member.roles.list)
    }
}
