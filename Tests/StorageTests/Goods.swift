// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Random products with many ties and many empty fields.
enum Goods {
    static let colours = ["", "", "red", "Red", "blue", "Grün", "grun", "100%", "a_b", "👩\u{200D}🎤 stage"]
    static let tags = ["wool", "Merino", "a,b", "sale", "50%", "été"]

    static func product(_ number: Int, in categories: [Identifier], _ random: inout SplitMix64) -> Record<Product> {
        var product = Record<Product>()
        product.name = "\(["apple", "Pear", "fig", "Öl"][Int.random(in: 0..<4, using: &random)]) \(number)"
        product.category = categories.randomElement(using: &random)
        if Bool.random(using: &random) { product.sku = "\(Bool.random(using: &random) ? "S" : "s")-\(number)" }
        if Bool.random(using: &random) { product.price = Int64.random(in: 1...4, using: &random) * 100 }
        product.status = product.price == nil ? "draft" : Product.statuses.randomElement(using: &random) ?? "draft"
        product.colour = colours.randomElement(using: &random) ?? ""
        product.currency = Bool.random(using: &random) ? "EUR" : "SEK"
        if Bool.random(using: &random) { product.taxRate = Int64.random(in: 0...2, using: &random) * 500 }
        if Bool.random(using: &random) { product.weight = Int64.random(in: 1...3, using: &random) * 1_000_000 }
        product.isEnabled = Bool.random(using: &random)
        product.tags = .set(of: tags.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
        product.metadata = metadata(&random)
        return product
    }

    private static func metadata(_ random: inout SplitMix64) -> Value {
        var entries: [MapEntry] = []
        switch Int.random(in: 0..<5, using: &random) {
        case 0: entries.append(MapEntry(key: "x", value: .integer(Int64.random(in: -1...12, using: &random))))
        case 1: entries.append(MapEntry(key: "x", value: .text("\(Int.random(in: 0...12, using: &random))")))
        case 2: entries.append(MapEntry(key: "x", value: .text(colours.randomElement(using: &random) ?? "")))
        case 3: entries.append(MapEntry(key: "x", value: .boolean(Bool.random(using: &random))))
        default: break
        }
        return .map(of: entries.filter { $0.value != .text("") })
    }

    /// A store with random products in three categories.
    static func shop(_ count: Int, _ random: inout SplitMix64) throws -> Shop {
        let shop = try Shop(seed: random.next())
        let categories = try ["B", "a", "C"].map { try shop.category($0) }
        var operations: [Domain.Operation] = []
        for number in 0..<count {
            let product = product(number, in: categories, &random)
            operations.append(.create(Product.declaration.facts, id: nil, values: product.values))
        }
        _ = try shop.writer.commit(Proposal(operations, origin: "form"))
        return shop
    }
}
