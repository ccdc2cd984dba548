// SPDX-License-Identifier: Apache-2.0
import Domain
import Interchange
import Testing

@Suite("JSON records")
struct JSONItemTests {
    /// What the reader makes of a file.
    private struct Items: Equatable {
        var items: [JSONItem] = []
        var head: [JSONMember] = []
        var failure: JSONFailure?

        init(_ bytes: [UInt8], _ form: JSONForm, pieceBytes: Int, encoding: TextEncoding = .utf8(mark: false)) throws {
            var items: [JSONItem] = []
            var reader = JSONItemReader(encoding: encoding, form: form)
            do {
                var start = 0
                while start < bytes.count {
                    let end = min(start + pieceBytes, bytes.count)
                    try reader.feed(Array(bytes[start..<end])) { items.append($0) }
                    start = end
                }
                try reader.finish { items.append($0) }
            } catch let fact as JSONFailure {
                failure = fact
            }
            self.items = items
            head = reader.head
        }
    }

    private static let files: [(String, JSONForm)] = [
        ("[]", .array), ("[{}]", .array), ("[{\"a\":\"]}\\\"\",\"b\":[1,{}]},\n{\"a\":-1.5e3}]\n", .array),
        ("{\"resource\":\"x\",\"n\":12,\"data\":[{\"a\":1},{\"b\":\"ü\"}],\"after\":{\"k\":[]}}", .document),
        ("{\"a\":1}\n\n  {\"b\":\"\\n\"} \r\n{\"c\":null}", .lines),
        ("[{\"a\":1} {\"a\":2}]", .array), ("[{\"a\":1},]", .array), ("[,]", .array), ("[{\"a\":1}", .array),
        ("{\"data\":5}", .document), ("{\"data\":[],\"data\":[]}", .document), ("{\"a\":1,}", .document),
        ("{\"a\":1}}\n", .lines), ("{\"a\":tru}", .lines), ("\"\n\"", .lines), ("[\"x\"]", .array), ("[1", .array),
    ]

    @Test("a file is read the same however it is cut")
    func cuts() throws {
        for (text, form) in Self.files {
            let whole = try Items(Array(text.utf8), form, pieceBytes: .max)
            for pieceBytes in 1...7 {
                #expect(try Items(Array(text.utf8), form, pieceBytes: pieceBytes) == whole, "\(text) in \(pieceBytes)s")
            }
            let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            #expect(
                try Items(units, form, pieceBytes: 3, encoding: .utf16LittleEndian(mark: false)) == whole, "\(text)")
        }
    }

    @Test("records keep their place, what stands beside them is the head")
    func places() throws {
        let lines = try Items(Array(Self.files[4].0.utf8), .lines, pieceBytes: .max)
        #expect(lines.items.map(\.number) == [1, 3, 4])
        #expect(lines.items[1].members == [JSONMember(key: "b", value: .string("\n"))])
        let export = try Items(Array(Self.files[3].0.utf8), .document, pieceBytes: .max)
        #expect(export.items.map(\.number) == [1, 2])
        #expect(export.head.map(\.key) == ["resource", "n", "after"])
        #expect(export.failure == nil)
    }

    @Test("the form is found in the first characters")
    func forms() {
        let cases: [(String, JSONForm?)] = [
            ("[{\"a\":1}", .array), (" \n[ ]", .array), ("{\"a\":1}\n", .lines), ("{}", .lines),
            ("{\"count\":1,\"data\": [", .document), ("{\"data\":{\"a\":1}}\n", .lines),
            ("{\n \"data\":[]}", .document),
            ("name,sku\n", nil), ("{a},b\n", nil), ("[a],b\n", nil), ("", nil), ("\"a\",\"b\"\n", nil),
        ]
        for (text, form) in cases { #expect(JSONForm.detect(prefix: Array(text.utf8)) == form, "\(text)") }
    }

    @Test("random bytes never trap, and are read the same however they are cut")
    func randomBytes() throws {
        var random = SeededGenerator(for: "JSON fuzz")
        let frequent = Array("{}[]\"\",:\\\n 1e-.tn".utf8) + [0xC3, 0xA9]
        for round in 0..<10_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                frequent[Int.random(in: frequent.indices, using: &random)]
            }
            let form = [JSONForm.array, .document, .lines][round % 3]
            let start: [UInt8] = [Array("[".utf8), Array("{\"data\":[".utf8), []][round % 3]
            let whole = try Items(start + bytes, form, pieceBytes: .max)
            let cut = try Items(start + bytes, form, pieceBytes: Int.random(in: 1...5, using: &random))
            #expect(whole == cut, "seed \(random.seed), round \(round): \(bytes)")
            _ = JSONForm.detect(prefix: bytes)
        }
    }
}
