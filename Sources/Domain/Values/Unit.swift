/// A unit of quantity with its dimension and an exact factor to the dimension's base unit.
package struct Unit: Hashable, Sendable {
    package enum Dimension: String, Sendable {
        case count, mass, length, volume, time
    }

    package let code: String
    package let dimension: Dimension
    /// One of this unit is numerator / denominator of the base unit (piece, g, m, l, h).
    package let numerator: Int64
    package let denominator: Int64
    /// Whole units refuse fractions.
    package let isWhole: Bool

    /// A unit by its code or a known alias; nil for one that is not known.
    package init?(code: String) {
        let name = Self.aliases[code.lowercased()] ?? code.lowercased()
        guard let unit = Self.all.first(where: { $0.code == name }) else { return nil }
        self = unit
    }

    private init(
        _ code: String, _ dimension: Dimension, _ numerator: Int64, _ denominator: Int64 = 1, whole: Bool = false
    ) {
        self.code = code
        self.dimension = dimension
        self.numerator = numerator
        self.denominator = denominator
        isWhole = whole
    }

    private static let aliases = [
        "pcs": "piece", "pc": "piece", "pieces": "piece", "stk": "piece", "st": "piece", "each": "piece", "ea": "piece",
        "grams": "g", "gram": "g", "kilogram": "kg", "meter": "m", "metre": "m", "yards": "yd", "yard": "yd",
        "litre": "l", "liter": "l", "pairs": "pair", "sets": "set", "skeins": "skein", "balls": "ball", "hour": "h",
    ]

    /// All units, in the order they are offered. 1 yd = 9144/10000 m, 1 lb = 45359237/100000 g (international pound).
    package static let all: [Unit] = [
        Unit("piece", .count, 1, whole: true), Unit("pair", .count, 1, whole: true),
        Unit("set", .count, 1, whole: true), Unit("skein", .count, 1, whole: true),
        Unit("ball", .count, 1, whole: true),
        Unit("g", .mass, 1), Unit("kg", .mass, 1_000), Unit("lb", .mass, 45_359_237, 100_000),
        Unit("oz", .mass, 45_359_237, 1_600_000),
        Unit("m", .length, 1), Unit("cm", .length, 1, 100), Unit("yd", .length, 9_144, 10_000),
        Unit("l", .volume, 1), Unit("ml", .volume, 1, 1_000), Unit("fl oz", .volume, 473_176_473, 16_000_000_000),
        Unit("tbsp", .volume, 473_176_473, 32_000_000_000), Unit("tsp", .volume, 473_176_473, 96_000_000_000),
        Unit("h", .time, 1),
    ]

    package static let codes = all.map(\.code)

    /// The units that a quantity in this one may be given in, itself first.
    package var convertible: [Unit] {
        dimension == .count ? [self] : [self] + Self.all.filter { $0.dimension == dimension && $0 != self }
    }

    /// A number in another unit as one in this unit, to the nearest whole number, of two equally near ones the even one
    /// (half even). Nil where the units measure different things, or the result is too large.
    func nearest(_ number: Int64, of other: Unit) -> Int64? {
        guard other.dimension == dimension, dimension != .count else { return other == self ? number : nil }
        let factor = Int128(other.numerator) * Int128(denominator)
        let divisor = Int128(other.denominator) * Int128(numerator)
        let (product, isOver) = Int128(number).multipliedReportingOverflow(by: factor)
        if isOver { return nil }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
        let twice = remainder.magnitude * 2
        let isUp = twice > divisor.magnitude || (twice == divisor.magnitude && !quotient.isMultiple(of: 2))
        return Int64(exactly: isUp ? quotient + (product < 0 ? -1 : 1) : quotient)
    }
}
