// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Values that are given once and mean something for each record.
struct AssignmentTests {
    private let facts = Product.declaration.facts

    private func read(_ assignments: Assignment..., of record: Record<Product>?) -> (
        edits: [Edit], rules: [FailureRule]
    ) {
        let reading = AssignmentReading(assignments, of: facts, currency: "EUR")
        let (edits, failures) = reading.edits(of: record?.values, name: "it")
        return (edits, failures.map(\.rule))
    }

    @Test func `an amount is read in the currency of the record, of the change, or of the store`() {
        var yen = Record<Product>()
        yen.currency = "JPY"
        let price = Assignment("price", wish: .text("12"))
        let dinar = Assignment("currency", wish: .text("kwd"))
        #expect(read(price, of: yen).edits == [Edit(field: "price", value: .integer(12))])
        #expect(read(price, of: nil).edits == [Edit(field: "price", value: .integer(1_200))])
        #expect(
            read(dinar, price, of: yen).edits == [
                Edit(field: "currency", value: .text("kwd")), Edit(field: "price", value: .integer(12_000)),
            ])
    }

    @Test func `members that are added and removed work on each other's results`() {
        let edits = read(
            Assignment("tags", .add, wish: .text("b,c")), Assignment("tags", .remove, wish: .text("a,c")),
            of: { () -> Record<Product> in
                var product = Record<Product>()
                product.tags = .set(of: ["a", "d"])
                return product
            }()
        ).edits
        #expect(edits == [Edit(field: "tags", value: .set(of: ["b", "d"]))])
    }

    @Test func `keys of a map that stand together are one edit`() {
        let edits = read(
            Assignment("metadata", key: "ply", wish: .text("4")), Assignment("metadata", key: "hue", wish: .text("")),
            of: nil
        ).edits
        let entries = [MapEntry(key: "ply", value: .integer(4)), MapEntry(key: "hue", value: .null)]
        #expect(edits == [Edit(field: "metadata", value: .map(entries))])
    }

    @Test func `every assignment without a meaning is told`() {
        let found = read(
            Assignment("pricce", wish: .refused(text: nil, .unknownField(near: ["price"]))),
            Assignment("price", wish: .text("x")), Assignment("colour", wish: .text("red")), of: nil)
        #expect(found.rules == [.unknownField(near: ["price"]), .notANumber, .required, .required])
        #expect(found.edits == [Edit(field: "colour", value: .text("red"))])
    }
}
