/// The names closest to a mistyped one.
package enum Nearest {
    /// Longer texts are no mistyped name.
    private static let lengthMax = 200
    private static let shortMax = 5

    /// At most three names whose edit distance to `name` is small, without regard to case, best first.
    package static func names(to name: String, among names: [String]) -> [String] {
        guard !name.isEmpty, name.count <= lengthMax else { return [] }
        // Of a short name one slip is what leaves it known.
        let limit = name.count <= shortMax ? 1 : max(2, name.count / 3)
        let wanted = name.lowercased()
        return names.map { (distance(wanted, $0.lowercased()), $0) }
            .filter { ($0.0 <= limit && $0.0 < max(name.count, 2)) || $0.1.lowercased().hasPrefix(wanted) }
            .sorted { $0 < $1 }
            .prefix(3).map(\.1)
    }

    /// How many slips lie between two texts: a letter more, less, another, or two that changed places (optimal string
    /// alignment).
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var before: [Int] = []
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var next = [i + 1]
            for (j, b) in right.enumerated() {
                var best = min(row[j + 1] + 1, next[j] + 1, row[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = min(best, before[j - 1] + 1) }
                next.append(best)
            }
            before = row
            row = next
        }
        return row[right.count]
    }
}
