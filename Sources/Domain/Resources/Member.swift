/// A person who works in the shop.
package struct Member: Resource {
    package static let declaration = Declaration<Member>()
    package static let shape = ResourceShape(
        name: "members", singular: "member", title: "Members", labelField: "name",
        uniqueKeys: [UniqueKey("user name", ["user_name"])],
        defaultSort: ["user_name"], lookupFields: ["user_name", "name"], rules: MemberRules.all)

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .personal, .column(rank: 2))
    package let userName = Field<String>(
        "user_name", "User name", .code(.userName), .required, .keyed, .column(rank: 1))
    package let email = Field<String>("email", "E-mail", .code(.email), .personal)
    package let phone = Field<String>("phone", "Phone", .code(.phone), .personal)
    package let locale = Field<String>("locale", "Locale", .code(.locale))
    package let state = Field<String>(
        "state", "State", .choice(["invited", "active", "suspended", "deleted"]), .required,
        .standard(.text("active")), .column(rank: 4))
    package let roles = Field<Value>("roles", "Roles", .references("roles"), .column(rank: 3))

    package init() {}
}
