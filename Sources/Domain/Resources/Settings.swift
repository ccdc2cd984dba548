/// What holds for the whole store; there is one such record.
package struct Settings: Resource {
    package static let declaration = Declaration<Settings>()
    package static let shape = ResourceShape(
        name: "settings", singular: "setting", title: "Settings", labelField: "name",
        uniqueKeys: [], defaultSort: ["name"], lookupFields: ["name"], rules: SettingsRules.all)

    package let name = Field<String>("name", "Name", .text(max: 255), .required, .column(rank: 1))
    package let type = Field<String>(
        "type", "Type",
        .choice([
            "kam", "manufacturer", "supplier", "importer", "distributor", "dealer", "retailer", "collector", "sorter",
            "refurbisher", "others",
        ]), .required, .standard(.text("manufacturer")))
    package let industry = Field<String>(
        "industry", "Industry",
        .choice(["yarn", "pottery", "wood", "candles", "leather", "jewellery", "general"]), .required,
        .standard(.text("general")), .column(rank: 3))
    package let tenantClass = Field<String>(
        "class", "Class", .choice(["free", "standard", "professional", "enterprise"]), .required,
        .standard(.text("free")))
    package let size = Field<Int64?>("size", "People", .integer(1...1_000_000))
    package let domain = Field<String>("domain", "Web domain", .text(max: 255))
    package let address = Field<String>("address", "Address", .note(max: 1_000))
    package let brandColour = Field<String>("brand_colour", "Brand colour", .code(.colour))
    package let currency = Field<String>("currency", "Currency", .code(.currency), .required, .column(rank: 2))
    package let locale = Field<String>("locale", "Locale", .code(.locale), .required, .standard(.text("en")))
    package let pricesIncludeTax = Field<Bool>(
        "prices_include_tax", "Prices include tax", .boolean, .required, .standard(.boolean(true)))
    package let taxRate = Field<Int64?>("tax_rate", "Usual tax rate", .percent)

    package init() {}
}
