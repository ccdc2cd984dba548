// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Delimiter and layout")
struct CSVLayoutTests {
    private func detect(_ text: String, isWholeFile: Bool = true) -> DelimiterFinding {
        Delimiter.detect(prefix: Array(text.utf8), isWholeFile: isWholeFile)
    }

    @Test("each delimiter is found", arguments: Delimiter.allCases)
    func each(delimiter: Delimiter) {
        let mark = String(Unicode.Scalar(delimiter.rawValue))
        #expect(detect("sku\(mark)name\nA\(mark)Hat\n") == .decided(delimiter))
    }

    @Test("delimiters and line ends inside quotes do not count")
    func quotes() {
        #expect(detect("\"a,b,c\";d\n\"x\ny,\"\"z,\";1\n") == .decided(.semicolon))
    }

    @Test("decimal commas do not make a semicolon file a comma file")
    func decimalCommas() {
        #expect(detect("name;price\nHat;1,50\nCowl;12,00\n") == .decided(.semicolon))
    }

    @Test("the delimiter that all rows agree on wins over one that is more frequent in the header")
    func consistency() {
        #expect(detect("a,b,c,d;e\n1;2\n3;4\n") == .decided(.semicolon))
    }

    @Test("no delimiter means one column, and equal claims are ambiguous")
    func undecided() {
        #expect(detect("") == .oneColumn)
        #expect(detect("sku\nA\nB") == .oneColumn)
        #expect(detect("a,b;c\n1,2;3\n") == .ambiguous([.comma, .semicolon]))
    }

    @Test("a record cut off by the end of the prefix does not count, unless there is no other")
    func cutOff() {
        #expect(detect("a;b,c,d;e\n1;2,3,4;5\n6;7", isWholeFile: false) == detect("a;b,c,d;e\n1;2,3,4;5\n"))
        #expect(detect("a;b", isWholeFile: false) == .decided(.semicolon))
    }

    @Test("encoding and delimiter are found together, and a chosen encoding is kept")
    func layout() {
        let bytes: [UInt8] = [0xFF, 0xFE] + "a;b\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let finding = TextEncodingFinding(encoding: .utf16LittleEndian(mark: true), evidence: .byteOrderMark)
        var expected = CSVLayout.detect(prefix: [], isWholeFile: true)
        expected.encoding = finding
        expected.delimiter = .decided(.semicolon)
        #expect(CSVLayout.detect(prefix: bytes, isWholeFile: true) == expected)
        let chosen = CSVLayout.detect(prefix: Array("é|b".utf8), isWholeFile: true, encoding: .cp1252)
        expected.encoding = TextEncodingFinding(encoding: .cp1252, evidence: .chosen)
        expected.delimiter = .decided(.bar)
        #expect(chosen == expected)
    }
}
