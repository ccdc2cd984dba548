// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct BatchTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20")
    }

    @Test func `operations are written together and refer to earlier results`() throws {
        try place.write(
            "b.jsonl",
            """
            {"op":"create","resource":"products","values":{"name":"Hat","category":"Garments","price":30,"tags":["a"]}}
            {"op":"create","resource":"variants","values":{"product":"{{result[0].id}}","sku":"{{result[0].sku}}-S",\
            "options":{"size":"S"}}}

            {"op":"update","resource":"products","id":"{{result[0].id}}","values":{"colour":"red","metadata":{"n":1}}}
            {"op":"transfer","resource":"products","key":"GARM-0001","values":{"category":"Kits"}}
            {"op":"delete","resource":"products","key":"GARM-0001"}
            """)
        #expect(try place.shop("batch", "b.jsonl", "--dry-run") == Run(output: "would do 5 operations, 5 changes\n"))
        #expect(try place.shop("list", "variants") == Run())
        #expect(
            try place.shop("batch", "b.jsonl", "--json").steady.output == """
                {"group":"ID","dry_run":false,"changes":5,"results":[\
                {"index":0,"op":"create","resource":"products","id":"ID"},\
                {"index":1,"op":"create","resource":"variants","id":"ID"},\
                {"index":2,"op":"update","resource":"products","id":"ID"},\
                {"index":3,"op":"transfer","resource":"products","id":"ID"},\
                {"index":4,"op":"delete","resource":"products","id":"ID"}]}

                """)
        #expect(
            try place.shop("list", "variants", "--columns", "sku,product,options")
                == Run(
                    output: "SKU          Product  Options\nGARM-0002-S  Hat      size=S\n"))
        let undone = try place.shop("undo")
        #expect(undone.exit == 0)
    }

    @Test func `a new record keeps the id it comes with, if that is one and free`() throws {
        let id = "01KX0000000000000000000001"
        let line = #"{"op":"create","resource":"products","id":"\#(id)","values":{"name":"Hat","category":"Garments"}}"#
        try place.write("b.jsonl", [0xEF, 0xBB, 0xBF] + Array(line.utf8))
        #expect(try place.shop("batch", "b.jsonl") == Run(output: "did 1 operation, 1 change\n"))
        #expect(try place.shop("show", "products", id).output.contains("Hat"))
        func refusal(_ text: String) throws -> String {
            try place.write("b.jsonl", text)
            let run = try place.shop("batch", "b.jsonl")
            #expect(run.exit != 0)
            return run.errors
        }
        #expect(try refusal(line).contains("is taken: id belongs to GARM-0002"))
        let other = line.replacing(id, with: "01KX0000000000000000000002")
        #expect(
            try refusal("\(other)\n\(other.replacing("Hat", with: "Cap"))\n").contains(
                "“01KX0000000000000000000002” stands twice: id is also given by GARM-0003"))
        #expect(try refusal(line.replacing(id, with: "mine")).contains("id: “mine” is no id"))
        #expect(try refusal(line.replacing("\"id\"", with: "\"key\"")).contains("key: is no part of a create"))
    }

    @Test func `a file without end is refused`() throws {
        #expect(
            try place.shop("batch", "/dev/zero")
                == Run(exit: 3, errors: "satchel: /dev/zero: this is larger than 64 MB\n"))
        try place.write("p.csv", "name,category\nHat,Garments\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--map", "/dev/zero")
                == Run(exit: 3, errors: "satchel: /dev/zero: this is larger than 1 MB\n"))
    }

    @Test func `a failure names index, field, value and what is accepted, and nothing is written`() throws {
        try place.write(
            "b.jsonl",
            """
            {"op":"create","resource":"products","values":{"name":"Hat","category":"Garments"}}
            {"op":"create","resource":"products","values":{"name":"Bad","category":"Garments","price":"-1"}}
            """)
        #expect(
            try place.shop("batch", "b.jsonl")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: b.jsonl: nothing was changed: 1 failure
                        satchel: operation 1 (line 2): price: “-1.00” must be more than 0 unless the product is free; \
                        accepted: a price above 0, or free=yes

                        """))
        #expect(try place.shop("list", "products", "--columns", "name") == Run(output: "Name\nCowl\n"))
    }

    @Test func `values are read as everywhere: names of records, maps of keys, sets of texts only`() throws {
        func failure(_ values: String) throws -> String {
            try place.write("b.jsonl", #"{"op":"update","resource":"products","key":"GARM-0001","values":\#(values)}"#)
            let run = try place.shop("batch", "b.jsonl")
            return run.exit == 0 ? "" : run.errors.split(separator: "\n").last.map(String.init) ?? ""
        }
        let start = "satchel: operation 0 (line 1): "
        #expect(
            try failure(#"{"tags":["a",1]}"#) == start + "tags: “[\"a\",1]” is no list; accepted: a list of texts")
        #expect(
            try failure(#"{"category":"Garmets"}"#)
                == start + "category: “Garmets” is none of the categories; accepted: Garments")
        #expect(
            try failure(#"{"free":"perhaps"}"#)
                == start + "free: “perhaps” is neither yes nor no; accepted: yes or no")
        #expect(
            try failure(#"{"name":true}"#) == start + "name: “yes” is no text")
        #expect(try failure(#"{"weight":"1,5 kg","metadata":"ply=4, shade=\"light, blue\"","owner":"ada"}"#) == "")
        #expect(
            try place.shop("list", "products", "--columns", "weight,metadata.ply,metadata.shade,owner")
                .output.split(separator: "\n").last == "1500 g  4    light, blue  Ada")
    }

    @Test func `a reference to nothing names itself`() throws {
        try place.write(
            "b.jsonl", #"{"op":"create","resource":"products","values":{"name":"{{result[7].name}}"}}"#)
        #expect(
            try place.shop("batch", "b.jsonl")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: b.jsonl: nothing was changed: 1 failure
                        satchel: operation 0 (line 1): “{{result[7].name}}” refers to no earlier operation; \
                        accepted: {{result[n].field}} of an earlier operation, which the first one has not

                        """))
    }

    @Test func `lines that are no operations are all told`() throws {
        try place.write("b.jsonl", "{\"op\":\"creat\",\"resource\":\"products\"}\n{broken\n[]\n")
        #expect(
            try place.shop("batch", "b.jsonl")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: b.jsonl: nothing was changed: 3 failures
                        satchel: operation 0 (line 1): op: “creat” is no operation; accepted: create, update, delete, \
                        restore, transfer
                        satchel: line 2: this is no JSON from character 2 on; accepted: a key in quotes
                        satchel: line 3: this is no JSON object; accepted: {"op": …}
                        satchel: each line is one operation, a JSON object; see: satchel batch --help

                        """))
    }

    @Test func `a missing record is not found and a double SKU a conflict`() throws {
        try place.write("a.jsonl", #"{"op":"delete","resource":"products","key":"nothing"}"#)
        #expect(try place.shop("batch", "a.jsonl").exit == 4)
        try place.write(
            "b.jsonl",
            #"{"op":"create","resource":"products","values":{"name":"X","category":"Garments","sku":"garm-0001"}}"#)
        #expect(try place.shop("batch", "b.jsonl").exit == 5)
        #expect(try place.shop("batch", "missing.jsonl").exit == 1)
    }
}
