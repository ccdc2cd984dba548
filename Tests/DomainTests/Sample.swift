// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import Glibc

/// Fixed ids, records and files that the tests of this target share.
enum Sample {
    static let first = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)
    static let second = Identifier(high: 0x0193_2A5B_C4D8_7002, low: 0x8000_0000_0000_0002)
    static let third = Identifier(high: 0x0193_2A5B_C4D8_7003, low: 0x8000_0000_0000_0003)

    /// The seed of random tests: SATCHEL_SEED, or a fixed one. Printed, so that a failure can be repeated.
    static func seed(_ name: String) -> UInt64 {
        let given = getenv("SATCHEL_SEED").flatMap { UInt64(String(cString: $0)) }
        let seed = given ?? 20_261_121
        print("\(name): SATCHEL_SEED=\(seed)")
        return seed
    }

    static let context = FilterViewpoint(
        currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: first)

    static func yarn() -> Record<Product> {
        var product = Record<Product>()
        product.sku = "YARN-0001"
        product.name = "Blue \"Sky\" Ä"
        product.category = second
        product.price = 1_250
        product.currency = "EUR"
        product.unit = "skein"
        product.reorderLevel = 5_000_000
        product.weight = 100_000_000
        product.isTracked = true
        product.tags = .set(of: ["wool", "merino", "wool"])
        product.metadata = .map(of: [
            MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "shade", value: .text("Ä\n")),
            MapEntry(key: "sale", value: .boolean(true)),
        ])
        return product
    }

    /// The payload of a change, with a salt of sixteen times 7 for every personal value.
    static func payload(_ change: Change) -> (text: String, personal: [PersonalValue]) {
        var writer = PayloadWriter(salt: { [UInt8](repeating: 7, count: 16) })
        writer.write(change)
        return (writer.json.text, writer.personal)
    }

    static func fields(of resource: ResourceFacts, _ values: [Value]) -> Change {
        Change(resource: resource, record: first, action: .created, before: nil, after: values)
    }
}
