// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Who looks at which store, and what they may do.
package struct Viewer: Equatable, Sendable {
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
    /// How numbers and dates are typed.
    package let locale: LocaleFormat
    /// The names of those who can grant what is missing.
    package let grantors: [String]
    /// Whether nothing may lead out of the program: no shell, no editor, no other program.
    package let isRestricted: Bool

    /// A viewer.
    package init(
        memberName: String, member: Identifier?, isReadOnly: Bool, access: Access, currency: String,
        locale: LocaleFormat = LocaleFormat(code: "en"), isRestricted: Bool = false, grantors: [String] = []
    ) {
        self.memberName = memberName
        self.member = member
        self.isReadOnly = isReadOnly
        self.access = access
        self.currency = currency
        self.locale = locale
        self.grantors = grantors
        self.isRestricted = isRestricted
    }

    /// Whether the member may ever do what a permission names.
    func may(_ permission: Permission) -> Bool {
        guard let resource = permission.resource, let action = permission.action else { return false }
        return access.mayEver(action, on: resource)
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
