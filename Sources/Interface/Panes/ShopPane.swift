// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension PaneSpec {
    /// Who works in the shop, what they may do, and how it is set up.
    static let shop = PaneSpec(
        8, "Shop",
        tabs: [
            .records(of: Member.declaration.facts), .records(of: Domain.Role.declaration.facts),
            .records(of: Policy.declaration.facts), .records(of: Device.declaration.facts),
            .records(of: Settings.declaration.facts), .records(of: SavedView.declaration.facts), .messages,
        ], keyTables: [.messages])
}
