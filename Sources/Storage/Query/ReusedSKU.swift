internal import Domain
internal import SQLite

/// A live record that has the SKU of a deleted one.
package struct ReusedSKU: Sendable, Equatable {
    package let sku: String
    /// What the deleted record is known by, where it may be read.
    package let formerName: String
}

extension Reader {
    /// Deleted records that are looked at, the newest: this is a hint, and a trash of a million must not slow a save.
    private static let deletedMax = 10_000

    /// Live records that took the SKU of a deleted one: made since a moment, or changed since it where that is asked.
    package func reusedSKUs(since moment: Int64, includingChanged: Bool, limit: Int) throws(StoreError) -> [ReusedSKU] {
        let resources = [Product.declaration.facts, Variant.declaration.facts]
        try look()
        return try attempt { () throws(SQLiteError) in
            var found: [ReusedSKU] = []
            for former in resources {
                for resource in resources where found.count < limit {
                    let statement = try connection.prepareOnce(
                        """
                        SELECT r.sku, d.\(former.shape.labelField), d.id FROM (
                            SELECT * FROM \(former.shape.singular) WHERE deleted_at IS NOT NULL
                            ORDER BY deleted_at DESC LIMIT \(Self.deletedMax)
                        ) AS d JOIN \(resource.shape.singular) AS r
                        ON r.sku_key = d.sku_key AND r.deleted_at IS NULL
                        WHERE r.\(includingChanged ? "updated_at" : "created_at") >= ?1
                        GROUP BY r.n ORDER BY r.n LIMIT \(limit - found.count)
                        """)
                    try statement.bind(moment, 1)
                    while try statement.step() {
                        let isSeen = try statement.identifier(2).map { (id) throws(SQLiteError) in
                            try sight.shows(id, in: former, connection)
                        }
                        let name = isSeen == true ? statement.optionalText(1) ?? "" : FailureRule.hiddenHolder
                        found.append(ReusedSKU(sku: statement.optionalText(0) ?? "", formerName: name))
                    }
                }
            }
            return found
        }
    }
}
