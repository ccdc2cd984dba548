// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Who looks at which store, and what they may do.
package struct Session: Sendable {
    /// The member's name.
    package let memberName: String
    /// The member; "me" in filters.
    package let member: Identifier?
    /// Whether the store was opened for reading only.
    package let isReadOnly: Bool
    /// What the member may do, for hiding and explaining commands; the store decides.
    package let access: Access
    /// The store's currency.
    package let currency: String

    /// A session.
    package init(
        memberName: String, member: Identifier?, isReadOnly: Bool, access: Access, currency: String
    ) {
        self.memberName = memberName
        self.member = member
        self.isReadOnly = isReadOnly
        self.access = access
        self.currency = currency
    }

    /// Whether the member may ever do what a permission names.
    func may(_ permission: Permission) -> Bool {
        guard let resource = permission.resource, let action = permission.action else { return false }
        return access.mayEver(action, on: resource)
    }
}

extension Session: Equatable {
    package static func == (left: Session, right: Session) -> Bool {
        left.memberName == right.memberName && left.member == right.member && left.isReadOnly == right.isReadOnly
            && left.currency == right.currency && left.access.actor == right.access.actor
            && left.access.grants.elementsEqual(right.access.grants) {
                $0.effect == $1.effect && $0.permission == $1.permission && $0.condition == $1.condition
                    && $0.source == $1.source
            }
    }
}

/// A figure of the first row that asks for attention.
package enum Badge: Hashable, Sendable {
    /// The store is locked.
    case locked
    /// Changes that the server refused.
    case rejected(Int)
    /// Conflicts to settle.
    case conflicts(Int)
    /// Changes that wait to be sent.
    case pending(Int)
}
