// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PaneSpec {
    /// What a maker sells.
    static let inventory = PaneSpec(
        1, "Inventory", tabs: [.records(of: Product.declaration.facts), .records(of: Category.declaration.facts)])
}

extension PaneSpec.Tab {
    /// The list of a resource's records.
    package static func records(of resource: ResourceFacts) -> PaneSpec.Tab {
        PaneSpec.Tab(title: resource.shape.title) { RecordsPlace(resource: resource) }
    }
}
