// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Storage

/// Turns the prices of a file into those that the store keeps: with the tax, or without it.
struct PriceConversion: Sendable {
    private let terms: PriceTerms
    private let store: TaxTerms
    private let prices: [Int]
    private let taxRate: Int
    private let category: Int

    /// Nil where the file's prices are as the store keeps its own, or it has none.
    init?(_ options: ImportOptions, _ store: TaxTerms) {
        guard let terms = options.prices, terms != PriceTerms(includesTax: store.includesTax),
            options.resource == Product.declaration.facts
        else { return nil }
        let fields = Product.declaration.fields
        self.terms = terms
        self.store = store
        prices = [fields.price.position, fields.compareAtPrice.position]
        taxRate = fields.taxRate.position
        category = fields.category.position
    }

    /// Converts what a row gives; what it leaves open its record says. Answers the price that cannot be converted.
    func apply(_ values: inout [Value], of record: StoredRecord? = nil) -> FieldFacts? {
        func known(_ position: Int) -> Value {
            values[position].isNull ? record?.values[position] ?? .null : values[position]
        }
        let rate = known(taxRate).integer ?? known(category).identifier.flatMap { store.rates[$0] } ?? store.usualRate
        for position in prices {
            guard let price = values[position].integer else { continue }
            let to = PriceTerms(includesTax: store.includesTax)
            guard let rate, let converted = terms.converted(price, to: to, taxRate: rate) else {
                return Product.declaration.facts.fields[position]
            }
            values[position] = .integer(converted)
        }
        return nil
    }
}
