/// The roles a new store begins with, as ordinary records.
package enum StandardRoles {
    package struct Definition: Sendable {
        package let name: String
        package let description: String
        package let permissions: [String]
    }

    package static let all: [Definition] = [
        Definition(name: "admin", description: "Everything", permissions: ["*:*"]),
        Definition(
            name: "manager", description: "Runs the shop",
            permissions: [
                "products:*", "variants:*", "materials:*", "templates:*", "passports:*", "categories:read",
                "categories:create", "categories:update", "events:read", "events:create", "events:update",
                "analytics:view", "analytics:export", "*:export", "audit:view", "members:read", "roles:read",
                "settings:read", "views:*", "devices:read", "policies:read",
            ]),
        Definition(
            name: "crafter", description: "Makes goods and keeps their records",
            permissions: [
                "products:read", "products:create", "products:update", "products:delete where owner=me",
                "products:restore where owner=me", "variants:read", "variants:create", "variants:update",
                "variants:delete", "variants:restore", "materials:read", "materials:create", "materials:update",
                "attachments:read", "attachments:create", "categories:read", "events:read", "cost:run",
                "passports:read", "passports:create", "passports:update", "settings:read", "members:read",
                "views:read", "views:create", "views:update",
            ]),
        Definition(
            name: "seller", description: "Sells at markets",
            permissions: [
                "events:read", "events:update", "sales:create", "sales:refund", "orders:create", "orders:update",
                "products:read", "variants:read", "categories:read", "passports:read", "attachments:read",
                "stock:count", "settings:read", "members:read", "views:read",
            ]),
        Definition(
            name: "auditor", description: "Reads everything, changes nothing",
            permissions: ["*:read", "*:export", "audit:view"]),
        Definition(name: "viewer", description: "Reads", permissions: ["*:read", "analytics:view"]),
    ]
}
