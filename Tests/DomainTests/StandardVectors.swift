// SPDX-License-Identifier: Apache-2.0

/// The standards' own test vectors, as they are published.
enum StandardVectors {
    /// One document of RFC 8785's test suite and its canonical form.
    struct Document: Sendable, CustomStringConvertible {
        let name: String
        let input: String
        let output: String

        var description: String { name }
    }

    /// The documents of RFC 8785 (github.com/cyberphone/json-canonicalization, testdata) without fractions.
    static let documents = [
        Document(
            name: "arrays",
            input: """
                [\n  56,\n  {\n    \"d\": true,\n    \"10\": null,\n    \"1\": [ ]\n  }\n]\n
                """,
            output: """
                [56,{\"1\":[],\"10\":null,\"d\":true}]
                """),
        Document(
            name: "french",
            input: """
                {\n  \"peach\": \"This sorting order\",\n  \"p\u{E9}ch\u{E9}\": \"is wrong according t\
                o French\",\n  \"p\u{EA}che\": \"but canonicalization MUST\",\n  \"sin\":   \"ignore l\
                ocale\"\n}\n
                """,
            output: """
                {\"peach\":\"This sorting order\",\"p\u{E9}ch\u{E9}\":\"is wrong according to French\"\
                ,\"p\u{EA}che\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}
                """),
        Document(
            name: "unicode",
            input: """
                {\n  \"Unnormalized Unicode\":\"A\\u030a\"\n}\n
                """,
            output: """
                {\"Unnormalized Unicode\":\"A\u{30A}\"}
                """),
        Document(
            name: "weird",
            input: """
                {\n  \"\\u20ac\": \"Euro Sign\",\n  \"\\r\": \"Carriage Return\",\n  \"\\u000a\": \"Ne\
                wline\",\n  \"1\": \"One\",\n  \"\\u0080\": \"Control\\u007f\",\n  \"\\ud83d\\ude02\":\
                 \"Smiley\",\n  \"\\u00f6\": \"Latin Small Letter O With Diaeresis\",\n  \"\\ufb33\": \
                \"Hebrew Letter Dalet With Dagesh\",\n  \"</script>\": \"Browser Challenge\"\n}\n
                """,
            output: """
                {\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser\
                 Challenge\",\"\u{80}\":\"Control\u{7F}\",\"\u{F6}\":\"Latin Small Letter O With Diaer\
                esis\",\"\u{20AC}\":\"Euro Sign\",\"\u{1F602}\":\"Smiley\",\"\u{FB33}\":\"Hebrew Lette\
                r Dalet With Dagesh\"}
                """),
    ]

    /// The document “structures”, which holds fractions.
    static let structures = Document(
        name: "structures",
        input: """
            {\n  \"1\": {\"f\": {\"f\": \"hi\",\"F\": 5} ,\"\\n\": 56.0},\n  \"10\": { },\n  \"\":\
             \"empty\",\n  \"a\": { },\n  \"111\": [ {\"e\": \"yes\",\"E\": \"no\" } ],\n  \"A\": \
            { }\n}
            """,
        output: """
            {\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},\"111\":[{\"\
            E\":\"no\",\"e\":\"yes\"}],\"A\":{},\"a\":{}}
            """)

    /// The document “values”, which holds fractions.
    static let values = Document(
        name: "values",
        input: """
            {\n  \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001\
            ],\n  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"l\
            iterals\": [null, true, false]\n}
            """,
        output: """
            {\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
            \"string\":\"\u{20AC}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}
            """)

    /// The leaves of the trees of Certificate Transparency (RFC 6962), in hexadecimal digits.
    static let treeInputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]

    /// The hash of each leaf.
    static let treeLeaves = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ]

    /// The root of the first one leaf, of the first two, and so on.
    static let treeRoots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// The root of no leaf.
    static let emptyRoot = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
