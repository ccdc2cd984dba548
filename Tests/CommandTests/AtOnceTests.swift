// SPDX-License-Identifier: Apache-2.0
import Testing

/// What is wrong is told all at once.
@Suite struct AtOnceTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `each wrong key of the metadata with its own value`() throws {
        _ = try place.shop(
            "add", "categories", "name=Cone", "metadata_schema.ply=integer required 1..12",
            "metadata_schema.dyed=yes/no", "metadata_schema.lot=text required")
        #expect(
            try place.shop("add", "products", "name=x", "category=Cone", "metadata.ply=40", "metadata.dyed=perhaps")
                .errors == """
                    satchel: nothing was changed: 3 values are not accepted
                    satchel: products x: Metadata “perhaps” does not fit the category's schema at “dyed”; accepted: \
                    yes or no
                    satchel: products x: Metadata must hold “lot”, category Cone asks for it; accepted: metadata.lot=…
                    satchel: products x: Metadata “40” does not fit the category's schema at “ply”; accepted: a whole \
                    number, 1 to 12

                    """)
    }

    @Test func `each line of a batch that is wrong, and each value of it`() throws {
        try place.write(
            "b.jsonl",
            #"""
            {"op":"create","resource":"products","values":{"name":"Cowl","category":"Garments","price":"3x","prise":1}}
            {"op":
            {"op":"update","resource":"products","key":"none","values":{"price":1}}
            {"op":"create","resource":"variants","values":{"product":"{{result[1].id}}","sku":"C-S"}}
            {"op":"create","resource":"products","values":{"name":"Cap"}}

            """#)
        #expect(
            try place.shop("batch", "b.jsonl").errors == """
                satchel: b.jsonl: nothing was changed: 6 failures
                satchel: operation 0 (line 1): price: “3x” is no number; accepted: a number like 24.50
                satchel: operation 0 (line 1): prise: is no field; accepted: price
                satchel: line 2: this is no JSON from character 7 on; accepted: a value
                satchel: operation 2 (line 3): “none” is none of the products
                satchel: operation 3 (line 4): “{{result[1].id}}” refers to operation 1, which is not accepted; \
                accepted: {{result[n].field}} with n from 0 to 2
                satchel: operation 4 (line 5): category: must be given
                satchel: each line is one operation, a JSON object; see: satchel batch --help

                """)
    }

    @Test func `a theme and a key map that are none, with all else that is wrong`() throws {
        try place.write(
            "config/satchel/config.json5", "{ theem: 'dusk', log_size_mb: 0, theme: 'papr', keymap: 'vmi' }")
        let run = try place.satchel("config", "check")
        #expect(run.exit == 1)
        for part in ["theem: is no key", "“0” is not accepted", "“papr” is no theme", "keymap: “vmi” is not accepted"] {
            #expect(run.errors.contains(part), "\(part): \(run.errors)")
        }
    }

    @Test(arguments: [["--theme", "nope"], []])
    func `doctor tells of a theme that is none, and other commands go on`(words: [String]) throws {
        let variables = words.isEmpty ? ["SATCHEL_THEME": "nope"] : [:]
        let doctor = try place.satchel(["--store", "shop.db", "doctor"] + words, variables: variables)
        #expect(doctor.output.contains("“nope” is no theme"), "\(doctor.output)")
        #expect(try place.satchel(["config", "check"] + words, variables: variables).exit == 1)
        #expect(try place.satchel(["--store", "shop.db", "list", "products"] + words, variables: variables).exit == 0)
    }
}
