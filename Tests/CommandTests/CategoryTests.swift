// SPDX-License-Identifier: Apache-2.0
import Testing

/// Categories that hold products: what is said when they are changed or are to go.
@Suite struct CategoryTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        for number in 1...7 {
            let run = try place.shop("add", "products", "name=P\(number)", "category=Yarn", "price=\(number * 10)")
            try #require(run.exit == 0, "\(run.errors)")
        }
    }

    @Test func `a category that is still used does not go, which is a conflict`() throws {
        let run = try place.shop("delete", "categories", "Yarn")
        #expect(run.exit == 5)
        #expect(run.errors.contains("nothing was changed: 1 record is still used"), "\(run.errors)")
        #expect(run.errors.contains(" more; accepted: delete or change those first"), "\(run.errors)")
    }

    @Test func `rules that are narrower than what is in a category are told with who does not fit`() throws {
        let price = try place.shop("set", "categories", "Yarn", "price_max=45")
        #expect(price.exit == 0)
        #expect(
            price.errors == """
                satchel: 3 products do not fit Yarn any more: Price is outside the range of category Yarn; see: \
                satchel list products --filter 'category="Yarn" price>45.00'

                """)
        let found = try place.shop(
            "list", "products", "--filter", "category=\"Yarn\" price>45.00", "--columns", "name")
        #expect(found.output == "Name\nP5\nP6\nP7\n")
        let metadata = try place.shop("set", "categories", "Yarn", "metadata_schema.ply=integer required")
        #expect(metadata.errors.contains("do not fit Yarn any more: Metadata must hold “ply”"), "\(metadata.errors)")
        #expect(metadata.errors.contains("!metadata.ply?"), "\(metadata.errors)")
        let room = try place.shop("set", "categories", "Yarn", "max_products=2")
        #expect(room.errors.contains("Yarn holds 7 products, more than 2: it takes no more"), "\(room.errors)")
        // A product that does not fit is judged by what is changed of it.
        #expect(try place.shop("set", "products", "P7", "colour=red").exit == 0)
        #expect(try place.shop("set", "products", "P7", "price=69").exit == 3)
        #expect(try place.shop("set", "categories", "Yarn", "active=no").errors == "")
    }

    @Test func `a policy about a role and a member is refused in words`() throws {
        let run = try place.shop(
            "policy", "add", "name=Both", "role=viewer", "member=ada", "permission=products:read", "effect=deny")
        #expect(run.exit == 3)
        #expect(
            run.errors.contains("Role cannot be given beside a member: a policy is about one of them"),
            "\(run.errors)")
    }

    @Test func `an undo goes past an erasure and says so`() throws {
        _ = try place.shop("add", "members", "user_name=bo", "name=Bo Ek", "roles=viewer")
        _ = try place.shop("set", "products", "P1", "colour=red")
        _ = try place.shop("member", "erase", "bo", "--yes")
        let run = try place.shop("undo")
        #expect(run.exit == 0)
        #expect(
            run.output.hasPrefix("passed over, because what was erased cannot be written back: "), "\(run.output)")
        #expect(run.output.hasSuffix("undone: colour of YARN-0001\n"), "\(run.output)")
    }
}
