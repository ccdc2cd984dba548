internal import Domain
internal import Storage

/// A month in the demo's workshop: two people, their commits, a mistake that was undone, an attempt that was denied.
final class DemoStory {
    private let clock: DemoClock
    private let paths: StorePaths
    private let surroundings: Surroundings
    private var workshop: Workshop
    private let ada: Writer
    private var categories: [String: Identifier] = [:]
    private var products: [(id: Identifier, values: Record<Product>)] = []

    static let seed: UInt64 = 20_261_114
    /// The month before today.
    private static let days: Int64 = 33

    /// Makes the store and its people. What the story tells is the same each time; `origin` gives the session and the
    /// ids, which are its own as those of any store: what is known of its journal outside it is kept under them.
    init(_ paths: StorePaths, today: Int64, origin: Surroundings) throws(StoreError) {
        let clock = DemoClock(midnight: today - Self.days * DemoClock.day, hour: 8)
        self.clock = clock
        self.paths = paths
        surroundings = Surroundings(
            session: origin.session, correlation: origin.correlation, now: { clock.now }, random: origin.random)
        workshop = Workshop(seed: Self.seed)
        ada = try StoreCreation.create(
            paths,
            StoreFounding(
                name: Workshop.name, currency: "EUR", industry: "yarn", memberName: "Ada Lindqvist", userName: "ada",
                deviceName: "workshop", host: "workshop", programVersion: Version.text, addsCategories: false),
            surroundings: surroundings)
    }

    /// Tells the whole month.
    func tell() throws(StoreError) {
        try addCategories()
        try addMara()
        clock.advance(DemoClock.hour)
        let mara = try Writer(paths: paths, surroundings: surroundings, actingAs: "mara")
        try stock(mara)
        try addVariants(mara)
        try publish(mara)
        try changePrices(mara)
        try importDelivery()
        try mistakes(mara)
        try archive()
        try addViews()
        try ada.checkpoint()
    }

    @discardableResult
    private func commit(_ writer: Writer, _ operations: [Operation], _ reason: String? = nil) throws(StoreError)
        -> Receipt
    {
        let receipt = try writer.commit(Proposal(operations, reason: reason, origin: Origin.commandLine))
        clock.advance(workshop.number(3...50) * DemoClock.minute)
        return receipt
    }

    /// On to the next morning, and now and then over a day off.
    private func nextDay() {
        let isDayOff = workshop.number(1...4) == 1
        clock.advanceToHour(8, days: isDayOff ? 2 : 1)
        clock.advance(workshop.number(0...90) * DemoClock.minute)
    }

    private func addCategories() throws(StoreError) {
        for shelf in Workshop.shelves {
            var category = Record<Category>()
            category.name = shelf.name
            category.parent = shelf.parent.flatMap { categories[$0] }
            category.skuPattern = shelf.skuPattern
            category.metadataSchema = .map(of: shelf.schema.map { MapEntry(key: $0.0, value: .text($0.1)) })
            let receipt = try commit(
                ada, [.create(Category.declaration.facts, id: nil, values: category.values)], "setting up")
            categories[shelf.name] = receipt.records.first
        }
    }

    private func addMara() throws(StoreError) {
        let reader = try Reader(paths: paths, as: .program)
        var mara = Record<Member>()
        mara.name = "Mara Okafor"
        mara.userName = "mara"
        mara.email = "mara@larkandloam.example"
        mara.roles = .set(of: [try reader.find("crafter", in: Role.declaration.facts).id.text])
        let receipt = try commit(ada, [.create(Member.declaration.facts, id: nil, values: mara.values)], "Mara joins")
        var policy = Record<Policy>()
        policy.name = "Mara chooses what is featured"
        policy.member = receipt.records.first
        policy.permission = "products:feature"
        policy.effect = "allow"
        try commit(ada, [.create(Policy.declaration.facts, id: nil, values: policy.values)])
    }

    /// New goods, shelf by shelf over two weeks, by both of them.
    private func stock(_ mara: Writer) throws(StoreError) {
        let partCount = 9
        for (place, shelf) in Workshop.shelves.enumerated() {
            guard let category = categories[shelf.name] else { continue }
            let goods = workshop.products(shelf, category: category)
            for start in stride(from: 0, to: goods.count, by: partCount) {
                let part = Array(goods[start..<min(start + partCount, goods.count)])
                let writer = (place + start / partCount).isMultiple(of: 2) ? ada : mara
                let receipt = try commit(
                    writer, part.map { .create(Product.declaration.facts, id: nil, values: $0.values) },
                    "new on the shelf")
                products += zip(receipt.records, part).map { ($0, $1) }
            }
            nextDay()
        }
    }

    private func addVariants(_ mara: Writer) throws(StoreError) {
        let garments = products.filter { $0.values.category == categories["Garments"] }
        let reader = try Reader(paths: paths, as: .program)
        for garment in garments.prefix(6) {
            guard let stored = try reader.record(garment.id, in: Product.declaration.facts) else { continue }
            let sku = Record<Product>(values: stored.values).sku
            let sizes = ["S", "M", "L"].enumerated().map { place, size -> Operation in
                var variant = Record<Variant>()
                variant.product = garment.id
                variant.sku = "\(sku)-\(size)"
                variant.options = .map(of: [MapEntry(key: "size", value: .text(size))])
                variant.price = (garment.values.price ?? 0) + Int64(place) * 200
                variant.position = Int64(place)
                return .create(Variant.declaration.facts, id: nil, values: variant.values)
            }
            try commit(mara, sizes, "sizes of \(garment.values.name)")
        }
        nextDay()
    }

    /// Most drafts go on sale, some stay.
    private func publish(_ mara: Writer) throws(StoreError) {
        let partCount = 25
        let ready = products.filter { _ in workshop.number(1...100) > 12 }
        for start in stride(from: 0, to: ready.count, by: partCount) {
            let part = ready[start..<min(start + partCount, ready.count)]
            try commit(
                (start / partCount).isMultiple(of: 2) ? mara : ada,
                part.map { update($0.id, "status", .text("published")) }, "on sale")
            if (start / partCount).isMultiple(of: 3) { nextDay() }
        }
        try commit(mara, ready.prefix(4).map { update($0.id, "featured", .boolean(true)) }, "for the window")
    }

    private func update(_ id: Identifier, _ field: String, _ value: Value) -> Operation {
        .update(Product.declaration.facts, id: id, edits: [Edit(field: field, value: value)])
    }

    private func changePrices(_ mara: Writer) throws(StoreError) {
        nextDay()
        let yarn = products.filter { $0.values.category == categories["Yarn"] }
        try commit(
            ada, yarn.map { update($0.id, "price", .integer(($0.values.price ?? 0) + 100)) }, "wool has become dearer")
        for turn in 0..<14 {
            let product = products[Int(workshop.number(0...Int64(products.count - 1)))]
            let price = (product.values.price ?? 1_000) / 50 * 50 + workshop.number(-3...6) * 50
            try commit(
                workshop.number(0...1) == 0 ? ada : mara, [update(product.id, "price", .integer(max(100, price)))])
            if turn.isMultiple(of: 4) { nextDay() }
        }
    }

    /// A supplier's list comes in as one group, as a file does.
    private func importDelivery() throws(StoreError) {
        nextDay()
        guard let category = categories["Fibre"] else { return }
        try ada.event(.importStarted, resource: Product.shape.name, detail: "delivery.csv")
        let names = [
            "Norwegian carded wool", "Flax top", "Ramie top", "Camel down", "Gotland locks", "Teeswater locks",
        ]
        try ada.group(origin: Origin.importing, reason: "import delivery.csv") { (group) throws(StoreError) in
            let operations = names.map { name -> Operation in
                var product = Record<Product>()
                product.name = name
                product.category = category
                product.price = workshop.number(8...26) * 100
                product.weight = 100_000_000
                product.tags = .set(of: ["spinning"])
                return .create(Product.declaration.facts, id: group.makeIdentifier(), values: product.values)
            }
            try group.write(Proposal(operations, origin: Origin.importing))
        }
        try ada.event(
            .imported, resource: Product.shape.name, detail: "delivery.csv: \(names.count) created, 0 updated")
    }

    /// A wrong price that is taken back, and a purge that Mara may not do.
    private func mistakes(_ mara: Writer) throws(StoreError) {
        nextDay()
        let mugs = products.filter { $0.values.category == categories["Mugs"] }
        try commit(mara, mugs.map { update($0.id, "price", .integer(260)) }, "mugs are 26 now")
        _ = try mara.undo()
        clock.advance(5 * DemoClock.minute)
        do throws(StoreError) {
            _ = try mara.commit(
                Proposal([.purge(Product.declaration.facts, id: products[0].id)], origin: Origin.commandLine))
        } catch {
            // The refusal is what the audit log is to show.
            guard case .denied = error else { throw error }
        }
        nextDay()
        for product in products.filter({ $0.values.composition == "Stoneware" }).prefix(5) {
            try commit(
                mara, [update(product.id, "description", .text("Fired to 1260 °C. Safe for oven and dishwasher."))],
                "after the oven test")
        }
    }

    private func archive() throws(StoreError) {
        nextDay()
        let old = products.filter { _ in workshop.number(1...100) <= 8 }
        try commit(ada, old.map { update($0.id, "status", .text("archived")) }, "out of the range")
        try commit(ada, products.suffix(3).map { .delete(Product.declaration.facts, id: $0.id) }, "broken in the kiln")
    }

    private func addViews() throws(StoreError) {
        for (name, filter, sort) in [
            ("On sale", "status=published", "name"), ("Drafts", "status=draft", "-updated"),
            ("Dear yarn", "category=Yarn price>=30", "-price"),
        ] {
            var view = Record<SavedView>()
            view.name = name
            view.resource = Product.shape.name
            view.filter = filter
            view.sort = sort
            view.columns = "sku,name,price,status"
            try commit(ada, [.create(SavedView.declaration.facts, id: nil, values: view.values)])
        }
    }
}
