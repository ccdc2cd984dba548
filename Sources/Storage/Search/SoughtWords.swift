// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Text

/// The words of a search, to be found in one record: each in its text, the last one mostly as a beginning, or all of
/// them as the beginning of its SKU or as its GTIN.
struct SoughtWords {
    typealias Word = (word: String, isPrefix: Bool)

    private let words: [(word: [UInt8], isPrefix: Bool)]
    private let code: String
    private let gtin: String?
    private let positions: (fields: [Int], sku: Int?, gtin: Int?)

    init(_ words: [Word], in resource: ResourceFacts) {
        self.words = words.map { (Array($0.word.utf8), $0.isPrefix) }
        code = Self.code(words)
        gtin = words.count == 1 ? words[0].word : nil
        positions = (
            SearchTables.wordFields(of: resource).map(\.position), resource.positions["sku"], resource.positions["gtin"]
        )
    }

    /// What the words side by side are as a code.
    static func code(_ words: [Word]) -> String { words.map(\.word).joined(separator: "-") }

    /// Whether a live record holds every word now.
    func stand(in record: StoredRecord) -> Bool {
        if record.isDeleted { return false }
        if let sku = positions.sku.flatMap({ record.values[$0].text }), Normal.key(sku).hasPrefix(code) { return true }
        if let gtin, positions.gtin.flatMap({ record.values[$0].text }) == gtin { return true }
        let texts = positions.fields.compactMap { SearchTables.text(record.values[$0]) }.map(Self.folded)
        return words.allSatisfy { wanted in texts.contains { Self.holds($0, wanted.word, wanted.isPrefix) } }
    }

    /// A text as its words with blanks around them: ASCII as it is, its letters small.
    private static func folded(_ text: String) -> [UInt8] {
        let blank = UInt8(ascii: " ")
        guard Normal.isASCII(text) else {
            return [blank] + Array(Words.split(text).joined(separator: " ").utf8) + [blank]
        }
        var bytes = [blank]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            default: bytes.append(blank)
            }
        }
        bytes.append(blank)
        return bytes
    }

    /// Whether a folded text holds a word, whole or as a beginning.
    private static func holds(_ text: [UInt8], _ word: [UInt8], _ isPrefix: Bool) -> Bool {
        let blank = UInt8(ascii: " ")
        guard let first = word.first, text.count > word.count + 1 else { return false }
        return text.withUnsafeBufferPointer { text in
            for start in 1..<text.count - word.count where text[start] == first && text[start - 1] == blank {
                let end = start + word.count
                if text[start..<end].elementsEqual(word), isPrefix || text[end] == blank { return true }
            }
            return false
        }
    }
}

/// A text's words for SQL, with a blank around each: what `LIKE` looks for there is a whole word, or a beginning.
enum WordList {
    static func text(_ text: String) -> String { " " + Words.split(text).joined(separator: " ") + " " }
}
