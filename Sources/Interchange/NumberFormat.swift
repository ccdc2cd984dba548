// SPDX-License-Identifier: Apache-2.0

/// How a column writes numbers.
package struct NumberFormat: Hashable, Sendable {
    /// The character before the decimals.
    package enum DecimalMark: Hashable, CaseIterable, Sendable {
        case point, comma

        /// The mark as it is written.
        package var word: String { self == .point ? "." : "," }

        package init?(word: String) {
            guard let mark = Self.allCases.first(where: { $0.word == word }) else { return nil }
            self = mark
        }

        var mark: NumberMark { self == .point ? .point : .comma }
        var byte: UInt8 { self == .point ? 0x2E : 0x2C }
    }

    /// The character before the decimals.
    package var decimal: DecimalMark
    /// The character between groups of three digits; nil if digits are not grouped.
    package var grouping: NumberMark?

    /// Makes a format; the two marks must differ.
    package init(decimal: DecimalMark, grouping: NumberMark?) {
        precondition(grouping != decimal.mark)
        self.decimal = decimal
        self.grouping = grouping
    }

    /// Every format, for each decimal mark in the order: ungrouped, the other mark, blank, apostrophe.
    package static let all: [NumberFormat] = DecimalMark.allCases.flatMap { decimal in
        let other: NumberMark = decimal == .point ? .comma : .point
        return [nil, other, .blank, .apostrophe].map { NumberFormat(decimal: decimal, grouping: $0) }
    }

    /// A number as the format writes it.
    package var example: String {
        let whole =
            switch grouping {
            case nil: "24"
            case .point: "1.024"
            case .comma: "1,024"
            case .blank: "1 024"
            case .apostrophe: "1'024"
            }
        return "\(whole)\(decimal == .point ? "." : ",")50"
    }

    /// The number a cell holds; digits may be grouped or not, but a group is always three digits.
    package func parse(_ bytes: Span<UInt8>) throws(NumberFault) -> ExactDecimal {
        let text = try NumberText(bytes)
        return try read(bytes, text)
    }

    /// The number a text holds.
    package func parse(_ text: String) throws(NumberFault) -> ExactDecimal {
        let bytes = Array(text.utf8)
        return try parse(bytes.span)
    }

    /// Whether the text is a number in this format.
    package func reads(_ text: String) -> Bool {
        (try? parse(text)) != nil
    }

    /// The cell's number in units of ten to the power of minus `decimals`, fast for plain digits; never rounds.
    package func minorUnits(_ bytes: Span<UInt8>, decimals: Int) throws(NumberFault) -> Int64 {
        guard let plain = PlainNumber(bytes), plain.mark == 0 || plain.mark == decimal.byte else {
            return try parse(bytes).minorUnits(decimals: decimals)
        }
        return try plain.value.minorUnits(decimals: decimals)
    }

    func read(_ bytes: Span<UInt8>, _ text: NumberText) throws(NumberFault) -> ExactDecimal {
        var mantissa: Int64 = 0
        var digitCount = 0
        var scale: Int?
        var groups = DigitGroups()
        var index = text.digits.lowerBound
        while index < text.digits.upperBound {
            if let mark = NumberMark.read(bytes, at: index, before: text.digits.upperBound) {
                index += mark.length
                guard scale == nil else { throw .wrongSeparators }
                if mark.mark == decimal.mark {
                    guard groups.isComplete else { throw .wrongSeparators }
                    scale = 0
                } else {
                    guard mark.mark == grouping, groups.endGroup() else { throw .wrongSeparators }
                }
                continue
            }
            let digit = bytes[index] &- 0x30
            index += 1
            digitCount += 1
            guard digitCount <= ExactDecimal.digitsMax else {
                throw .tooManyDigits(digitsMax: ExactDecimal.digitsMax)
            }
            mantissa = mantissa * 10 + Int64(digit)
            if let decimals = scale { scale = decimals + 1 } else { groups.add(digit) }
        }
        guard scale != 0, scale != nil || groups.isComplete else { throw .wrongSeparators }
        return ExactDecimal(mantissa: text.isNegative ? -mantissa : mantissa, scale: scale ?? 0)
    }
}

/// The digits before the decimal mark, counted in groups.
private struct DigitGroups {
    private var count = 0
    private var isGrouped = false
    private var beginsWithZero = false

    /// Whether the decimal mark or the end may stand here.
    var isComplete: Bool { !isGrouped || count == 3 }

    mutating func add(_ digit: UInt8) {
        if count == 0, !isGrouped { beginsWithZero = digit == 0 }
        count += 1
    }

    /// Ends a group; false if it is no group of a grouped number, such as the 0 of 0.500.
    mutating func endGroup() -> Bool {
        guard isGrouped ? count == 3 : (1...3).contains(count) && !beginsWithZero else { return false }
        (count, isGrouped) = (0, true)
        return true
    }
}
