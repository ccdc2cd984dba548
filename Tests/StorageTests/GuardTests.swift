// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What keeps a shop from locking itself out.
struct GuardTests {
    private let shop: Shop

    init() throws {
        shop = try Shop()
    }

    private func deny(
        _ permission: String, member: Identifier? = nil, role: Identifier? = nil, where condition: String = ""
    )
        -> Domain.Operation
    {
        Shop.create(Policy.self) {
            $0.name = "lock"
            $0.member = member
            $0.role = role
            $0.permission = permission
            $0.effect = "deny"
            $0.condition = condition
        }
    }

    private func broken(_ operation: Domain.Operation) -> FailureRule? {
        guard case .invalid(let failures)? = refusal({ try shop.commit(operation) }) else { return nil }
        return failures.first?.rule
    }

    @Test(arguments: ["*:*", "members:*", "*:manage", "members:manage"])
    func `no denial takes away the last member who may manage members`(permission: String) throws {
        let founder = try shop.reader().access().actor.id
        #expect(broken(deny(permission, member: founder)) == .lastAdministrator)
        #expect(broken(deny(permission, role: try shop.role("admin"))) == .lastAdministrator)
    }

    @Test func `a denial that leaves somebody, or touches something else, is taken`() throws {
        let founder = try shop.reader().access().actor.id
        _ = try shop.member("bo", roles: ["admin"])
        try shop.commit(deny("members:manage", member: founder))
        try shop.commit(
            Shop.create(Policy.self) {
                $0.name = "no purge"
                $0.member = founder
                $0.permission = "products:purge"
                $0.effect = "deny"
            })
    }
}
