// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Number reading")
struct NumberReadingTests {
    private static let point = NumberFormat(decimal: .point, grouping: nil)
    private static let pointByComma = NumberFormat(decimal: .point, grouping: .comma)
    private static let comma = NumberFormat(decimal: .comma, grouping: nil)
    private static let commaByPoint = NumberFormat(decimal: .comma, grouping: .point)

    @Test("real columns decide their format")
    func decided() {
        let columns: [([String], NumberFormat)] = [
            (["24.00", "157.74"], Self.point),
            (["24,00", "157,74"], Self.comma),
            (["1", "20", "300"], Self.point),
            (["1.234", "24.00"], Self.point),
            (["1.234", "24,00"], Self.commaByPoint),
            (["1,234", "1,234.50"], Self.pointByComma),
            (["1.234.567"], Self.commaByPoint),
            (["0.500"], Self.point),
            (["1234.567"], Self.point),
            (["1 234,50", "7"], NumberFormat(decimal: .comma, grouping: .blank)),
            (["1'234.50"], NumberFormat(decimal: .point, grouping: .apostrophe)),
            (["£4,250.00", "variable", ""], Self.pointByComma),
        ]
        for (samples, format) in columns {
            #expect(NumberReading.decide(samples) == .decided(format), "\(samples)")
        }
    }

    @Test("three digits after a single separator throughout are ambiguous, shown with both readings")
    func ambiguous() {
        let point = NumberReading.decide(["", "7", "1.234", "2.500"])
        #expect(
            point
                == .ambiguous(
                    NumberAmbiguity(
                        sample: CellSample(row: 4, text: "1.234"),
                        point: .init(format: Self.point, value: ExactDecimal(mantissa: 1234, scale: 3)),
                        comma: .init(format: Self.commaByPoint, value: ExactDecimal(mantissa: 1234, scale: 0)))))
        #expect(
            NumberReading.decide(["1,234"])
                == .ambiguous(
                    NumberAmbiguity(
                        sample: CellSample(row: 2, text: "1,234"),
                        point: .init(format: Self.pointByComma, value: ExactDecimal(mantissa: 1234, scale: 0)),
                        comma: .init(format: Self.comma, value: ExactDecimal(mantissa: 1234, scale: 3)))))
    }

    @Test("cells that no format reads together are shown, the earlier first")
    func contradictory() {
        #expect(
            NumberReading.decide(["1", "1.50", "2", "2,50", "3.50"])
                == .contradictory(CellSample(row: 3, text: "1.50"), CellSample(row: 5, text: "2,50")))
        #expect(
            NumberReading.decide(["1 234.5", "1,234.5"])
                == .contradictory(CellSample(row: 2, text: "1 234.5"), CellSample(row: 3, text: "1,234.5")))
    }

    private func observer(of text: String) -> NumberObserver {
        var observer = NumberObserver()
        let bytes = Array(text.utf8)
        observer.observe(bytes.span, row: 2)
        return observer
    }

    @Test("a column without numbers says so and keeps the first cell that is none")
    func noNumbers() {
        var observer = NumberObserver()
        for (index, text) in ["", "n/a", "4.00638E+12", "1,23,45"].enumerated() {
            let bytes = Array(text.utf8)
            observer.observe(bytes.span, row: index + 2)
        }
        #expect(observer.reading() == .noNumbers)
        #expect(observer.unreadable == CellSample(row: 3, text: "n/a"))
        #expect(observer.unreadableCount == 3)
        #expect(NumberReading.decide([]) == .noNumbers)
    }

    @Test("the fast observation agrees with parsing in every format")
    func agreesWithParsing() {
        var random = SeededGenerator(for: "Number reading")
        for round in 0..<5_000 {
            let text = random.text(of: ["0", "1", "23", "456", ".", ",", " ", "'", "-"], lengthMax: 5)
            let readers = NumberFormat.all.filter { $0.reads(text) }
            let values = Set(readers.compactMap { try? $0.parse(text) })
            let comment: Comment = "seed \(random.seed), round \(round): \(text)"
            switch NumberReading.decide([text]) {
            case .noNumbers: #expect(readers.isEmpty, comment)
            case .decided(let format): #expect(values.count == 1 && readers.first == format, comment)
            case .ambiguous(let doubt):
                #expect(values == [doubt.point.value, doubt.comma.value] && values.count == 2, comment)
            case .contradictory, .against: Issue.record(comment)
            }
            for mark in NumberFormat.DecimalMark.allCases where !readers.isEmpty {
                let reading = observer(of: text).reading(as: mark)
                let format = readers.first { $0.decimal == mark }
                #expect(
                    reading == format.map { .decided($0) } ?? .against(CellSample(row: 2, text: text)), comment)
            }
        }
    }
}
