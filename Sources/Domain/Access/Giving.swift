// SPDX-License-Identifier: Apache-2.0

/// Nobody gives more than they have: whoever writes roles, policies and members gives away only permissions of their
/// own, and lifts only denials of what they have. Who may manage members may give everything.
package struct Giving: Sendable {
    private let access: Access
    private let people: People

    package init(_ access: Access, _ people: People) {
        self.access = access
        self.people = people
    }

    /// Why some changes together give too much; nil when they do not. What counts is who may do what before and after
    /// them, not which records they touch.
    package func denial(_ changes: some Collection<Change>) -> Denial? {
        guard changes.contains(where: { People.concerns($0.resource) }), !mayGiveAll,
            let more = people.given(by: changes).first(where: { !access.has($0) })
        else { return nil }
        return Denial(
            permission: "\(Member.shape.name):\(Permission.Action.manage.rawValue)", actor: access.actor.name,
            reason: .givesMore(more.text))
    }

    private var mayGiveAll: Bool { access.isUnconditional(.manage, on: Member.shape.name) }
}
