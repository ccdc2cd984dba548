// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What a member may not read is not there, whatever is asked: lists, counts, keys, names, history, search, the log.
struct SightTests {
    private let shop: Shop
    private let yarn: Identifier
    private let wool: Identifier
    private let bo: Writer
    private let boId: Identifier
    /// Ada's own, and Bo's.
    private let sock: Identifier
    private let hat: Identifier

    init() throws {
        shop = try Shop()
        wool = try shop.category("Wool")
        yarn = try shop.category("Yarn")
        try shop.add(Role.self) {
            $0.name = "guest"
            $0.permissions = .set(of: [
                "products:read where owner=me", "products:create where owner=me", "variants:read",
            ])
        }
        bo = try shop.member("bo", roles: ["guest"])
        boId = try shop.reader().find("bo", in: Member.declaration.facts).id
        sock = try shop.product("Secret sock", in: wool, sku: "S-1") { $0.price = 1_250 }
        hat = try shop.product("Open hat", in: yarn, sku: "S-2", by: bo)
    }

    private let products = Product.declaration.facts

    /// A connection that shows what Bo may see.
    private func reader() throws -> Reader { try Reader(paths: shop.paths, as: .named("bo")) }

    private func grant(_ permission: String) throws {
        try shop.add(Policy.self) {
            $0.name = permission
            $0.member = boId
            $0.permission = permission
            $0.effect = "allow"
        }
    }

    private func query(_ text: String = "", resource: ResourceFacts? = nil, sort: [SortTerm] = []) throws -> Query {
        let resource = resource ?? products
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: boId)
        let filter = try FilterParser.parse(text, for: resource, in: context)
        return Query(resource: resource.name, filter: filter, sort: sort, limit: 50)
    }

    private func found(_ text: String = "", _ reader: Reader? = nil) throws -> [Identifier] {
        try (reader ?? self.reader()).window(query(text)).records.map(\.id)
    }

    @Test func `lists, counts and streams hold what may be read`() throws {
        let reader = try reader()
        #expect(try found("", reader) == [hat])
        #expect(try found("price>1 or !price?", reader) == [hat])
        #expect(try reader.quickWindow(query(sort: [SortTerm(field: "name")]))?.records.map(\.id) == [hat])
        #expect(try reader.count(query()) == 1)
        var streamed: [Identifier] = []
        var all = try query()
        all.limit = .max
        try reader.stream(all) { streamed.append($0.id) }
        #expect(streamed == [hat])
        #expect(try reader.storeFacts().recordCounts == ["products": 1, "variants": 0])
        #expect(try shop.reader().count(query()) == 2)
    }

    @Test func `a key, an id or a beginning of what may not be read finds nothing`() throws {
        let reader = try reader()
        #expect(try reader.record(sock, in: products) == nil)
        for key in ["S-1", "secret sock", "Secret", sock.text] {
            #expect(
                refusal { _ = try reader.find(key, in: products) } == .notFound(resource: "products", key: key))
        }
        #expect(try reader.find("S-", in: products).id == hat)
        #expect(try reader.history(of: sock, in: products, limit: 9) == [])
        #expect(try reader.history(of: hat, in: products, limit: 9).count == 1)
    }

    @Test func `a resource that may not be read at all is refused by name`() throws {
        let denial = Denial(permission: "categories:read", actor: "Bo", reason: .notGranted)
        let categories = try query(resource: Domain.Category.declaration.facts)
        let reader = try reader()
        #expect(refusal { _ = try reader.window(categories) } == .denied(denial))
        #expect(refusal { _ = try reader.quickWindow(categories) } == .denied(denial))
        #expect(refusal { _ = try reader.count(categories) } == .denied(denial))
    }

    @Test func `the names of records referred to are told to whom may read those`() throws {
        let reader = try reader()
        #expect(try reader.window(query()).names == [yarn: yarn.text, boId: boId.text])
        #expect(try reader.names(of: [yarn, wool], in: Domain.Category.declaration.facts) == [:])
        let change = try #require(try reader.history(of: hat, in: products, limit: 9).first)
        #expect(change.differences.first { $0.label == "Category" }?.after == yarn.text)
        #expect(change.actorName == "Bo")
        try grant("categories:read")
        #expect(try reader.window(query()).names == [yarn: "Yarn", boId: boId.text])
    }

    @Test func `a filter cannot ask out what a name is that may not be read`() throws {
        for text in ["category=Yarn", "category.name~yar", "category.name=Yarn", "!category.name=Wool category.name?"] {
            #expect(try found(text) == [], "\(text)")
        }
        try grant("categories:read")
        for text in ["category=Yarn", "category.name~yar", "category.name=Yarn", "!category.name=Wool category.name?"] {
            #expect(try found(text) == [hat], "\(text)")
        }
    }

    @Test func `an order by what may not be read is an order by ids`() throws {
        let cap = try shop.product("Open cap", in: wool, by: bo)
        let byCategory = try query(sort: [SortTerm(field: "category")])
        let hidden = try reader().window(byCategory).records
        #expect(hidden.map(\.id) == [cap, hat])
        #expect(hidden.map(\.sortValues) == [[.identifier(wool)], [.identifier(yarn)]])
        try grant("categories:read")
        #expect(try reader().window(byCategory).records.map(\.sortValues) == [[.text("wool")], [.text("yarn")]])
    }

    @Test func `search finds, counts and suggests only what may be read`() throws {
        try SearchBuilder(paths: shop.paths).catchUp()
        let reader = try reader()
        #expect(try found("secret", reader) == [])
        #expect(try found("s-1", reader) == [])
        #expect(try found("open", reader) == [hat])
        #expect(try reader.similar(["secrit"], in: products) == nil)
        #expect(try reader.similar(["openx"], in: products) == ["open"])
        #expect(try shop.reader().similar(["secrit"], in: products) == ["secret"])
    }

    @Test func `more hits than are sorted are counted by what may be read`() throws {
        let operations = (0..<1_100).map { number in
            Shop.create(Product.self) {
                $0.name = "Secret \(number)"
                $0.category = wool
            }
        }
        _ = try shop.writer.commit(Proposal(operations, origin: "form"))
        try shop.product("Secret of mine", in: wool, by: bo)
        try SearchBuilder(paths: shop.paths).catchUp()
        #expect(try shop.reader().count(query("secret")) == 1_102)
        #expect(try shop.reader().count(query("secret price>1")) == 1)
        #expect(try reader().count(query("secret")) == 1)
    }

    @Test func `the log is for those who may see it, and names only what they may read`() throws {
        let denial = Denial(permission: "audit:view", actor: "Bo", reason: .notGranted)
        let reader = try reader()
        let group = try #require(
            try shop.reader().audit(AuditQuery(limit: 9)).first { $0.summary.contains("S-1") }?.group)
        #expect(refusal { _ = try reader.audit(AuditQuery(limit: 9)) } == .denied(denial))
        #expect(refusal { _ = try reader.changes(ofGroup: group, limit: 9) } == .denied(denial))
        try grant("audit:view")
        let lines = try reader.audit(AuditQuery(limit: 3)).dropFirst()
        #expect(lines.map(\.summary) == ["created product S-2", "created product \(sock.text)"])
        #expect(lines.map(\.actorName) == ["Bo", shop.writer.identity.member.text])
        #expect(try reader.changes(ofGroup: group, limit: 9) == [])
    }

    @Test func `roles, policies and members that change count from the next look on`() throws {
        let reader = try reader()
        #expect(try found("", reader) == [hat])
        try grant("products:read")
        #expect(Set(try found("", reader)) == [sock, hat])
        try shop.set(Member.self, boId, Edit(field: "state", value: .text("suspended")))
        #expect(
            refusal { _ = try reader.window(query()) }
                == .denied(Denial(permission: "products:read", actor: "Bo", reason: .inactive)))
        #expect(try reader.record(hat, in: products) == nil)
    }

    @Test func `whom nobody knows opens nothing`() throws {
        #expect(
            refusal { _ = try Reader(paths: shop.paths, as: .named("nobody")) } == .memberUnknown("nobody"))
    }
}
