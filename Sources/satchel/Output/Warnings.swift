internal import Domain
internal import Host
internal import Storage
internal import Text

/// What a person should know of a change that was made all the same.
enum Warnings {
    /// Warnings that are shown; more are counted.
    static let shownMax = 20

    /// SKUs that were taken over from deleted records since a moment. The change stands: that this cannot be looked up
    /// says nothing against it.
    static func reusedSKUs(since moment: Int64, includingChanged: Bool, _ session: Session) -> [String] {
        let found = try? session.reader().reusedSKUs(
            since: moment, includingChanged: includingChanged, limit: shownMax + 1)
        let reused = found ?? []
        let texts = reused.prefix(shownMax).map { sentence("SKU", $0.sku, $0.formerName) }
        return texts + (reused.count > shownMax ? ["more SKUs were those of deleted records"] : [])
    }

    /// What it means that a record took a key over from a deleted one.
    static func sentence(_ key: String, _ value: String, _ former: String) -> String {
        "\(key) \(value) belonged to \(former), which is deleted and cannot come back while this one has it"
    }

    /// Says them on standard error: the command is done all the same.
    static func say(_ warnings: [String]) {
        for warning in warnings {
            // Nobody is left to tell when standard error is gone.
            try? FileWriter.standardError().write("satchel: \(Visible.neutral(warning))\n")
        }
    }
}
