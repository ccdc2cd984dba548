/// A named set of permissions.
package struct Role: Resource {
    package static let declaration = Declaration<Role>()
    package static let shape = ResourceShape(
        name: "roles", singular: "role", title: "Roles", labelField: "name",
        uniqueKeys: [UniqueKey("role name", ["name"])], defaultSort: ["name"], lookupFields: ["name"],
        rules: RoleRules.all)

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .column(rank: 1))
    package let description = Field<String>("description", "Description", .note(max: 1_000), .column(rank: 2))
    package let permissions = Field<Value>("permissions", "Permissions", .set(.permission), .column(rank: 3))

    package init() {}
}
