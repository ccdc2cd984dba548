internal import Domain
internal import SQLite
internal import Text

/// The next free numbers of SKU patterns: above the ones in use and above the ones given before.
enum SKUNumbers {
    private static let numberMax: Int64 = 1_000_000_000_000_000

    /// Makes the number known that a new product without a SKU will get.
    static func load(
        for values: [Value], _ resource: ResourceFacts, into facts: inout Facts, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        guard resource == Product.declaration.facts, values[Product.declaration.fields.sku.position].isNull else {
            return
        }
        let product = Record<Product>(values: values)
        guard let id = product.category, let category = facts.categories[id] else { return }
        let text = Record<Category>(values: category.values).skuPattern
        guard let pattern = SKUPattern(text: text), facts.nextNumber[text] == nil else { return }
        let taken = try max(inUse(pattern, connection), facts.givenNumber[text] ?? 0)
        facts.nextNumber[text] = try max(given(text, connection), taken + 1, 1)
    }

    private static func given(_ pattern: String, _ connection: borrowing Connection) throws(SQLiteError) -> Int64 {
        let statement = try connection.prepare("SELECT next FROM sku_counter WHERE pattern = ?")
        defer { statement.reset() }
        try statement.bind(pattern, 1)
        return try statement.step() ? min(statement.integer(0), numberMax) : 1
    }

    private static func inUse(_ pattern: SKUPattern, _ connection: borrowing Connection) throws(SQLiteError) -> Int64 {
        let prefix = Normal.key(pattern.prefix)
        let suffix = Normal.key(pattern.suffix)
        let statement = try connection.prepare(
            """
            SELECT max(CAST(substr(sku_key, length(?1) + 1, length(sku_key) - length(?1) - length(?2)) AS INTEGER))
            FROM product WHERE sku_key >= ?1 AND sku_key < ?1 || x'f4' AND deleted_at IS NULL
            AND sku_key GLOB ?1 || '[0-9]*' || ?2
            AND length(sku_key) - length(?1) - length(?2) <= \(SKUPattern.countedDigitsMax)
            """)
        defer { statement.reset() }
        try statement.bind(prefix, 1)
        try statement.bind(suffix, 2)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Keeps the numbers that were given, so that none is given again after a deletion.
    static func store(_ facts: Facts, _ connection: borrowing Connection) throws(SQLiteError) {
        for (pattern, next) in facts.nextNumber.sorted(by: { $0.key < $1.key }) {
            let statement = try connection.prepare(
                "INSERT INTO sku_counter VALUES (?, ?) ON CONFLICT DO UPDATE SET next = max(next, excluded.next)")
            try statement.bind(pattern, 1)
            try statement.bind(next, 2)
            try statement.run()
        }
    }
}
