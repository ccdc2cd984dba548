// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

/// How a store keeps its prices, and which tax rates it knows, in hundredths of a per cent.
package struct TaxTerms: Equatable, Sendable {
    package let includesTax: Bool
    package let usualRate: Int64?
    /// The rates of categories; those without one have that of the nearest above them.
    package let rates: [Identifier: Int64]

    /// Whether a price with tax and one without can differ.
    package var hasRates: Bool { usualRate ?? 0 > 0 || rates.values.contains { $0 > 0 } }

    init(_ connection: borrowing Connection) throws(SQLiteError) {
        let settings = try connection.allRecords(of: Settings.declaration.facts).first { !$0.isDeleted }
            .map { Record<Settings>(values: $0.values) }
        includesTax = settings?.pricesIncludeTax ?? true
        usualRate = settings?.taxRate
        var categories: [Identifier: Record<Category>] = [:]
        for record in try connection.allRecords(of: Category.declaration.facts) {
            categories[record.id] = Record<Category>(values: record.values)
        }
        rates = categories.reduce(into: [:]) { rates, entry in
            var next: Record<Category>? = entry.value
            var depth = 0
            while let category = next, depth <= Category.depthMax {
                if let rate = category.taxRate {
                    rates[entry.key] = rate
                    return
                }
                next = category.parent.flatMap { categories[$0] }
                depth += 1
            }
        }
    }
}

extension GroupWriter {
    /// What is needed to turn prices with tax into prices without, and back.
    package func taxTerms() throws(StoreError) -> TaxTerms {
        try attempt { () throws(SQLiteError) in try TaxTerms(connection) }
    }
}

extension Reader {
    /// As the writer's.
    package func taxTerms() throws(StoreError) -> TaxTerms {
        try attempt { () throws(SQLiteError) in try TaxTerms(connection) }
    }
}
