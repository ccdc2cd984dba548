// SPDX-License-Identifier: Apache-2.0

/// A date as written in a cell: three numbers with the same separator between them, their order not judged yet.
struct DateText {
    /// One of the numbers, with how many digits it was written.
    struct Part {
        var value = 0
        var digits = 0
    }

    let separator: DateFormat.Separator
    let parts: (Part, Part, Part)

    init(_ bytes: Span<UInt8>) throws(DateFault) {
        var range = bytes.indices
        while let first = range.first, let length = BlankMark.length(bytes, at: first, before: range.upperBound) {
            range = first + length..<range.upperBound
        }
        while let last = range.last,
            let length = BlankMark.lengthEnding(bytes, at: last, notBefore: range.lowerBound)
        {
            range = range.lowerBound..<range.upperBound - length
        }
        guard !range.isEmpty else { throw .empty }
        var found: [Part] = [Part()]
        var separator: DateFormat.Separator?
        for index in range {
            let digit = bytes[index] &- 0x30
            if digit < 10 {
                guard found[found.count - 1].digits < 4 else { throw .notADate }
                found[found.count - 1].value = found[found.count - 1].value * 10 + Int(digit)
                found[found.count - 1].digits += 1
            } else {
                guard let mark = DateFormat.Separator(rawValue: bytes[index]), separator ?? mark == mark,
                    found.count < 3
                else { throw .notADate }
                separator = mark
                found.append(Part())
            }
        }
        guard let separator, found.count == 3, found.allSatisfy({ $0.digits > 0 }) else { throw .notADate }
        self.separator = separator
        parts = (found[0], found[1], found[2])
    }
}
