/// What a new store of an industry begins with, as ordinary records.
package enum Industries {
    package struct Starter: Sendable {
        package let name: String
        package let parent: String?
        package let skuPattern: String
        package let schema: [MapEntry]

        init(_ name: String, _ skuPattern: String = "", parent: String? = nil, schema: [String: String] = [:]) {
            self.name = name
            self.parent = parent
            self.skuPattern = skuPattern
            self.schema = schema.map { MapEntry(key: $0.key, value: .text($0.value)) }
        }
    }

    package static let names = ["yarn", "pottery", "wood", "candles", "leather", "jewellery", "general"]

    /// The categories of an industry, parents before their children; nil for one that is not known.
    package static func categories(_ industry: String) -> [Starter]? {
        switch industry {
        case "yarn":
            [
                Starter("Yarn", "YARN-{n:4}", schema: ["ply": "integer 1..12", "needle_mm": "decimal 1..25"]),
                Starter("Fibre", "FIBR-{n:4}"), Starter("Accessories", "ACC-{n:4}"), Starter("Garments", "GARM-{n:4}"),
                Starter("Kits", "KIT-{n:4}"), Starter("Patterns", "PAT-{n:4}"), Starter("Notions", "NOT-{n:4}"),
            ]
        case "pottery":
            [
                Starter("Tableware", "TAB-{n:4}", schema: ["volume_ml": "integer 1..20000"]),
                Starter("Mugs", "MUG-{n:4}", parent: "Tableware"), Starter("Bowls", "BOWL-{n:4}", parent: "Tableware"),
                Starter("Vases", "VASE-{n:4}"), Starter("Tiles", "TILE-{n:4}"), Starter("Glazes", "GLZ-{n:4}"),
            ]
        case "wood":
            [
                Starter("Kitchen", "KIT-{n:4}"), Starter("Furniture", "FUR-{n:4}"), Starter("Toys", "TOY-{n:4}"),
                Starter("Turned goods", "TRN-{n:4}"),
            ]
        case "candles":
            [
                Starter("Candles", "CAN-{n:4}", schema: ["burn_hours": "integer 1..500"]),
                Starter("Soap", "SOAP-{n:4}"),
                Starter("Balms", "BALM-{n:4}"), Starter("Gift sets", "GIFT-{n:4}"),
            ]
        case "leather":
            [
                Starter("Bags", "BAG-{n:4}"), Starter("Belts", "BELT-{n:4}"), Starter("Small goods", "SML-{n:4}"),
                Starter("Care", "CARE-{n:4}"),
            ]
        case "jewellery":
            [
                Starter("Rings", "RING-{n:4}", schema: ["ring_size": "decimal 30..80"]),
                Starter("Necklaces", "NECK-{n:4}"), Starter("Earrings", "EAR-{n:4}"),
                Starter("Bracelets", "BRAC-{n:4}"),
            ]
        case "general": [Starter("Goods", "GOOD-{n:4}"), Starter("Services", "SERV-{n:4}")]
        default: nil
        }
    }
}
