/// A node of the tree that products are sorted into; it says what its products must hold.
package struct Category: Resource {
    package static let declaration = Declaration<Category>()
    package static let shape = ResourceShape(
        name: "categories", singular: "category", title: "Categories", labelField: "name",
        uniqueKeys: [UniqueKey("category path", ["parent", "name"])],
        defaultSort: ["path"], lookupFields: ["path", "name"], rules: CategoryRules.all)

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .searchable(weight: 3), .column(rank: 2))
    package let parent = Field<Identifier?>("parent", "Parent", .reference("categories"))
    package let path = Field<String>(
        "path", "Path", .text(max: 4_000), .derived, .keyed, .sorted, .column(rank: 1))
    package let productType = Field<String?>("product_type", "Product type", .choice(Product.types))
    package let isActive = Field<Bool>("active", "Active", .boolean, .standard(.boolean(true)), .column(rank: 3))
    package let productsMax = Field<Int64?>("max_products", "Max products", .integer(0...1_000_000_000))
    package let priceMin = Field<Int64?>("price_min", "Lowest price", .money(currency: "currency"))
    package let priceMax = Field<Int64?>("price_max", "Highest price", .money(currency: "currency"))
    package let currency = Field<String>("currency", "Currency", .code(.currency))
    package let metadataSchema = Field<Value>("metadata_schema", "Fields of its products", .map(.schema))
    package let owner = Field<Identifier?>("owner", "Owner", .reference("members"))
    package let taxRate = Field<Int64?>("tax_rate", "Tax rate", .percent)
    package let skuPattern = Field<String>("sku_pattern", "SKU pattern", .code(.skuPattern))

    package init() {}

    /// The names of a path as a person may write it, parted by "/" or "›"; nil where nothing parts them.
    package static func names(inPath text: String) -> [String]? {
        let names = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "›" }
            .map { Trim.blanks(String($0)) }
        return names.count > 1 && names.allSatisfy { !$0.isEmpty } ? names : nil
    }

    /// The path of such a text in its one form.
    package static func path(of text: String) -> String? {
        names(inPath: text)?.joined(separator: pathSeparator)
    }

    /// What stands between the names of a path.
    package static let pathSeparator = " › "
    /// Deeper trees are refused.
    package static let depthMax = 12
}
