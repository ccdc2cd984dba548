// SPDX-License-Identifier: Apache-2.0

/// What the cells of a column say about how its numbers are written.
package enum NumberReading: Hashable, Sendable {
    /// No cell holds a number.
    case noNumbers
    /// One format reads every number, or all that do read the same.
    case decided(NumberFormat)
    /// All numbers can be read in two ways, which differ for the cell shown.
    case ambiguous(NumberAmbiguity)
    /// The cell shown is no number with the decimal mark that was asked for.
    case against(CellSample)
    /// No format reads both of these cells.
    case contradictory(CellSample, CellSample)

    /// Decides on a column's cells, the first of which stands in `firstRow`.
    package static func decide(_ samples: [String], firstRow: Int = 2) -> NumberReading {
        var observer = NumberObserver()
        for (index, sample) in samples.enumerated() {
            let bytes = Array(sample.utf8)
            observer.observe(bytes.span, row: firstRow + index)
        }
        return observer.reading()
    }
}

/// A cell that can be read in two ways.
package struct NumberAmbiguity: Hashable, Sendable {
    /// One of the ways.
    package struct Choice: Hashable, Sendable {
        /// The format read with.
        package var format: NumberFormat
        /// The number read.
        package var value: ExactDecimal

        /// Makes a choice.
        package init(format: NumberFormat, value: ExactDecimal) {
            self.format = format
            self.value = value
        }
    }

    /// The cell in doubt.
    package var sample: CellSample
    /// The cell read with a decimal point.
    package var point: Choice
    /// The cell read with a decimal comma.
    package var comma: Choice

    /// Makes an ambiguity.
    package init(sample: CellSample, point: Choice, comma: Choice) {
        self.sample = sample
        self.point = point
        self.comma = comma
    }
}

/// Looks at a column's cells one by one to decide how its numbers are written.
package struct NumberObserver: Sendable {
    /// The first cell that is not empty and no number in any format, such as "variable".
    package private(set) var unreadable: CellSample?
    /// How many cells are neither empty nor numbers.
    package private(set) var unreadableCount = 0
    /// How many cells are numbers in some format.
    package private(set) var numberCount = 0

    private var elimination = FormatElimination(formatCount: NumberFormat.all.count)
    /// The first cell that reads differently with decimal point and decimal comma.
    private var doubtful: CellSample?
    /// The first cells that are no numbers with a decimal point, and with a decimal comma.
    private var withoutPoint: CellSample?
    private var withoutComma: CellSample?

    /// The bits of `NumberFormat.all` by decimal mark.
    private static let pointFormats: UInt16 = 0b0000_1111
    private static let commaFormats: UInt16 = 0b1111_0000

    /// Makes an observer that has seen no cell.
    package init() {}

    /// Takes in a cell's UTF-8 bytes; empty cells say nothing.
    package mutating func observe(_ bytes: Span<UInt8>, row: Int) {
        guard !bytes.isEmpty else { return }
        let readers: UInt16
        let hasMark: Bool
        if let plain = PlainNumber(bytes) {
            readers = Self.readers(plain)
            hasMark = plain.mark != 0
        } else {
            let text: NumberText
            do {
                text = try NumberText(bytes)
            } catch {
                if error != .empty { keepUnreadable(bytes, row: row) }
                return
            }
            readers = Self.readers(bytes, text)
            hasMark = text.digits.contains { bytes[$0] == 0x2E || bytes[$0] == 0x2C }
        }
        guard readers != 0 else { return keepUnreadable(bytes, row: row) }
        numberCount += 1
        elimination.observe(readers, sample: CellSample(row: row, bytes: bytes))
        if readers & Self.pointFormats == 0, withoutPoint == nil { withoutPoint = CellSample(row: row, bytes: bytes) }
        if readers & Self.commaFormats == 0, withoutComma == nil { withoutComma = CellSample(row: row, bytes: bytes) }
        let isDoubtful = hasMark && readers & Self.pointFormats != 0 && readers & Self.commaFormats != 0
        if isDoubtful, doubtful == nil { doubtful = CellSample(row: row, bytes: bytes) }
    }

    /// What the cells so far say, read with one decimal mark where that is given.
    package func reading(as wanted: NumberFormat.DecimalMark? = nil) -> NumberReading {
        guard numberCount > 0 else { return .noNumbers }
        if let wanted, let sample = wanted == .point ? withoutPoint : withoutComma { return .against(sample) }
        if let (earlier, later) = elimination.conflict { return .contradictory(earlier, later) }
        let alive = elimination.aliveIndexes.map { NumberFormat.all[$0] }.filter { wanted ?? $0.decimal == $0.decimal }
        guard let first = alive.first else { return .noNumbers }
        // Within one decimal mark the ungrouped format comes first, and only if no cell is grouped.
        guard let comma = alive.first(where: { $0.decimal == .comma }), first.decimal == .point,
            let doubtful, let pointValue = try? first.parse(doubtful.text),
            let commaValue = try? comma.parse(doubtful.text)
        else { return .decided(first) }
        return .ambiguous(
            NumberAmbiguity(
                sample: doubtful,
                point: NumberAmbiguity.Choice(format: first, value: pointValue),
                comma: NumberAmbiguity.Choice(format: comma, value: commaValue)))
    }

    /// The format for a column whose decimal mark somebody decided, though not each of its cells may be a number then.
    package func format(of mark: NumberFormat.DecimalMark) -> NumberFormat {
        elimination.aliveIndexes.map { NumberFormat.all[$0] }.first { $0.decimal == mark }
            ?? NumberFormat(decimal: mark, grouping: mark == .point ? .comma : .point)
    }

    private mutating func keepUnreadable(_ bytes: Span<UInt8>, row: Int) {
        unreadableCount += 1
        if unreadable == nil { unreadable = CellSample(row: row, bytes: bytes) }
    }

    @inline(__always)
    private static func readers(_ plain: PlainNumber) -> UInt16 {
        let canGroup = plain.value.scale == 3 && (1...3).contains(plain.wholeDigits) && !plain.beginsWithZero
        // The other decimal mark's second format groups with this mark.
        switch plain.mark {
        case 0x2E: return pointFormats | (canGroup ? 0b0010_0000 : 0)
        case 0x2C: return commaFormats | (canGroup ? 0b0000_0010 : 0)
        default: return pointFormats | commaFormats
        }
    }

    private static func readers(_ bytes: Span<UInt8>, _ text: NumberText) -> UInt16 {
        var readers: UInt16 = 0
        for (index, format) in NumberFormat.all.enumerated() where (try? format.read(bytes, text)) != nil {
            readers |= 1 << UInt16(index)
        }
        return readers
    }
}
