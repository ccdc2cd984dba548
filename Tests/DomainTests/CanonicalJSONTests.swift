// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import Testing

/// RFC 8785 and RFC 6962 by the standards' own vectors, then what they leave out.
struct CanonicalJSONTests {
    /// A document in canonical form; nil where it holds a number that is no integer, which the journal never does.
    private static func canonical(_ json: JSONValue) -> String? {
        var writer = CanonicalJSON()
        return append(json, to: &writer) ? writer.text : nil
    }

    private static func append(_ json: JSONValue, to writer: inout CanonicalJSON) -> Bool {
        switch json {
        case .null: writer.null()
        case .boolean(let boolean): writer.boolean(boolean)
        case .number(let text):
            guard let integer = Int64(text) else { return false }
            writer.integer(integer)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements where !append(element, to: &writer) { return false }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members.sorted(by: { UTF16Order.isLess($0.key, $1.key) }) {
                writer.key(member.key)
                if !append(member.value, to: &writer) { return false }
            }
            writer.endObject()
        }
        return true
    }

    @Test(arguments: StandardVectors.documents)
    func `the vectors of RFC 8785 without fractions come out byte for byte`(document: StandardVectors.Document) throws {
        // Swift's own equality takes composed and decomposed letters for the same: bytes are compared.
        let found = try #require(Self.canonical(try JSONParser.parse(document.input)))
        #expect(Array(found.utf8) == Array(document.output.utf8))
    }

    @Test func `of the vectors with fractions everything else comes out, the fractions are refused`() throws {
        // One holds 56.0, the other five fractions: the journal writes integers below 2^53 only.
        let structures = StandardVectors.structures
        #expect(Self.canonical(try JSONParser.parse(structures.input)) == nil)
        let whole = try JSONParser.parse(structures.input.replacing("56.0", with: "56"))
        #expect(Self.canonical(whole) == structures.output)
        let values = try JSONParser.parse(StandardVectors.values.input)
        #expect(Self.canonical(values) == nil)
        let rest = JSONValue.object(values.members.filter { $0.key != "numbers" })
        #expect(
            Self.canonical(rest)
                == #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#)
    }

    @Test func `the tree roots of RFC 6962 come out for one to eight leaves and for none`() {
        let leaves = StandardVectors.treeInputs.compactMap(Hex.bytes).map { input in
            input.withUnsafeBytes { MerkleTree.leaf(salt: UnsafeRawBufferPointer(start: nil, count: 0), data: $0) }
        }
        #expect(leaves.map(\.hex) == StandardVectors.treeLeaves)
        #expect((1...8).map { MerkleTree.root(Array(leaves.prefix($0))).hex } == StandardVectors.treeRoots)
        #expect(MerkleTree.root([]).hex == StandardVectors.emptyRoot)
    }

    @Test func `keys are in the order of UTF-16 code units, which is not Swift's own`() {
        // U+FB33 lies below U+1F602 by scalars, and above its first surrogate by code units.
        let keys = ["\u{FB33}", "\u{1F602}", "a", "A", "1", "10", "ä"]
        let sorted = keys.sorted { UTF16Order.isLess($0, $1) }
        #expect(sorted == ["1", "10", "A", "a", "ä", "\u{1F602}", "\u{FB33}"])
        #expect(Value.set(of: keys) == .list(sorted))
        #expect(
            Value.map(of: keys.map { MapEntry(key: $0, value: .integer(1)) })
                == .map(sorted.map { MapEntry(key: $0, value: .integer(1)) }))
    }

    @Test func `integers, amounts and controls stand in their one form`() {
        var json = CanonicalJSON()
        json.beginArray()
        json.integer(0)
        json.integer(-9_007_199_254_740_991)
        json.integer(.min)
        json.decimalString(.max)
        json.decimalString(-5, unit: "g")
        json.string("\u{0}\u{8}\t\n\u{C}\r\u{1F}\u{7F}\"\\/é")
        json.endArray()
        #expect(
            json.text == """
                [0,-9007199254740991,-9223372036854775808,"9223372036854775807","-5 g",\
                "\\u0000\\b\\t\\n\\f\\r\\u001f\u{7F}\\"\\\\/é"]
                """)
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "nul",
        "[1 2]",
        "\"a", "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u+123""#, #""\ud800""#, #""\ud800x""#, #""\udc00""#,
        #""\ud800\u0041""#, #"{"a":1,"a":2}"#, "[] x", "NaN", "'a'",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test func `a document is refused beyond 64 levels, and where it is no UTF-8`() {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONParser.parse(deep) }
        let error = #expect(throws: JSONError.self) { try JSONParser.parse("[\(deep)]") }
        #expect(error?.offset == 64)
        #expect(error?.expected == "at most 64 levels")
        #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test func `random documents survive writing and reading`() throws {
        var random = SplitMix64(seed: Sample.seed("canonical JSON"))
        for _ in 0..<2_000 {
            let json = Self.random(&random, depth: 0)
            let text = try #require(Self.canonical(json))
            let read = try JSONParser.parse(text)
            #expect(Self.canonical(read) == text)
        }
    }

    private static func random(_ random: inout SplitMix64, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .number(String(Int64.random(in: -(1 << 53) + 1..<1 << 53, using: &random)))
        case 3: return .string(text(&random))
        case 4:
            let count = Int.random(in: 0..<4, using: &random)
            return .array((0..<count).map { _ in Self.random(&random, depth: depth + 1) })
        default:
            let keys = Set((0..<Int.random(in: 0..<4, using: &random)).map { _ in text(&random) })
            return .object(keys.map { JSONMember(key: $0, value: Self.random(&random, depth: depth + 1)) })
        }
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "\u{20AC}", "\u{1F602}", "/", "z",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
        }
        return text
    }
}
