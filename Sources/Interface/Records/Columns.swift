// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

/// The columns of a list as they are seen: the usual ones that fit its width, or those that were chosen.
struct Columns {
    struct Column: Equatable {
        let source: RecordColumn
        let title: String
        /// The sign of the order, with its rank where there are several.
        let mark: String
        /// From the left edge of the list.
        let x: Int
        let width: Int
        let alignment: Alignment
    }

    /// What a list's columns follow from.
    struct Setting {
        let resource: ResourceFacts
        /// Cells of the list.
        let room: Int
        let isNarrow: Bool
        let currency: String
        /// Cells that the contents of columns take, by the columns' names.
        var widest: [String: Int] = [:]
        /// The signs of the order, by the columns' names.
        var marks: [String: String] = [:]
        /// The columns that were chosen; empty for the usual ones.
        var chosen: [ColumnTerm] = []
        /// Of columns that do not fit, the first one behind those that stay.
        var first = 0
        /// The name of the column that is seen in any case.
        var focus = ""
    }

    /// Cells for cursor, mark and state before the first column.
    static let gutter = 3
    static let gap = 2
    static let widthMin = 3
    private static let labelMin = 20
    private static let labelMax = 60
    /// The most cells that a code or a figure gets when the rows need them.
    private static let contentMax = 20

    /// What is seen, from the left.
    private(set) var all: [Column] = []
    /// Every column in its order, seen or not.
    let order: [RecordColumn]
    /// The first one seen behind those that stay.
    private(set) var first = 0
    /// The columns beside which others are hidden, at their left.
    private(set) var cut: Int?
    /// Whether columns are hidden at the right.
    private(set) var isCutRight = false

    init(_ setting: Setting) {
        order = setting.chosen.isEmpty ? Columns.usual(setting) : setting.chosen.map(\.column)
        let widths = Columns.widths(order, setting)
        if Columns.extent(widths[...]) <= setting.room || setting.chosen.isEmpty {
            place(Array(order.indices), widths, setting)
        } else {
            scroll(widths, setting)
        }
    }

    /// The column of a name, if it is seen.
    func seen(_ name: String) -> Column? { all.first { $0.source.name == name } }

    // MARK: What stands where

    private mutating func place(_ indexes: [Int], _ widths: [Int], _ setting: Setting) {
        var x = Columns.gutter
        for index in indexes {
            let source = order[index]
            all.append(
                Column(
                    source: source, title: Columns.title(source, setting.currency),
                    mark: setting.marks[source.name] ?? "", x: x, width: max(1, min(widths[index], setting.room - x)),
                    alignment: source.kind.map(FieldText.isFigure) == true ? .right : .left))
            x += widths[index] + Columns.gap
        }
    }

    /// Of columns that do not fit, those from the first one on that is shown, whole ones only. The leftmost one stays,
    /// so that one knows whose row it is, unless it takes half of the room.
    private mutating func scroll(_ widths: [Int], _ setting: Setting) {
        let sign = Columns.gap
        let stays = widths[0] <= setting.room / 2 && order.count > 1 ? 1 : 0
        let start = stays == 1 ? Columns.gutter + widths[0] + Columns.gap : Columns.gutter
        let room = setting.room - start
        func fits(_ range: ClosedRange<Int>) -> Bool {
            let reserved = range.upperBound == order.count - 1 ? 0 : sign
            return Columns.extent(widths[range]) - Columns.gutter + reserved <= room
        }
        first = min(max(stays, setting.first), order.count - 1)
        if let focus = order.firstIndex(where: { $0.name == setting.focus }), focus >= stays {
            first = min(first, focus)
            while first < focus, !fits(first...focus) { first += 1 }
        }
        // Room that is left at the end of the row is for columns that were scrolled away.
        while first > stays, fits(first - 1...order.count - 1) { first -= 1 }
        var last = first
        while last + 1 < order.count, fits(first...last + 1) { last += 1 }
        isCutRight = last < order.count - 1
        var widths = widths
        widths[first] = min(widths[first], max(1, room - (isCutRight ? sign : 0)))
        place((stays == 1 ? [0] : []) + Array(first...last), widths, setting)
        if first > stays { cut = stays }
    }

    /// The cells of columns side by side, with the gutter.
    private static func extent(_ widths: ArraySlice<Int>) -> Int {
        gutter + widths.reduce(0, +) + gap * max(0, widths.count - 1)
    }

    // MARK: Which ones, and how wide

    /// The declared columns that fit, smaller ranks first, in the order of the declaration.
    private static func usual(_ setting: Setting) -> [RecordColumn] {
        var chosen: [FieldFacts] = []
        var used = gutter
        for field in byRank(setting.resource, isNarrow: setting.isNarrow) {
            let needed = (chosen.isEmpty ? 0 : gap) + usualWidth(.field(field), setting)
            // What does not fit leaves room for nothing behind it: the columns of a width are always the same.
            if !chosen.isEmpty && used + needed > setting.room { break }
            chosen.append(field)
            used += needed
        }
        return chosen.sorted { $0.position < $1.position }.map { .field($0) }
    }

    /// Room that is left goes to codes and figures that were cut, then to the label. No column goes for it.
    private static func widths(_ order: [RecordColumn], _ setting: Setting) -> [Int] {
        let given = Dictionary(setting.chosen.map { ($0.column, $0.width) }) { first, _ in first }
        var widths = order.map { (given[$0] ?? nil) ?? usualWidth($0, setting) }
        var spare = max(0, setting.room - extent(widths[...]))
        for index in byRank(order) where (given[order[index]] ?? nil) == nil {
            let wanted = min(setting.widest[order[index].name] ?? 0, contentMax)
            let more = min(spare, max(0, wanted - widths[index]))
            widths[index] += more
            spare -= more
        }
        let label = order.firstIndex { isLabel($0, setting.resource) && (given[$0] ?? nil) == nil }
        if let label { widths[label] += min(spare, labelMax - labelMin) }
        return widths
    }

    private static func byRank(_ order: [RecordColumn]) -> [Int] {
        order.indices.sorted {
            (order[$0].field?.columnRank ?? .max, $0) < (order[$1].field?.columnRank ?? .max, $1)
        }
    }

    private static func byRank(_ resource: ResourceFacts, isNarrow: Bool) -> [FieldFacts] {
        let ranked = resource.fields.filter { $0.columnRank != nil }
            .sorted { ($0.columnRank ?? 0, $0.position) < ($1.columnRank ?? 0, $1.position) }
        guard isNarrow else { return ranked }
        let label = ranked.filter { $0.position == resource.labelPosition }
        return label + ranked.filter { FieldText.isFigure($0.kind) }.prefix(1)
    }

    private static func isLabel(_ source: RecordColumn, _ resource: ResourceFacts) -> Bool {
        source.field?.position == resource.labelPosition
    }

    private static func title(_ source: RecordColumn, _ currency: String) -> String {
        if case .money? = source.kind { "\(source.label) \(currency)" } else { source.label }
    }

    /// The cells a column gets when nobody says otherwise.
    static func usualWidth(_ source: RecordColumn, _ setting: Setting) -> Int {
        if isLabel(source, setting.resource) { return labelMin }
        let mark = max(1, setting.marks[source.name]?.count ?? 0)
        return max(contentWidth(source.kind), Width.of(title(source, setting.currency)) + mark)
    }

    private static func contentWidth(_ kind: Kind?) -> Int {
        switch kind {
        case .code(.sku): 10
        case .code(.gtin): 14
        case .text, .note, .code, nil: 14
        case .integer, .quantity: 8
        case .money: 10
        case .percent: 6
        case .boolean: 3
        case .date: 10
        case .moment: 12
        case .choice(let words): words.map(\.count).max() ?? 8
        case .reference: 12
        case .references, .set, .map: 16
        }
    }

    /// Whether a field is read whole or not at all: a code or a figure that is cut says something else.
    private static func isReadWhole(_ source: RecordColumn) -> Bool {
        if case .code? = source.kind { return true }
        return source.kind.map(FieldText.isFigure) == true
    }

    /// The cells that the contents of columns take at most, with some rows more: widths only grow, so that no column
    /// moves to and fro while one moves through the list.
    static func widest(
        _ known: [String: Int], with records: [StoredRecord], _ chosen: [ColumnTerm], _ text: FieldText
    ) -> [String: Int] {
        var widest = known
        let usual = text.resource.fields.filter { $0.columnRank != nil }.map { RecordColumn.field($0) }
        for source in chosen.isEmpty ? usual : chosen.map(\.column) where isReadWhole(source) {
            guard let field = source.field else { continue }
            for record in records where !record.values[field.position].isNull {
                let width = Width.of(text.cell(field, record.values))
                if width > widest[field.key] ?? 0 { widest[field.key] = width }
            }
        }
        return widest
    }
}
