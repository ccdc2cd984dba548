// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

/// The columns of a list that fit its width, from the resource's declaration.
struct Columns {
    struct Column: Equatable {
        let field: FieldFacts
        let title: String
        /// From the left edge of the list.
        let x: Int
        let width: Int
        let alignment: Alignment
    }

    /// Cells for cursor, mark and state before the first column.
    static let gutter = 3
    static let gap = 2
    private static let labelMin = 20
    private static let labelMax = 60
    /// The most cells that a code or a figure gets when the rows need them.
    private static let contentMax = 20

    let all: [Column]

    /// `widest` holds the cells that the contents of fields take, by the fields' positions.
    init(_ resource: ResourceFacts, columns: Int, isNarrow: Bool, currency: String, widest: [Int: Int] = [:]) {
        let label = resource.labelPosition
        var chosen: [FieldFacts] = []
        var used = Columns.gutter
        for field in Columns.byRank(resource, isNarrow: isNarrow) {
            let needed = (chosen.isEmpty ? 0 : Columns.gap) + Columns.width(field, currency, label: label)
            // What does not fit leaves room for nothing behind it: the columns of a width are always the same.
            if !chosen.isEmpty && used + needed > columns { break }
            chosen.append(field)
            used += needed
        }
        // Room that is left goes to codes and figures that were cut, then to the label. No column goes for it.
        var spare = max(0, columns - used)
        var widths: [Int: Int] = [:]
        for field in chosen {
            let usual = Columns.width(field, currency, label: label)
            let more = min(spare, max(0, min(widest[field.position] ?? 0, Columns.contentMax) - usual))
            widths[field.position] = usual + more
            spare -= more
        }
        widths[label, default: 0] += min(spare, Columns.labelMax - Columns.labelMin)
        var x = Columns.gutter
        all = chosen.sorted { $0.position < $1.position }.map { field in
            let width = widths[field.position] ?? 0
            let column = Column(
                field: field, title: Columns.title(field, currency), x: x, width: width,
                alignment: FieldText.isFigure(field.kind) ? .right : .left)
            x += width + Columns.gap
            return column
        }
    }

    /// Whether a field is read whole or not at all: a code or a figure that is cut says something else.
    private static func isReadWhole(_ field: FieldFacts) -> Bool {
        if case .code = field.kind { return true }
        return FieldText.isFigure(field.kind)
    }

    /// The cells that the contents of columns take at most, with some rows more: widths only grow, so that no column
    /// moves to and fro while one moves through the list.
    static func widest(_ known: [Int: Int], with records: [StoredRecord], _ text: FieldText) -> [Int: Int] {
        var widest = known
        for field in text.resource.fields where field.columnRank != nil && isReadWhole(field) {
            for record in records where !record.values[field.position].isNull {
                let width = Width.of(text.cell(field, record.values))
                if width > widest[field.position] ?? 0 { widest[field.position] = width }
            }
        }
        return widest
    }

    private static func byRank(_ resource: ResourceFacts, isNarrow: Bool) -> [FieldFacts] {
        let ranked = resource.fields.filter { $0.columnRank != nil }
            .sorted { ($0.columnRank ?? 0, $0.position) < ($1.columnRank ?? 0, $1.position) }
        guard isNarrow else { return ranked }
        let label = ranked.filter { $0.position == resource.labelPosition }
        return label + ranked.filter { FieldText.isFigure($0.kind) }.prefix(1)
    }

    private static func title(_ field: FieldFacts, _ currency: String) -> String {
        if case .money = field.kind { "\(field.label) \(currency)" } else { field.label }
    }

    private static func width(_ field: FieldFacts, _ currency: String, label: Int) -> Int {
        if field.position == label { return labelMin }
        let content =
            switch field.kind {
            case .code(.sku): 10
            case .code(.gtin): 14
            case .text, .note, .code: 14
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
        // One more for the sign of the order.
        return max(content, Width.of(title(field, currency)) + 1)
    }
}

extension RecordsPlace {
    /// The columns as they are seen.
    func columns(_ situation: Situation) -> Columns {
        Columns(
            list.resource, columns: situation.layout.list.columns, isNarrow: situation.layout.isNarrow,
            currency: situation.viewer.currency, widest: widest)
    }

    /// The field whose column has the focus: the chosen one, or the nearest that is seen.
    func focusedField(_ situation: Situation) -> FieldFacts? {
        let all = columns(situation).all
        let chosen = all.first { $0.field.position == column }
        return (chosen ?? all.first { $0.field.position == list.resource.labelPosition } ?? all.first)?.field
    }
}
