// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface

/// A sample of a new resource with its pane, as a file of its own: nothing else is needed but the pane's registration.
struct Kiln: Resource {
    static let declaration = Declaration<Kiln>()
    static let shape = ResourceShape(
        name: "kilns", singular: "kiln", title: "Kilns", labelField: "name",
        uniqueKeys: [UniqueKey("kiln name", ["name"])], defaultSort: ["name"], lookupFields: ["name"])

    let name = Field<String>("name", "Name", .text(max: 60), .required, .keyed, .sorted, .column(rank: 1))
    let cone = Field<String>("cone", "Cone", .choice(["6", "10"]), .required, .standard(.text("6")), .column(rank: 2))
    let price = Field<Int64?>("price", "Price", .money(currency: "currency"), .column(rank: 3))
    let currency = Field<String>("currency", "Currency", .code(.currency))
    let bought = Field<String?>("bought", "Bought", .date, .column(rank: 4))

    init() {}
}

extension PaneSpec {
    static let kilns = PaneSpec(2, "Firing", tabs: [.records(of: Kiln.declaration.facts)])
}
