/// An exception for one role or member: it adds a permission or denies one; a denial always wins.
package struct Policy: Resource {
    package static let declaration = Declaration<Policy>()
    package static let shape = ResourceShape(
        name: "policies", singular: "policy", title: "Policies", labelField: "name",
        uniqueKeys: [UniqueKey("policy name", ["name"])], defaultSort: ["name"], lookupFields: ["name"],
        rules: PolicyRules.all)

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .column(rank: 1))
    package let role = Field<Identifier?>("role", "Role", .reference("roles"), .child, .column(rank: 2))
    package let member = Field<Identifier?>("member", "Member", .reference("members"), .child, .column(rank: 3))
    package let permission = Field<String>(
        "permission", "Permission", .code(.permission), .required, .column(rank: 4))
    package let effect = Field<String>(
        "effect", "Effect", .choice(["allow", "deny"]), .required, .column(rank: 5))
    package let condition = Field<String>("condition", "Condition", .code(.condition), .column(rank: 6))

    package init() {}
}
