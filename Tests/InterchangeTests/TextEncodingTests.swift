// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Text encodings")
struct TextEncodingTests {
    private static let text = "Größe,藍,🧶\nœ,ß,é"

    private static func utf16(_ text: String, lowByteFirst: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return lowByteFirst ? bytes : bytes.reversed()
        }
    }

    private static func transcoded(
        _ bytes: [UInt8], _ encoding: TextEncoding, pieceBytes: Int
    ) throws(BrokenText) -> String {
        var output: [UInt8] = []
        var transcoder = Transcoder(from: encoding)
        var start = 0
        while start < bytes.count {
            let end = min(start + pieceBytes, bytes.count)
            try transcoder.transcode(Array(bytes[start..<end]), into: &output)
            start = end
        }
        try transcoder.finish()
        return String(decoding: output, as: UTF8.self)
    }

    @Test("a byte order mark decides the encoding")
    func marks() {
        let marked: [TextEncoding] = [.utf8(mark: true), .utf16LittleEndian(mark: true), .utf16BigEndian(mark: true)]
        for encoding in marked {
            let finding = TextEncoding.detect(prefix: encoding.markBytes + [0x61, 0x62])
            #expect(finding == TextEncodingFinding(encoding: encoding, evidence: .byteOrderMark))
        }
    }

    @Test("UTF-16 without a mark is known by its zero bytes")
    func unmarkedUTF16() {
        let little = TextEncoding.detect(prefix: Self.utf16("sku,name\nA,Größe", lowByteFirst: true))
        let big = TextEncoding.detect(prefix: Self.utf16("sku,name\nA,Größe", lowByteFirst: false))
        #expect(little == TextEncodingFinding(encoding: .utf16LittleEndian(mark: false), evidence: .zeroBytes))
        #expect(big == TextEncodingFinding(encoding: .utf16BigEndian(mark: false), evidence: .zeroBytes))
    }

    @Test("well-formed UTF-8 is UTF-8, also if the prefix ends inside a character")
    func utf8() {
        let wellFormed = TextEncodingFinding(encoding: .utf8(mark: false), evidence: .wellFormed)
        #expect(TextEncoding.detect(prefix: []) == wellFormed)
        #expect(TextEncoding.detect(prefix: Array(Self.text.utf8)) == wellFormed)
        #expect(TextEncoding.detect(prefix: Array("藍".utf8.dropLast())) == wellFormed)
    }

    @Test("bytes that are not UTF-8 are Windows-1252, and the finding says why")
    func cp1252() {
        let broken = BrokenText(
            encoding: .utf8(mark: false), byteOffset: 2, bytes: [0xF6, 0xDF],
            expected: .continuation(from: 0x80, through: 0xBF))
        let byte = BrokenText(
            encoding: .utf8(mark: false), byteOffset: 2, bytes: [0xF6], expected: .characterStart)
        let finding = TextEncoding.detect(prefix: [0x47, 0x72, 0xF6, 0xDF, 0x65])
        #expect(finding == TextEncodingFinding(encoding: .cp1252, evidence: .notUTF8(byte)))
        let small = TextEncoding.detect(prefix: [0x47, 0x72, 0xDF, 0x65])
        let lead = BrokenText(
            encoding: .utf8(mark: false), byteOffset: 2, bytes: [0xDF, 0x65], expected: broken.expected)
        #expect(small == TextEncodingFinding(encoding: .cp1252, evidence: .notUTF8(lead)))
    }

    @Test("UTF-8 broken at one place stays UTF-8 and is never read as Windows-1252 silently")
    func damaged() {
        let broken = BrokenText(
            encoding: .utf8(mark: false), byteOffset: 3, bytes: [0xFF], expected: .characterStart)
        let finding = TextEncoding.detect(prefix: [0xC3, 0xA9, 0x61, 0xFF])
        #expect(finding == TextEncodingFinding(encoding: .utf8(mark: false), evidence: .damagedUTF8(broken)))
    }

    @Test("what a file is found to be does not depend on the order of its parts, or where it is cut", arguments: 1...5)
    func orderOfParts(pieceBytes: Int) {
        let parts: [[UInt8]] = [Array("plain,".utf8), [0x63, 0xE9, 0x2C], Array("Zürich,".utf8)]
        func finding(_ parts: [[UInt8]]) -> TextEncodingFinding.Evidence? {
            let bytes = parts.flatMap(\.self)
            var observer = EightBitObserver()
            for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
                observer.observe(Array(bytes[start..<min(start + pieceBytes, bytes.count)]))
            }
            let whole = TextEncoding.detect(prefix: bytes)
            #expect(observer.finding.encoding == whole.encoding)
            return observer.finding.evidence
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
            guard case .damagedUTF8(let broken) = finding(order.map { parts[$0] }) else {
                Issue.record("parts \(order)")
                continue
            }
            #expect(broken.bytes.first == 0xE9)
        }
        for order in [[0, 1], [1, 0]] {
            guard case .notUTF8 = finding(order.map { parts[$0] }) else {
                Issue.record("parts \(order)")
                continue
            }
        }
    }

    @Test("every encoding gives the same text however the file is cut, without its mark", arguments: 1...9)
    func cutAnywhere(pieceBytes: Int) throws {
        let little = Self.utf16(Self.text, lowByteFirst: true)
        let big = Self.utf16(Self.text, lowByteFirst: false)
        let utf8 = Array(Self.text.utf8)
        let files: [(TextEncoding, [UInt8])] = [
            (.utf8(mark: false), utf8), (.utf8(mark: true), utf8),
            (.utf16LittleEndian(mark: false), little), (.utf16LittleEndian(mark: true), little),
            (.utf16BigEndian(mark: false), big), (.utf16BigEndian(mark: true), big),
        ]
        for (encoding, bytes) in files {
            let text = try Self.transcoded(encoding.markBytes + bytes, encoding, pieceBytes: pieceBytes)
            #expect(text == Self.text, "\(encoding)")
        }
        let western = try Self.transcoded([0x80, 0x20, 0xE9, 0x9C, 0x2D, 0x9F], .cp1252, pieceBytes: pieceBytes)
        #expect(western == "€ éœ-Ÿ")
    }

    @Test(
        "broken bytes are named with their offset and what was expected, however the file is cut",
        arguments: 1...5)
    func brokenBytes(pieceBytes: Int) {
        let utf8 = TextEncoding.utf8(mark: false)
        let little = TextEncoding.utf16LittleEndian(mark: false)
        let continuation = BrokenText.Expectation.continuation(from: 0x80, through: 0xBF)
        let cases: [([UInt8], BrokenText)] = [
            ([0x61, 0x80], BrokenText(encoding: utf8, byteOffset: 1, bytes: [0x80], expected: .characterStart)),
            ([0xC0, 0x80], BrokenText(encoding: utf8, byteOffset: 0, bytes: [0xC0], expected: .characterStart)),
            (
                [0xC3, 0xA9, 0xE2, 0x82, 0x41],
                BrokenText(encoding: utf8, byteOffset: 2, bytes: [0xE2, 0x82, 0x41], expected: continuation)
            ),
            (
                [0xED, 0xA0, 0x80],
                BrokenText(
                    encoding: utf8, byteOffset: 0, bytes: [0xED, 0xA0],
                    expected: .continuation(from: 0x80, through: 0x9F))
            ),
            (
                [0x61, 0xF0, 0x9F],
                BrokenText(encoding: utf8, byteOffset: 1, bytes: [0xF0, 0x9F], expected: .restOfCharacter)
            ),
            (
                [0x61, 0, 0x3D, 0xD8, 0x61, 0],
                BrokenText(
                    encoding: little, byteOffset: 2, bytes: [0x3D, 0xD8, 0x61, 0], expected: .lowSurrogate)
            ),
            ([0, 0xDC], BrokenText(encoding: little, byteOffset: 0, bytes: [0, 0xDC], expected: .highSurrogate)),
            ([0x61, 0, 0x62], BrokenText(encoding: little, byteOffset: 2, bytes: [0x62], expected: .restOfCharacter)),
            ([0x61, 0x81], BrokenText(encoding: .cp1252, byteOffset: 1, bytes: [0x81], expected: .assignedByte)),
        ]
        for (bytes, fact) in cases {
            #expect(throws: fact) { try Self.transcoded(bytes, fact.encoding, pieceBytes: pieceBytes) }
        }
    }

    @Test("every scalar of Unicode passes, and every pair of bytes is judged as the standard library does")
    func agreesWithStandardLibrary() throws {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second, 0x41]
                let isValid = String(validating: bytes, as: UTF8.self) != nil
                let passed = try? Self.transcoded(bytes, .utf8(mark: false), pieceBytes: 3)
                #expect((passed != nil) == isValid, "\(bytes)")
            }
        }
        for value in stride(from: UInt32(1), through: 0x10FFFF, by: 97) {
            guard let scalar = Unicode.Scalar(value), value != 0xFEFF else { continue }
            let text = String(Character(scalar))
            #expect(try Self.transcoded(Array(text.utf8), .utf8(mark: false), pieceBytes: 1) == text)
            let units = Self.utf16(text, lowByteFirst: true)
            #expect(try Self.transcoded(units, .utf16LittleEndian(mark: false), pieceBytes: 3) == text)
        }
    }
}
