// SPDX-License-Identifier: Apache-2.0

/// The character between two cells of a row.
package enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C
}

/// What a file's first rows say about its delimiter.
package enum DelimiterFinding: Hashable, Sendable {
    case decided(Delimiter)
    /// No delimiter stands in the header: the file has one column.
    case oneColumn
    /// These explain the rows equally well.
    case ambiguous([Delimiter])
}

extension Delimiter {
    /// How many records detection looks at.
    package static let recordsMax = 50

    /// Finds the delimiter from a file's first UTF-8 bytes; a last record cut off by the prefix's end counts little.
    package static func detect(prefix: [UInt8], isWholeFile: Bool) -> DelimiterFinding {
        var best: [Delimiter] = []
        var bestScore = (consistentPermille: 0, columns: 0)
        for delimiter in allCases {
            let counts = delimiter.counts(in: prefix, isWholeFile: isWholeFile)
            guard let header = counts.first, header > 0 else { continue }
            let consistentPermille = counts.count { $0 == header } * 1_000 / counts.count
            let score = (consistentPermille: consistentPermille, columns: header)
            if best.isEmpty || score > bestScore {
                best = [delimiter]
                bestScore = score
            } else if score == bestScore {
                best.append(delimiter)
            }
        }
        return switch best.count {
        case 0: .oneColumn
        case 1: .decided(best[0])
        default: .ambiguous(best)
        }
    }

    /// How often the delimiter stands outside quotes, for each of the first records that are not blank.
    private func counts(in bytes: [UInt8], isWholeFile: Bool) -> [Int] {
        var counts: [Int] = []
        var count = 0
        var isAtCellStart = true
        var isInQuotes = false
        var isBlank = true
        for byte in bytes {
            if isInQuotes {
                // A doubled quote closes and opens again at once.
                if byte == 0x22 { (isInQuotes, isAtCellStart) = (false, true) }
            } else if byte == 0x0A || byte == 0x0D {
                if !isBlank { counts.append(count) }
                (count, isAtCellStart, isBlank) = (0, true, true)
                if counts.count == Delimiter.recordsMax { return counts }
            } else if byte == rawValue {
                count += 1
                (isAtCellStart, isBlank) = (true, false)
            } else {
                isInQuotes = byte == 0x22 && isAtCellStart
                (isAtCellStart, isBlank) = (false, false)
            }
        }
        if !isBlank, counts.isEmpty || (isWholeFile && !isInQuotes) { counts.append(count) }
        return counts
    }
}
