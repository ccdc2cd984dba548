// SPDX-License-Identifier: Apache-2.0

/// One character's bytes in UTF-8, judged by table 3-7 of the Unicode Standard.
enum UTF8Sequence {
    case whole(length: Int)
    /// Well-formed as far as it goes, but the buffer ends.
    case cutOff
    case broken(length: Int, expected: BrokenText.Expectation)

    /// Judges the character that begins at `start`, which must lie inside the buffer.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UTF8Sequence {
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch bytes[start] {
        case 0x00...0x7F: return .whole(length: 1)
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return .broken(length: 1, expected: .characterStart)
        }
        var position = start + 1
        while position < start + length {
            guard position < bytes.count else { return .cutOff }
            let byte = bytes[position]
            guard low <= byte, byte <= high else {
                return .broken(length: position - start + 1, expected: .continuation(from: low, through: high))
            }
            (low, high) = (0x80, 0xBF)
            position += 1
        }
        return .whole(length: length)
    }

    /// The index of the first byte from `start` on that is not ASCII, or the buffer's count.
    @inline(__always)
    static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var position = start
        while position &+ 32 <= raw.count {
            let first = raw.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
            guard first.wrappedOr & ByteWord.highBits == 0 else { break }
            position &+= 32
        }
        while position &+ 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let high = word & ByteWord.highBits
            if high != 0 { return position &+ high.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < bytes.count, bytes[position] < 0x80 { position &+= 1 }
        return position
    }

    /// Appends a scalar's bytes.
    static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            output.append(tail(0))
        case 0x800..<0x10000:
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            output.append(tail(6))
            output.append(tail(0))
        default:
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            output.append(tail(12))
            output.append(tail(6))
            output.append(tail(0))
        }
    }
}

extension SIMD4<UInt64> {
    @inline(__always)
    fileprivate var wrappedOr: UInt64 { (self[0] | self[1]) | (self[2] | self[3]) }
}
