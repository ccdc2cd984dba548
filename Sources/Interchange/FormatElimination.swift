// SPDX-License-Identifier: Apache-2.0

/// Narrows a column's possible formats down, cell by cell; formats are the bits of a set, by their index.
struct FormatElimination: Sendable {
    /// The formats that read every cell so far.
    private(set) var alive: UInt16
    /// The first cell that each format does not read.
    private var refuters: [Int: CellSample] = [:]
    /// The first cells that no format reads together.
    private(set) var conflict: (CellSample, CellSample)?

    init(formatCount: Int) {
        precondition(formatCount < UInt16.bitWidth)
        alive = 1 << UInt16(formatCount) - 1
    }

    /// Takes in a cell that the formats of `readers`, at least one, can read.
    @inline(__always)
    mutating func observe(_ readers: UInt16, sample: @autoclosure () -> CellSample) {
        guard alive & readers != alive else { return }
        refute(alive & ~readers, readers: readers, sample: sample())
    }

    /// The indexes of the formats that read every cell.
    var aliveIndexes: [Int] {
        (0..<UInt16.bitWidth).filter { alive >> UInt16($0) & 1 == 1 }
    }

    private mutating func refute(_ refuted: UInt16, readers: UInt16, sample: CellSample) {
        for index in 0..<UInt16.bitWidth where refuted >> UInt16(index) & 1 == 1 {
            refuters[index] = sample
        }
        alive &= readers
        guard alive == 0, conflict == nil, let earlier = refuters[readers.trailingZeroBitCount] else { return }
        conflict = (earlier, sample)
    }
}
