internal import Domain
internal import Host
internal import Storage
internal import Text

/// What a person should know of a change that was made all the same.
enum Warnings {
    /// Warnings that are shown; more are counted.
    private static let shownMax = 20

    /// SKUs that were taken over from deleted records since a moment.
    static func reusedSKUs(since moment: Int64, includingChanged: Bool, _ session: Session) throws -> [String] {
        let reused = try session.reader().reusedSKUs(
            since: moment, includingChanged: includingChanged, limit: shownMax + 1)
        let texts = reused.prefix(shownMax).map { record in
            "the SKU \(record.sku) was that of \(record.formerName), deleted from \(record.formerResource); "
                + "restoring that one will need another SKU"
        }
        return texts + (reused.count > shownMax ? ["more SKUs were those of deleted records"] : [])
    }

    /// Says them on standard error: the command is done all the same.
    static func say(_ warnings: [String]) {
        for warning in warnings {
            // Nobody is left to tell when standard error is gone.
            try? FileWriter.standardError().write("satchel: warning: \(Visible.neutral(warning))\n")
        }
    }
}
