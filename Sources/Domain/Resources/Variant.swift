internal import Text

/// One choice of a product's options, with its own SKU and price.
package struct Variant: Resource {
    package static let declaration = Declaration<Variant>()
    package static let shape = ResourceShape(
        name: "variants", singular: "variant", title: "Variants", labelField: "sku",
        uniqueKeys: [UniqueKey("SKU", ["sku"], sharedWith: ["products"])],
        defaultSort: ["sku"], lookupFields: ["sku"], rules: VariantRules.all)

    package let product = Field<Identifier?>(
        "product", "Product", .reference("products"), .required, .child, .indexed, .column(rank: 2))
    package let sku = Field<String>("sku", "SKU", .code(.sku), .keyed, .column(rank: 1))
    package let options = Field<Value>("options", "Options", .map(nil), .required, .column(rank: 3))
    package let gtin = Field<String>("gtin", "GTIN", .code(.gtin), .indexed, .alias("barcode"))
    package let price = Field<Int64?>("price", "Price", .money(currency: "currency"), .column(rank: 4))
    package let currency = Field<String>("currency", "Currency", .code(.currency), .merges(with: "price"))
    package let isEnabled = Field<Bool>("enabled", "Enabled", .boolean, .required, .standard(.boolean(true)))
    package let weight = Field<Int64?>("weight", "Weight", .quantity(.fixed("g")), .alias("weight_g"))
    package let position = Field<Int64?>("position", "Position", .integer(0...10_000))

    package init() {}
}

extension Record<Variant> {
    /// What variants with the same options share, however these are written.
    package var optionsKey: String {
        let entries = self.options.map.map { entry -> String in
            let number = entry.value.integer.map { String($0) }
            let truth = entry.value.boolean.map { $0 ? "yes" : "no" }
            let text: String = entry.value.text ?? number ?? truth ?? ""
            return Normal.key(entry.key) + "\u{1F}" + Normal.key(text)
        }
        return entries.sorted().joined(separator: "\u{1E}")
    }
}
