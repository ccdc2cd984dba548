// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct ReuseTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "sku=COWL-1")
    }

    @Test func `the SKU of a deleted product may be used again, with a warning`() throws {
        #expect(try place.shop("delete", "products", "COWL-1").exit == 0)
        let run = try place.shop("add", "products", "name=Hat", "category=Garments", "sku=cowl-1")
        #expect(run.exit == 0)
        #expect(
            run.errors
                == "satchel: SKU cowl-1 belonged to Cowl, which is deleted and cannot come back while this one has it\n"
        )
        #expect(try place.shop("add", "products", "name=Cap", "category=Garments", "sku=CAP-1").errors == "")
    }
}
