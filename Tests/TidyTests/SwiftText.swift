// SPDX-License-Identifier: Apache-2.0

/// A Swift file parted into code, comments and texts. Each part keeps the file's length: what belongs to the others
/// is blank in it, so a place is the same line and column in all of them.
struct SwiftText {
    enum Part: UInt8 {
        case code, comment, text
    }

    let bytes: [UInt8]
    private let parts: [Part]

    init(_ content: String) {
        bytes = Array(content.utf8)
        var scan = SwiftScan(bytes: bytes)
        scan.code(until: nil)
        parts = scan.parts
    }

    /// The file with all but one part blanked, line by line.
    func lines(of part: Part) -> [String] {
        let newline = UInt8(ascii: "\n")
        let blank = UInt8(ascii: " ")
        let kept = bytes.indices.map { bytes[$0] == newline || parts[$0] == part ? bytes[$0] : blank }
        return String(decoding: kept, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The numbers, from 1, of lines that begin inside a text: those of a multi-line literal.
    var linesInsideText: Set<Int> {
        var result: Set<Int> = []
        var line = 1
        for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            if parts[index] == .text { result.insert(line) }
        }
        return result
    }
}

/// Walks through a Swift file and notes which part each byte belongs to.
private struct SwiftScan {
    let bytes: [UInt8]
    var parts: [SwiftText.Part]
    private var place = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        parts = [SwiftText.Part](repeating: .code, count: bytes.count)
    }

    private func stands(_ text: String) -> Bool {
        bytes[place...].starts(with: text.utf8)
    }

    private mutating func take(_ count: Int, as part: SwiftText.Part) {
        for index in place..<min(bytes.count, place + count) { parts[index] = part }
        place = min(bytes.count, place + count)
    }

    /// Code up to the end, or up to the bracket that closes an interpolation.
    mutating func code(until closing: String?) {
        var depth = 0
        while place < bytes.count {
            if stands("//") {
                lineComment()
            } else if stands("/*") {
                blockComment()
            } else if let marks = textMarks {
                text(marks: marks)
            } else {
                if closing != nil, depth == 0, stands(")") { return take(1, as: .text) }
                if stands("(") { depth += 1 }
                if stands(")") { depth -= 1 }
                place += 1
            }
        }
    }

    private mutating func lineComment() {
        while place < bytes.count, !stands("\n") { take(1, as: .comment) }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if stands("/*") { depth += 1 }
            if stands("*/") { depth -= 1 }
            take(stands("/*") || stands("*/") ? 2 : 1, as: .comment)
        } while depth > 0 && place < bytes.count
    }

    /// How many # stand before a quotation mark here; nil when no text begins.
    private var textMarks: Int? {
        var end = place
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - place : nil
    }

    private mutating func text(marks: Int) {
        let sharps = String(repeating: "#", count: marks)
        let quotes = stands(sharps + "\"\"\"") ? "\"\"\"" : "\""
        take(marks + quotes.utf8.count, as: .text)
        while place < bytes.count {
            if stands(quotes + sharps) { return take(quotes.utf8.count + marks, as: .text) }
            if stands("\\\(sharps)(") {
                take(marks + 2, as: .text)
                code(until: ")")
            } else if stands("\\" + sharps) {
                take(marks + 2, as: .text)
            } else {
                take(1, as: .text)
            }
        }
    }
}
