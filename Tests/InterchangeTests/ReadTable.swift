// SPDX-License-Identifier: Apache-2.0
import Glibc
import Interchange

/// A row as the reader lent it.
struct ReadRow: Equatable {
    var number: Int
    var cells: [String]
    var failure: CSVFailure?

    init(_ number: Int, _ cells: [String], failure: CSVFailure? = nil) {
        self.number = number
        self.cells = cells
        self.failure = failure
    }
}

/// All that the reader makes of a file.
struct ReadTable: Equatable {
    var rows: [ReadRow] = []
    var failure: CSVFailure?

    init(_ rows: [ReadRow] = [], failure: CSVFailure? = nil) {
        self.rows = rows
        self.failure = failure
    }

    /// Reads the bytes in pieces of the given size.
    init(
        reading bytes: [UInt8], pieceBytes: Int = .max, encoding: TextEncoding = .utf8(mark: false),
        delimiter: Delimiter = .comma, limits: CSVLimits = CSVLimits()
    ) throws {
        var rows: [ReadRow] = []
        func take(_ row: borrowing CSVRow) {
            let count = max(row.count, row.presentCount)
            rows.append(ReadRow(row.number, (0..<count).map { row[$0] }, failure: row.failure))
        }
        var reader = CSVReader(encoding: encoding, delimiter: delimiter, limits: limits)
        do {
            var start = 0
            while start < bytes.count {
                let end = start + min(pieceBytes, bytes.count - start)
                try reader.feed(Array(bytes[start..<end]), row: take)
                start = end
            }
            try reader.finish(row: take)
        } catch let fact as CSVFailure {
            failure = fact
        }
        self.rows = rows
    }

    /// Reads the text in pieces of the given size.
    init(
        reading text: String, pieceBytes: Int = .max, delimiter: Delimiter = .comma, limits: CSVLimits = CSVLimits()
    ) throws {
        try self.init(reading: Array(text.utf8), pieceBytes: pieceBytes, delimiter: delimiter, limits: limits)
    }

    var cells: [[String]] { rows.map(\.cells) }
}

/// SplitMix64: the same seed gives the same numbers.
struct SeededGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    /// Takes SATCHEL_SEED from the environment, or a new seed, and prints it.
    init(for test: String) {
        let given = getenv("SATCHEL_SEED").flatMap { UInt64(String(cString: $0)) }
        seed = given ?? UInt64.random(in: 0...UInt64(UInt32.max))
        state = seed
        print("\(test): SATCHEL_SEED=\(seed)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of up to `lengthMax` of the given characters.
    mutating func text(of alphabet: [String], lengthMax: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...lengthMax, using: &self) {
            text += alphabet[Int.random(in: alphabet.indices, using: &self)]
        }
        return text
    }
}
