/// Something a maker sells.
package struct Product: Resource {
    package static let declaration = Declaration<Product>()
    package static let shape = ResourceShape(
        name: "products", singular: "product", title: "Products", labelField: "name",
        uniqueKeys: [
            UniqueKey("SKU", ["sku"], sharedWith: ["variants"]),
            UniqueKey("name in its category", ["category", "name"]),
        ],
        defaultSort: ["name"], lookupFields: ["sku", "name"], rules: ProductRules.all,
        completion: completeTracking)

    package let sku = Field<String>("sku", "SKU", .code(.sku), .keyed, .column(rank: 1))
    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .searchable(weight: 3), .column(rank: 2),
        .alias("title"))
    package let category = Field<Identifier?>(
        "category", "Category", .reference("categories"), .required, .column(rank: 5))
    package let gtin = Field<String>(
        "gtin", "GTIN", .code(.gtin), .indexed, .alias("barcode"), .alias("ean"), .alias("upc"))
    package let description = Field<String>("description", "Description", .note(max: 1_000), .searchable(weight: 1))
    package let type = Field<String>("type", "Type", .choice(types), .required, .standard(.text("physical")))
    package let price = Field<Int64?>("price", "Price", .money(currency: "currency"), .column(rank: 3))
    package let compareAtPrice = Field<Int64?>(
        "compare_at_price", "Compare at", .money(currency: "currency"), .merges(with: "currency"))
    package let currency = Field<String>("currency", "Currency", .code(.currency), .merges(with: "price"))
    package let status = Field<String>(
        "status", "Status", .choice(statuses), .required, .standard(.text("draft")), .column(rank: 4))
    package let isEnabled = Field<Bool>("enabled", "Enabled", .boolean, .required, .standard(.boolean(true)))
    package let isFree = Field<Bool>("free", "Free", .boolean, .required, .standard(.boolean(false)))
    package let isTracked = Field<Bool?>("tracked", "Stock tracked", .boolean)
    package let taxRate = Field<Int64?>("tax_rate", "Tax rate", .percent)
    package let isFeatured = Field<Bool>(
        "featured", "Featured", .boolean, .required, .standard(.boolean(false)), .indexed)
    package let colour = Field<String>(
        "colour", "Colour", .text(max: 80), .searchable(weight: 1), .alias("color"), .column(rank: 6))
    package let owner = Field<Identifier?>("owner", "Owner", .reference("members"))
    package let unit = Field<String>("unit", "Unit", .code(.unit), .required, .standard(.text("piece")))
    package let reorderLevel = Field<Int64?>("reorder_level", "Reorder at", .quantity(.sibling("unit")))
    package let stockPolicy = Field<String>(
        "stock_policy", "Below zero", .choice(["block", "warn", "allow"]), .required, .standard(.text("warn")))
    package let weight = Field<Int64?>("weight", "Weight", .quantity(.fixed("g")), .alias("weight_g"))
    package let length = Field<Int64?>("length", "Length", .quantity(.fixed("cm")))
    package let width = Field<Int64?>("width", "Width", .quantity(.fixed("cm")))
    package let height = Field<Int64?>("height", "Height", .quantity(.fixed("cm")))
    package let country = Field<String>("country", "Country", .code(.country))
    package let composition = Field<String>("composition", "Composition", .text(max: 500))
    package let tags = Field<Value>("tags", "Tags", .set(nil), .searchable(weight: 1), .alias("tag"))
    package let metadata = Field<Value>("metadata", "Metadata", .map(nil))

    package init() {}

    /// Stock is kept of things; a service, a voucher or what is made to order has none.
    private static func completeTracking(_ values: inout [Value]) {
        let fields = declaration.fields
        guard values[fields.isTracked.position].isNull else { return }
        values[fields.isTracked.position] = .boolean(values[fields.type.position].text == "physical")
    }

    package static let types = ["physical", "digital", "service", "voucher", "made_to_order"]
    package static let statuses = ["draft", "published", "archived"]
    /// Most featured products of a tenant.
    package static let featuredMax = 10
}
