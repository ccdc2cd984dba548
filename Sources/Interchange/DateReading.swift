// SPDX-License-Identifier: Apache-2.0

/// What the cells of a column say about how its dates are written.
package enum DateReading: Hashable, Sendable {
    /// A format, and what a cell means in it as YYYY-MM-DD.
    package struct Choice: Hashable, Sendable {
        /// One of the possible formats.
        package var format: DateFormat
        /// The cell's date in that format, as YYYY-MM-DD.
        package var date: String

        /// Makes a choice.
        package init(format: DateFormat, date: String) {
            self.format = format
            self.date = date
        }
    }

    /// No cell holds a date.
    case noDates
    /// One format reads every date, or all that do read the same.
    case decided(DateFormat)
    /// All dates can be read in several ways, which differ for the cell shown.
    case ambiguous(CellSample, [Choice])
    /// No format reads both of these cells.
    case contradictory(CellSample, CellSample)

    /// Decides on a column's cells, the first of which stands in `firstRow`.
    package static func decide(_ samples: [String], firstRow: Int = 2) -> DateReading {
        var observer = DateObserver()
        for (index, sample) in samples.enumerated() {
            let bytes = Array(sample.utf8)
            observer.observe(bytes.span, row: firstRow + index)
        }
        return observer.reading
    }
}

/// Looks at a column's cells one by one to decide how its dates are written.
package struct DateObserver: Sendable {
    /// The first cell that is not empty and no date in any format.
    package private(set) var unreadable: CellSample?
    /// How many cells are neither empty nor dates.
    package private(set) var unreadableCount = 0
    /// How many cells are dates in some format.
    package private(set) var dateCount = 0

    private var elimination = FormatElimination(formatCount: DateFormat.all.count)
    /// The first cell that the formats possible there read differently.
    private var doubtful: CellSample?

    /// Makes an observer that has seen no cell.
    package init() {}

    /// Takes in a cell's UTF-8 bytes; empty cells say nothing.
    package mutating func observe(_ bytes: Span<UInt8>, row: Int) {
        let text: DateText
        do {
            text = try DateText(bytes)
        } catch {
            if error != .empty { keepUnreadable(bytes, row: row) }
            return
        }
        var readers: UInt16 = 0
        var dates: Set<String> = []
        for (index, format) in DateFormat.all.enumerated() {
            guard let date = try? format.read(text) else { continue }
            readers |= 1 << UInt16(index)
            dates.insert(date)
        }
        guard readers != 0 else { return keepUnreadable(bytes, row: row) }
        dateCount += 1
        elimination.observe(readers, sample: CellSample(row: row, bytes: bytes))
        if doubtful == nil, dates.count > 1 { doubtful = CellSample(row: row, bytes: bytes) }
    }

    /// What the cells so far say.
    package var reading: DateReading {
        guard dateCount > 0 else { return .noDates }
        if let (earlier, later) = elimination.conflict { return .contradictory(earlier, later) }
        let alive = elimination.aliveIndexes.map { DateFormat.all[$0] }
        guard let first = alive.first else { return .noDates }
        guard alive.count > 1, let doubtful else { return .decided(first) }
        let choices = alive.compactMap { format in
            (try? format.parse(doubtful.text)).map { DateReading.Choice(format: format, date: $0) }
        }
        return .ambiguous(doubtful, choices)
    }

    /// The orders of year, month and day that the column can have: of an unreadable mix those that read a part of it.
    package var orders: [DateFormat.Order] {
        var orders: [DateFormat.Order] = []
        for format in candidates where !orders.contains(format.order) { orders.append(format.order) }
        return orders
    }

    /// The format for a column of whose dates somebody decided the order; nil where none of them has it.
    package func format(of order: DateFormat.Order) -> DateFormat? { candidates.first { $0.order == order } }

    private var candidates: [DateFormat] {
        let alive = elimination.aliveIndexes.map { DateFormat.all[$0] }
        guard alive.isEmpty, let (earlier, later) = elimination.conflict else { return alive }
        return DateFormat.all.filter { $0.reads(earlier.text) || $0.reads(later.text) }
    }

    private mutating func keepUnreadable(_ bytes: Span<UInt8>, row: Int) {
        unreadableCount += 1
        if unreadable == nil { unreadable = CellSample(row: row, bytes: bytes) }
    }
}
