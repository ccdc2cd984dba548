/// A list as somebody likes to see it: filter, sort and columns under a name.
package struct SavedView: Resource {
    package static let declaration = Declaration<SavedView>()
    package static let shape = ResourceShape(
        name: "views", singular: "view", title: "Saved views", labelField: "name",
        uniqueKeys: [UniqueKey("view name", ["resource", "name"])], defaultSort: ["name"], lookupFields: ["name"],
        rules: SavedViewRules.all)

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .column(rank: 1))
    package let resource = Field<String>("resource", "Resource", .text(max: 40), .required, .column(rank: 2))
    package let filter = Field<String>("filter", "Filter", .code(.filter), .column(rank: 3))
    package let sort = Field<String>("sort", "Sort", .code(.sort))
    package let columns = Field<String>("columns", "Columns", .code(.columns))
    package let owner = Field<Identifier?>("owner", "Owner", .reference("members"))
    package let isShared = Field<Bool>("shared", "Shared", .boolean, .required, .standard(.boolean(true)))

    package init() {}
}
