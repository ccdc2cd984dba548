// SPDX-License-Identifier: Apache-2.0

/// A cell as the canvas keeps it: numbers only, so that a whole screen is filled and compared in microseconds.
struct PackedCell: Equatable {
    /// What it looks like.
    var style: Style
    /// The scalar it shows; 0 for the second half of a wide character; with `clusterFlag` the place of a cluster of
    /// several scalars in the canvas's own list.
    var code: UInt32

    static let clusterFlag: UInt32 = 1 << 31
    static let blank: UInt32 = 0x20

    var isContinuation: Bool { code == 0 }

    /// The place in the list of clusters; nil for a single scalar.
    var cluster: Int? { code & PackedCell.clusterFlag == 0 ? nil : Int(code & ~PackedCell.clusterFlag) }
}
