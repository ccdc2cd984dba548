// SPDX-License-Identifier: Apache-2.0

/// Looks at all bytes of a file, in pieces cut anywhere, to tell UTF-8 from Windows-1252. What it finds does not depend
/// on where in the file a byte stands: one character of UTF-8 anywhere says that the file is meant to be UTF-8.
package struct EightBitObserver: Sendable {
    private var hasWholeCharacter = false
    private var isAssigned = true
    private var broken: BrokenText?
    /// The beginning of a character that the last piece ended in; at most three bytes.
    private var pending: [UInt8] = []
    private var byteOffset = 0

    package init() {}

    /// Takes in the next piece.
    package mutating func observe(_ piece: [UInt8]) {
        let bytes = pending.isEmpty ? piece : pending + piece
        pending = []
        bytes.withUnsafeBufferPointer { observe($0) }
    }

    /// What all pieces together say; a character cut off at their end does no harm.
    package var finding: TextEncodingFinding {
        let utf8 = TextEncoding.utf8(mark: false)
        guard let broken else { return TextEncodingFinding(encoding: utf8, evidence: .wellFormed) }
        return hasWholeCharacter || !isAssigned
            ? TextEncodingFinding(encoding: utf8, evidence: .damagedUTF8(broken))
            : TextEncodingFinding(encoding: .cp1252, evidence: .notUTF8(broken))
    }

    mutating func observe(_ buffer: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while true {
            position = UTF8Sequence.endOfASCII(in: buffer, from: position)
            guard position < buffer.count else { break }
            switch UTF8Sequence.read(buffer, at: position) {
            case .whole(let length):
                hasWholeCharacter = true
                position += length
            case .cutOff:
                pending = Array(buffer[position...])
                byteOffset += position
                return
            case .broken(let length, let expected):
                if !CodePage1252.isAssigned(buffer[position]) { isAssigned = false }
                if broken == nil {
                    broken = BrokenText(
                        encoding: .utf8(mark: false), byteOffset: byteOffset + position,
                        bytes: Array(buffer[position..<position + length]), expected: expected)
                }
                // What follows the bad byte may be whole by itself.
                position += 1
            }
        }
        byteOffset += buffer.count
    }
}
