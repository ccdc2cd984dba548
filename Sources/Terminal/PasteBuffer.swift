// SPDX-License-Identifier: Apache-2.0

/// The inside of a bracketed paste up to its end mark, ESC [ 201 ~ , which may arrive in pieces.
struct PasteBuffer: Sendable {
    private static let endMark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    private let limit: Int
    private var bytes: [UInt8] = []
    private var wasCut = false
    /// How many bytes of the end mark stand at the end; ESC occurs in it only first, so one count is enough.
    private var matched = 0

    init(limit: Int) { self.limit = limit }

    /// The paste when this byte ends it, and whether it was longer than the limit; the buffer is then empty again.
    mutating func take(_ byte: UInt8) -> (text: String, wasCut: Bool)? {
        if byte == PasteBuffer.endMark[matched] {
            matched += 1
            guard matched == PasteBuffer.endMark.count else { return nil }
            let paste = (text, wasCut)
            self = PasteBuffer(limit: limit)
            return paste
        }
        for held in PasteBuffer.endMark[..<matched] { keep(held) }
        matched = 0
        if byte == PasteBuffer.endMark[0] { matched = 1 } else { keep(byte) }
        return nil
    }

    /// What came of a paste whose end mark is lost; the buffer is then empty again.
    mutating func end() -> String {
        defer { self = PasteBuffer(limit: limit) }
        return text
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < limit { bytes.append(byte) } else { wasCut = true }
    }

    /// Terminals send line ends as CR; a scalar cut by the limit is left out.
    private var text: String {
        var whole = bytes[...]
        if wasCut {
            while let last = whole.last, last & 0xC0 == 0x80 { whole.removeLast() }
            if let last = whole.last, last >= 0xC0 { whole.removeLast() }
        }
        var plain: [UInt8] = []
        plain.reserveCapacity(whole.count)
        var previous: UInt8 = 0
        for byte in whole {
            if byte == 0x0A && previous == 0x0D {
                previous = byte
                continue
            }
            plain.append(byte == 0x0D ? 0x0A : byte)
            previous = byte
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
