// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import Testing

/// The canonical bytes of changes: frozen. A store written by an older version must verify for ever.
struct PayloadVectorTests {
    private let facts = Product.declaration.facts

    private static let created = """
        {"action":"created","after":{"category":"01JCN5QH6RE018000000000002","currency":"EUR","enabled":true,\
        "featured":false,"free":false,"metadata":{"ply":4,"sale":true,"shade":"Ä\\n"},\
        "name":"Blue \\"Sky\\" Ä","price":"1250","reorder_level":"5000000 skein","sku":"YARN-0001",\
        "status":"draft","stock_policy":"warn","tags":["merino","wool"],"tracked":true,"type":"physical",\
        "unit":"skein","weight":"100000000 g"},"id":"01JCN5QH6RE00R000000000001","resource":"products"}
        """

    @Test func `a created record stands with all that is not null, money as minor units, quantities with unit`() {
        let change = Change(
            resource: facts, record: Sample.first, action: .created, before: nil, after: Sample.yarn().values)
        let payload = Sample.payload(change)
        #expect(payload.text == Self.created)
        #expect(payload.personal == [])
        #expect(
            Hash.of(Array(payload.text.utf8)).hex
                == "1014eedaccf8db1d1b41859f0f9515e640a883492e60e048bb91b5c1e6dadefe")
    }

    @Test func `an updated record stands with what differs, of a map only the keys that differ`() {
        var after = Sample.yarn()
        after.description = "Soft"
        after.price = 1_300
        after.tags = .set(of: ["wool"])
        after.metadata = .map(of: [
            MapEntry(key: "ply", value: .integer(6)), MapEntry(key: "sale", value: .boolean(true)),
            MapEntry(key: "x", value: .text("1")),
        ])
        let change = Change(
            resource: facts, record: Sample.first, action: .updated, before: Sample.yarn().values,
            after: after.values)
        #expect(
            Sample.payload(change).text == """
                {"action":"updated","after":{"description":"Soft","metadata":{"ply":6,"shade":null,"x":"1"},\
                "price":"1300","tags":["wool"]},"before":{"description":null,\
                "metadata":{"ply":4,"shade":"Ä\\n","x":null},"price":"1250","tags":["merino","wool"]},\
                "id":"01JCN5QH6RE00R000000000001","resource":"products"}
                """)
    }

    @Test(arguments: [ChangeAction.deleted, .restored])
    func `a deleted or restored record stands with its id alone`(action: ChangeAction) {
        let values = Sample.yarn().values
        let change = Change(
            resource: facts, record: Sample.first, action: action, before: values, after: values)
        #expect(
            Sample.payload(change).text
                == #"{"action":"\#(action.rawValue)","id":"01JCN5QH6RE00R000000000001","resource":"products"}"#)
    }

    @Test func `a purged record stands with what it was`() {
        var record = Record<Role>()
        record.name = "packer"
        record.permissions = .set(of: ["stock:count", "products:read"])
        let change = Change(
            resource: Role.declaration.facts, record: Sample.third, action: .purged, before: record.values, after: nil)
        #expect(
            Sample.payload(change).text == """
                {"action":"purged","before":{"name":"packer","permissions":["products:read","stock:count"]},\
                "id":"01JCN5QH6RE01R000000000003","resource":"roles"}
                """)
    }

    @Test func `a personal value stands as the hash of salt and value, the value itself is handed out to be sealed`() {
        var member = Record<Member>()
        member.name = "Ada Öst"
        member.userName = "ada"
        member.roles = .set(of: [Sample.second.text])
        let change = Change(
            resource: Member.declaration.facts, record: Sample.third, action: .created, before: nil,
            after: member.values)
        let payload = Sample.payload(change)
        #expect(
            payload.text == """
                {"action":"created","after":{\
                "name":{"sealed":"1c8c59de2187fd49630e6682d31f8db8f47897d77330d3344c79150a758d88f9"},\
                "roles":["01JCN5QH6RE018000000000002"],"state":"active","user_name":"ada"},\
                "id":"01JCN5QH6RE01R000000000003","resource":"members"}
                """)
        let salt = [UInt8](repeating: 7, count: 16)
        #expect(
            payload.personal == [
                PersonalValue(field: "name", side: .after, salt: salt, plain: Array("\"Ada Öst\"".utf8))
            ])
    }

    @Test func `a personal value that changes is sealed on both sides`() {
        var before = Record<Member>()
        before.name = "Ada"
        before.userName = "ada"
        var after = before
        after.name = "Bea"
        let change = Change(
            resource: Member.declaration.facts, record: Sample.third, action: .updated, before: before.values,
            after: after.values)
        let payload = Sample.payload(change)
        let salt = [UInt8](repeating: 7, count: 16)
        #expect(
            payload.personal == [
                PersonalValue(field: "name", side: .after, salt: salt, plain: Array("\"Bea\"".utf8)),
                PersonalValue(field: "name", side: .before, salt: salt, plain: Array("\"Ada\"".utf8)),
            ])
        #expect(!payload.text.contains("Ada") && !payload.text.contains("Bea"))
    }

    @Test func `what a payload says is read back whole`() throws {
        let payload = try #require(Payload(Array(Self.created.utf8)))
        #expect(payload.action == .created)
        #expect(payload.resource == "products")
        #expect(payload.record == Sample.first)
        #expect(payload.before == [])
        var values = [Value](repeating: .null, count: facts.fields.count)
        for member in payload.after {
            let field = try #require(facts.field(member.key))
            values[field.position] = try #require(CanonicalValue.value(member.value, field.kind))
        }
        #expect(values == Sample.yarn().values)
        #expect(Payload(Array(#"{"action":"melted","id":"01JCN5QH6RE00R000000000001","resource":"x"}"#.utf8)) == nil)
    }

    @Test(arguments: ChangeAction.allCases)
    func `what a change is about is read off the ends of its payload`(action: ChangeAction) throws {
        let values = Sample.yarn().values
        let change = Change(
            resource: facts, record: Sample.first, action: action, before: action == .created ? nil : values,
            after: action == .purged ? nil : values)
        let bytes = Array(Sample.payload(change).text.utf8)
        let head = try #require(bytes.withUnsafeBytes { PayloadHead($0) })
        let payload = try #require(Payload(bytes))
        #expect(head.action == payload.action)
        #expect(head.record == payload.record)
        #expect(head.resource == payload.resource)
        for end in [0, 1, 5, 11, 30, 60, bytes.count - 1] {
            #expect(bytes.prefix(end).withUnsafeBytes { PayloadHead($0) } == nil, "\(end) bytes")
        }
    }

    @Test func `fields that this version does not know stay in a payload as they came`() throws {
        let text = """
            {"action":"created","after":{"glow":{"a":[1,"x",null]},"name":"A"},\
            "id":"01JCN5QH6RE00R000000000001","resource":"lamps"}
            """
        let payload = try #require(Payload(Array(text.utf8)))
        let glow = JSONValue.object([
            JSONMember(key: "a", value: .array([.number("1"), .string("x"), .null]))
        ])
        #expect(
            payload.after == [JSONMember(key: "glow", value: glow), JSONMember(key: "name", value: .string("A"))])
    }
}
