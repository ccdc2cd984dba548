// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Random bulk edits against the same edits made one by one in a second store, and against their previews.
struct BulkModelTests {
    /// Two stores that were filled alike.
    private final class Pair {
        let bulk: Shop
        let single: Shop
        var categories: [Identifier] = []
        var ids: [Identifier] = []

        init(_ random: inout SplitMix64) throws {
            let seed = random.next()
            bulk = try Shop(seed: seed)
            single = try Shop(seed: seed)
            let max = Int64.random(in: 20...400, using: &random)
            for name in ["Yarn", "Felt", "Kits"] {
                let made = try both { shop in
                    try shop.category(name) { if name == "Kits" { $0.productsMax = max } }
                }
                categories.append(made)
            }
            let count = Int.random(in: 450...700, using: &random)
            let numbers = (0..<count).map { _ in
                (
                    Int.random(in: 0..<2, using: &random), Int.random(in: 0..<400, using: &random),
                    Bool.random(using: &random)
                )
            }
            var taken: Set<[Int]> = []
            var operations: [Domain.Operation] = []
            for (index, number) in numbers.enumerated() where taken.insert([number.0, number.1]).inserted {
                let id = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0000 + UInt64(index))
                ids.append(id)
                operations.append(
                    Shop.create(Product.self, id: id) {
                        $0.name = "P\(number.1)"
                        $0.category = categories[number.0]
                        $0.price = number.2 ? 500 : nil
                        $0.currency = number.1.isMultiple(of: 7) ? "JPY" : "EUR"
                    })
            }
            _ = try both { shop in try shop.writer.commit(Proposal(operations, origin: "import")).group }
        }

        @discardableResult
        func both<T: Equatable>(_ body: (Shop) throws -> T) throws -> T {
            let made = try body(bulk)
            let other = try body(single)
            #expect(made == other)
            return made
        }

        /// What products hold, by id.
        static func state(_ shop: Shop) throws -> [Identifier: [Value]] {
            var state: [Identifier: [Value]] = [:]
            for filter in [Filter.all, .deleted] {
                try shop.reader().stream(Query(resource: "products", filter: filter, limit: .max)) { record in
                    state[record.id] = record.values + [.boolean(record.isDeleted)]
                }
            }
            return state
        }
    }

    @Test func `a bulk edit leaves what the same edits leave one by one, and its preview said so`() throws {
        var random = SplitMix64(seed: Seed.of("bulk edits"))
        for round in 0..<4 {
            let pair = try Pair(&random)
            for step in 0..<8 {
                let edit = self.edit(&random, pair)
                try check(edit, pair, "round \(round), step \(step): \(edit.action)")
            }
            try pair.bulk.expectIntact()
        }
    }

    private func edit(_ random: inout SplitMix64, _ pair: Pair) -> BulkEdit {
        let action: BulkEdit.Action =
            switch Int.random(in: 0..<8, using: &random) {
            case 0: .set([Assignment("status", wish: .text("published"))])
            case 1: .set([Assignment("name", wish: .text("P\(Int.random(in: 0..<300, using: &random))"))])
            case 2: .set([Assignment("price", wish: .text("1.50")), Assignment("colour", wish: .text("red"))])
            case 3: .set([Assignment("category", wish: .value(.identifier(pair.categories[0])))])
            case 4: .delete
            case 5: .restore
            default: .transfer(to: pair.categories[Int.random(in: 0..<3, using: &random)])
            }
        let ids = pair.ids.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
        let filter = Filter.compare(.init(field: "price"), .greater, .integer(0))
        let selection: BulkEdit.Selection =
            switch Int.random(in: 0..<3, using: &random) {
            case 0: .records(ids)
            case 1: .matching(.all, except: Set(pair.ids.prefix(5)))
            default: .matching(filter, except: [])
            }
        return BulkEdit(action, Product.declaration.facts, selection, origin: "form")
    }

    private func check(_ edit: BulkEdit, _ pair: Pair, _ place: String) throws {
        let before = try Pair.state(pair.bulk)
        let preview = try pair.bulk.reader().preview(edit, rowsMax: .max)
        #expect(
            preview.changeCount + preview.sameCount + preview.failureCount == preview.recordCount, "\(place)")
        if preview.failureCount > 0 {
            #expect(refusal { _ = try pair.bulk.writer.run(edit) } != nil, "\(place)")
            #expect(try Pair.state(pair.bulk) == before, "\(place)")
        }
        let result = try pair.bulk.writer.run(edit.leavingOut(preview.refused))
        #expect(result.changedCount == preview.changeCount, "\(place)")
        let after = try Pair.state(pair.bulk)
        for row in preview.rows {
            #expect(row.after == after[row.record].map { Array($0.dropLast()) }, "\(place): \(row.name)")
        }
        #expect(try Set(runOneByOne(edit, pair.single)) == Set(preview.refused), "\(place)")
        #expect(try Pair.state(pair.single) == after, "\(place)")
    }

    /// Writes the edit record by record; answers those that were refused.
    private func runOneByOne(_ edit: BulkEdit, _ shop: Shop) throws -> [Identifier] {
        let steps = BulkSteps(edit, currency: "EUR")
        var records: [StoredRecord] = []
        switch edit.selection {
        case .records(let ids): records = try ids.compactMap { try shop.stored(Product.self, $0) }
        case .matching(let filter, let except):
            let filter = edit.action == .restore ? Filter.and([.deleted, filter]) : filter
            try shop.reader().stream(Query(resource: "products", filter: filter, limit: .max)) { record in
                if !except.contains(record.id) { records.append(record) }
            }
        }
        var refused: [Identifier] = []
        for record in records {
            switch steps.step(for: record) {
            case .nothing: continue
            case .refused: refused.append(record.id)
            case .write(let operation):
                if refusal({ try shop.commit(operation) }) != nil { refused.append(record.id) }
            }
        }
        return refused
    }
}
