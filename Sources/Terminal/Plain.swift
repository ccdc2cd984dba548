// SPDX-License-Identifier: Apache-2.0

/// Text that needs no look-up: every scalar is a cluster of one cell that may be drawn as it is.
enum Plain {
    /// The scalars of UTF-8 bytes as far as `most` of them, or nil when one among those is not plain.
    ///
    /// `isASCII` takes only ASCII for plain, as where ambiguous characters are wide.
    static func scalars(_ bytes: UnsafeBufferPointer<UInt8>, most: Int, isASCII: Bool) -> [UInt32]? {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(min(bytes.count, most))
        var index = 0
        while index < bytes.count, scalars.count < most {
            let lead = bytes[index]
            if lead >= 0x20 && lead < 0x7F {
                scalars.append(UInt32(lead))
                index += 1
                continue
            }
            let length = lead & 0xE0 == 0xC0 ? 2 : lead & 0xF0 == 0xE0 ? 3 : 0
            guard !isASCII, length > 0, index + length <= bytes.count else { return nil }
            var scalar = UInt32(lead & (length == 2 ? 0x1F : 0x0F))
            for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
            guard holds(scalar) else { return nil }
            scalars.append(scalar)
            index += length
        }
        return scalars
    }

    /// Whether a scalar beyond ASCII is plain: letters of Latin and Cyrillic, dashes, quotes, currency signs, arrows,
    /// rules and blocks. None of them joins with another, none is invisible.
    static func holds(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA1...0xAC, 0xAE...0x2FF: true
        case 0x400...0x481, 0x48A...0x52F, 0x1E00...0x1EFF: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF: true
        case 0x2190...0x21FF, 0x2500...0x25FC, 0x2713...0x2718: true
        default: false
        }
    }
}
