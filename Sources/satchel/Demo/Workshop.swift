internal import Domain

/// What the demo's workshop sells: yarn, fibre, knitwear and pottery. The same seed gives the same goods.
struct Workshop {
    /// A category with how many products it gets.
    struct Shelf {
        let name: String
        let parent: String?
        let skuPattern: String
        let schema: [(String, String)]
        let productCount: Int

        init(
            _ name: String, _ skuPattern: String, _ productCount: Int, parent: String? = nil,
            schema: [(String, String)] = []
        ) {
            self.name = name
            self.parent = parent
            self.skuPattern = skuPattern
            self.schema = schema
            self.productCount = productCount
        }
    }

    static let name = "Lark & Loam"
    static let shelves = [
        Shelf("Yarn", "YARN-{n:4}", 64, schema: [("ply", "integer 1..12"), ("needle_mm", "decimal 1..25")]),
        Shelf("Fibre", "FIBR-{n:4}", 18),
        Shelf("Garments", "GARM-{n:4}", 28, schema: [("wash", "one:hand|machine|dry")]),
        Shelf("Kits", "KIT-{n:4}", 14),
        Shelf("Tableware", "TAB-{n:4}", 16, schema: [("dishwasher", "yes/no default=yes")]),
        Shelf("Mugs", "MUG-{n:4}", 26, parent: "Tableware", schema: [("volume_ml", "integer 50..1000")]),
        Shelf("Bowls", "BOWL-{n:4}", 20, parent: "Tableware", schema: [("volume_ml", "integer 50..5000")]),
        Shelf("Vases", "VASE-{n:4}", 14),
    ]

    private var generator: SplitMix64
    private var taken: Set<String> = []

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    private mutating func pick<T>(_ choices: [T]) -> T {
        choices[Int(generator.next() % UInt64(choices.count))]
    }

    /// A number of a range, for prices and dice.
    mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(generator.next() % UInt64(range.count))
    }

    /// The products of a shelf, as drafts.
    mutating func products(_ shelf: Shelf, category: Identifier) -> [Record<Product>] {
        var products: [Record<Product>] = []
        while products.count < shelf.productCount {
            var product = Record<Product>()
            product.category = category
            switch shelf.name {
            case "Yarn": yarn(&product)
            case "Fibre": fibre(&product)
            case "Garments": garment(&product)
            case "Kits": kit(&product)
            default: pot(&product, shelf.name)
            }
            guard taken.insert(product.name).inserted else { continue }
            products.append(product)
        }
        return products
    }

    private static let colours = [
        "Indigo", "Moss", "Crème", "Ochre", "Heather", "Rust", "Ivory", "Dusk", "Fjord", "Madder", "Weld", "Slate",
        "Bilberry", "Øre red", "Zürich blue", "Woad",
    ]
    private static let glazes = [
        "Celadon", "Tenmoku", "Oatmeal", "Chun blue", "Shino", "Iron red", "Speckled white", "Ash", "Copper green",
    ]

    private mutating func yarn(_ product: inout Record<Product>) {
        let bases: [(String, String, Int64, Int64, Int64, String)] = [
            ("Merino DK", "100% merino", 4, 100, 2_450, "4"),
            ("Merino Sock", "75% merino, 25% nylon", 4, 100, 2_650, "2.5"),
            ("Alpaca Lace", "70% alpaca, 30% silk", 2, 50, 2_900, "2"),
            ("Silk Mohair", "72% mohair, 28% silk", 1, 25, 1_950, "3.5"),
            ("Highland Aran", "100% wool", 3, 100, 1_850, "5"), ("Linen Sport", "100% linen", 3, 100, 2_100, "3.25"),
            ("Cashmere Fingering", "100% cashmere", 3, 50, 4_800, "3"),
        ]
        let base = pick(bases)
        let colour = pick(Self.colours)
        product.name = "\(base.0) \(colour)"
        product.colour = colour
        product.composition = base.1
        product.price = base.4
        product.weight = base.3 * 1_000_000
        product.unit = "skein"
        product.reorderLevel = number(3...12) * 1_000_000
        product.country = pick(["SE", "PE", "GB", "IS", "NO"])
        product.tags = .set(of: [
            "hand-dyed", pick(["soft", "rustic", "shiny", "sock"]), pick(["autumn", "new", "classic"]),
        ])
        product.metadata = .map(of: [
            MapEntry(key: "ply", value: .integer(base.2)), MapEntry(key: "needle_mm", value: .text(base.5)),
        ])
        product.description =
            "\(base.0) in \(colour.lowercased()), dyed in small lots. Ask for one lot for a whole garment."
    }

    private mutating func fibre(_ product: inout Record<Product>) {
        let base = pick([
            ("Merino top", 1_250), ("Shetland roving", 980), ("Blue-faced Leicester top", 1_400),
            ("Tussah silk brick", 2_200),
        ])
        let colour = pick(Self.colours)
        product.name = "\(base.0) \(colour)"
        product.colour = colour
        product.price = Int64(base.1)
        product.weight = 100_000_000
        product.tags = .set(of: ["spinning", pick(["felting", "weaving"])])
        product.description = "100 g, combed, ready to spin."
    }

    private mutating func garment(_ product: inout Record<Product>) {
        let kind = pick([
            ("Cowl", 4_800), ("Fair Isle hat", 5_600), ("Mittens", 3_900), ("Shawl", 12_500), ("Yoke pullover", 24_000),
            ("Socks", 2_900),
        ])
        let colour = pick(Self.colours)
        product.name = "\(kind.0) \(colour)"
        product.colour = colour
        product.price = Int64(kind.1)
        product.type = kind.0 == "Yoke pullover" ? "made_to_order" : "physical"
        product.composition = "100% wool"
        product.tags = .set(of: ["handmade", pick(["winter", "gift", "market"])])
        product.metadata = .map(of: [MapEntry(key: "wash", value: .text(pick(["hand", "machine", "dry"])))])
    }

    private mutating func kit(_ product: inout Record<Product>) {
        let kind = pick([
            "First socks", "Colourwork hat", "Shawl for beginners", "Spindle starter", "Mending", "Pinch pot",
        ])
        let colour = pick(Self.colours)
        product.name = "\(kind) kit, \(colour.lowercased())"
        product.colour = colour
        product.price = number(24...68) * 100 + 50
        product.unit = "set"
        product.tags = .set(of: ["kit", "gift"])
        product.description = "Everything in one box: material, tools and printed instructions."
    }

    private mutating func pot(_ product: inout Record<Product>, _ shelf: String) {
        let kinds: [String: [(String, Int64, Int64)]] = [
            "Tableware": [
                ("Dinner plate", 3_400, 0), ("Side plate", 2_200, 0), ("Butter dish", 4_200, 0), ("Teapot", 7_800, 0),
            ],
            "Mugs": [
                ("Mug", 2_600, 320), ("Espresso cup", 1_900, 80), ("Tumbler", 2_100, 250), ("Tankard", 3_300, 500),
            ],
            "Bowls": [
                ("Soup bowl", 2_800, 600), ("Ramen bowl", 3_600, 1_100), ("Serving bowl", 5_900, 2_400),
                ("Yarn bowl", 4_600, 1_600),
            ],
            "Vases": [("Bud vase", 2_400, 0), ("Moon jar", 14_500, 0), ("Bottle vase", 6_200, 0)],
        ]
        let kind = pick(kinds[shelf] ?? [("Pot", 2_000, 0)])
        let glaze = pick(Self.glazes)
        product.name = "\(kind.0) \(glaze)\(pick(["", "", " tall", " small", " faceted"]))"
        product.colour = glaze
        product.price = kind.1 + number(0...4) * 50
        product.weight = number(180...1_400) * 1_000_000
        product.composition = "Stoneware"
        product.country = "SE"
        product.tags = .set(of: [
            "stoneware", pick(["wheel-thrown", "hand-built"]), pick(["gift", "kitchen", "market"]),
        ])
        if kind.2 > 0 { product.metadata = .map(of: [MapEntry(key: "volume_ml", value: .integer(kind.2))]) }
        product.description = "Fired to 1260 °C. Food-safe \(glaze.lowercased()) glaze; each piece differs a little."
    }
}
