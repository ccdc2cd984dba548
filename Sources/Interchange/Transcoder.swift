// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of a file, taken in pieces cut anywhere, into well-formed UTF-8 without a byte order mark.
///
/// UTF-8 is checked in one pass and appended as it is. A failed call has appended all that stands before the bad bytes.
package struct Transcoder: Sendable {
    /// The encoding of the bytes taken in.
    package let encoding: TextEncoding
    /// The bytes of a character that the last piece ended in; at most three.
    private var pending: [UInt8] = []
    /// Where the first byte not yet turned into text stands in the file.
    private var byteOffset = 0
    private var isAtStart = true

    /// Makes a transcoder at the start of a file.
    package init(from encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Appends the text of the next piece of the file.
    package mutating func transcode(_ chunk: Span<UInt8>, into output: inout [UInt8]) throws(BrokenText) {
        let start = output.count
        defer { dropMark(in: &output, at: start) }
        switch encoding {
        case .utf8: try passUTF8(chunk, into: &output)
        case .utf16LittleEndian: try decodeUTF16(chunk, lowByteFirst: true, into: &output)
        case .utf16BigEndian: try decodeUTF16(chunk, lowByteFirst: false, into: &output)
        case .cp1252: try decodeCP1252(chunk, into: &output)
        }
    }

    /// Appends the text of the next piece of the file.
    package mutating func transcode(_ chunk: [UInt8], into output: inout [UInt8]) throws(BrokenText) {
        try transcode(chunk.span, into: &output)
    }

    /// Says that the file is at its end; a character cut off there is broken.
    package func finish() throws(BrokenText) {
        guard pending.isEmpty else { throw broken(pending, .restOfCharacter) }
    }

    private func broken(_ bytes: [UInt8], _ expected: BrokenText.Expectation) -> BrokenText {
        BrokenText(encoding: encoding, byteOffset: byteOffset, bytes: bytes, expected: expected)
    }

    /// A mark is one character and so never cut: it is whole in the first text appended.
    private mutating func dropMark(in output: inout [UInt8], at start: Int) {
        guard isAtStart, output.count > start else { return }
        isAtStart = false
        if output[start...].starts(with: [0xEF, 0xBB, 0xBF]) { output.removeSubrange(start..<start + 3) }
    }
}

// MARK: - UTF-8

extension Transcoder {
    private mutating func passUTF8(_ chunk: Span<UInt8>, into output: inout [UInt8]) throws(BrokenText) {
        var position = 0
        while !pending.isEmpty, position < chunk.count {
            pending.append(chunk[position])
            position += 1
            switch pending.withUnsafeBufferPointer({ UTF8Sequence.read($0, at: 0) }) {
            case .cutOff: continue
            case .broken(_, let expected): throw broken(pending, expected)
            case .whole:
                output.append(contentsOf: pending)
                byteOffset += pending.count
                pending.removeAll(keepingCapacity: true)
            }
        }
        let failure = chunk.extracting(position..<chunk.count).withUnsafeBufferPointer { buffer in
            passWholeUTF8(buffer, into: &output)
        }
        if let failure { throw failure }
    }

    private mutating func passWholeUTF8(
        _ buffer: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
    ) -> BrokenText? {
        var position = 0
        var stop = UTF8Sequence.whole(length: 0)
        scan: while true {
            position = UTF8Sequence.endOfASCII(in: buffer, from: position)
            // Accented and CJK text comes in runs.
            while position < buffer.count, buffer[position] >= 0x80 {
                stop = UTF8Sequence.read(buffer, at: position)
                guard case .whole(let length) = stop else { break scan }
                position += length
            }
            guard position < buffer.count else { break }
        }
        output.append(contentsOf: buffer[..<position])
        byteOffset += position
        switch stop {
        case .whole: return nil
        case .cutOff:
            pending.append(contentsOf: buffer[position...])
            return nil
        case .broken(let length, let expected):
            return broken(Array(buffer[position..<position + length]), expected)
        }
    }
}

// MARK: - UTF-16 and Windows-1252

extension Transcoder {
    private mutating func decodeUTF16(
        _ chunk: Span<UInt8>, lowByteFirst: Bool, into output: inout [UInt8]
    ) throws(BrokenText) {
        func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
            lowByteFirst ? UInt32(first) | UInt32(second) << 8 : UInt32(second) | UInt32(first) << 8
        }
        var index = 0
        while index < chunk.count {
            if pending.isEmpty, index + 1 < chunk.count {
                let whole = unit(chunk[index], chunk[index + 1])
                if !(0xD800...0xDFFF).contains(whole) {
                    UTF8Sequence.append(whole, to: &output)
                    byteOffset += 2
                    index += 2
                    continue
                }
            }
            pending.append(chunk[index])
            index += 1
            guard pending.count.isMultiple(of: 2) else { continue }
            let first = unit(pending[0], pending[1])
            if pending.count == 2 {
                if (0xD800...0xDBFF).contains(first) { continue }
                guard !(0xDC00...0xDFFF).contains(first) else { throw broken(pending, .highSurrogate) }
                UTF8Sequence.append(first, to: &output)
            } else {
                let second = unit(pending[2], pending[3])
                guard (0xDC00...0xDFFF).contains(second) else { throw broken(pending, .lowSurrogate) }
                UTF8Sequence.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &output)
            }
            byteOffset += pending.count
            pending.removeAll(keepingCapacity: true)
        }
    }

    private mutating func decodeCP1252(_ chunk: Span<UInt8>, into output: inout [UInt8]) throws(BrokenText) {
        for index in chunk.indices {
            guard let scalar = CodePage1252.scalar(chunk[index]) else {
                throw broken([chunk[index]], .assignedByte)
            }
            UTF8Sequence.append(scalar, to: &output)
            byteOffset += 1
        }
    }
}
