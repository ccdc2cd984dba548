// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

/// What stands where in a form of some width.
struct FormColumns {
    let value: Int
    let valueWidth: Int
    /// Where limits and failures stand; nil where failures stand below their fields and limits in the prompt line.
    let note: Int?
    let noteWidth: Int

    private static let columnsForNotes = 100

    /// `label` are the cells that the widest label takes.
    init(_ columns: Int, label: Int) {
        value = columns < 60 ? 16 : min(max(18, label + 4), columns < FormColumns.columnsForNotes ? 22 : 28)
        note = columns >= FormColumns.columnsForNotes ? 64 : nil
        valueWidth = (note ?? columns) - value - 2
        noteWidth = columns - (note ?? value) - 1
    }
}

/// One line of a form.
enum FormLine: Equatable {
    case heading(String)
    /// A field, with what stands beside it.
    case field(Int, note: String)
    /// What did not fit beside a field, or stands below it.
    case failure(String)
}

extension FormPlace {
    func columns(_ situation: Situation) -> FormColumns {
        let label = fields.map { Width.of($0.label) + ($0.isMust ? 2 : 0) }.max() ?? 0
        return FormColumns(situation.layout.body.columns, label: label)
    }

    /// All lines of the form, without what drops down.
    func lines(_ situation: Situation) -> [FormLine] {
        let columns = columns(situation)
        var lines: [FormLine] = []
        var hasHeading = false
        for index in shown {
            let field = fields[index]
            if field.key != nil, !hasHeading, let heading = keys?.heading {
                hasHeading = true
                lines += [.heading(""), .heading(heading)]
            }
            guard let failure = field.failure else {
                lines.append(.field(index, note: columns.note == nil ? "" : note(index, situation)))
                continue
            }
            let broken = Wrap.lines("✗ \(failure)", columns: columns.noteWidth)
            if columns.note == nil {
                lines.append(.field(index, note: ""))
                lines += broken.map { .failure($0) }
            } else {
                lines.append(.field(index, note: broken.first ?? ""))
                lines += broken.dropFirst().map { .failure($0) }
            }
        }
        return lines
    }

    /// What stands beside a field that is accepted: what may be typed, how a day is read, how long a text is.
    private func note(_ index: Int, _ situation: Situation) -> String {
        let field = fields[index]
        if index == cursor { return aid == nil ? limits(index, situation) : "" }
        if let max = field.noteMax, !field.isEmpty {
            return "\(Figures.grouped(Int64(field.input.text.count))) of \(Figures.grouped(Int64(max)))"
        }
        return field.isDate ? day(index, situation).map(CalendarSheet.words) ?? "" : ""
    }

    /// The day that is typed.
    private func day(_ index: Int, _ situation: Situation) -> CalendarDate? {
        (try? value(index, situation)).flatMap(\.text).flatMap(CalendarDate.init(text:))
    }

    /// What may be typed into a field.
    func limits(_ index: Int, _ situation: Situation) -> String {
        let field = fields[index]
        let locale = situation.viewer.locale
        if field.isDate, let day = day(index, situation), field.isChanged || !field.isEmpty {
            return "\(CalendarSheet.words(day)) · F4 calendar"
        }
        if let key = field.key { return FieldLimits.words(key.field, locale) }
        if let max = field.noteMax {
            let count = Figures.grouped(Int64(field.input.text.count))
            return "\(count) of \(Figures.grouped(Int64(max))) · ctrl-x e editor"
        }
        return FieldLimits.words(
            field.facts, in: opened, of: records, storeCurrency: situation.viewer.currency, locale: locale)
    }

    /// The currency or the unit of what is typed; it stands behind the value and is no part of it.
    func unit(_ index: Int, in values: [Value], _ situation: Situation) -> String {
        let field = fields[index]
        if let key = field.key { return key.field.unit ?? "" }
        return switch field.facts.kind {
        case .money(let sibling): Rendering.currency(sibling, values, records) ?? situation.viewer.currency
        case .quantity(let source): Rendering.unit(source, values, records)
        case .percent: "%"
        case .text, .note, .code, .integer, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: ""
        }
    }

    /// Keeps the field that is typed into in sight, with what stands below it.
    mutating func scroll(_ situation: Situation) {
        let lines = lines(situation)
        let rows = situation.layout.body.rows
        guard let first = lines.firstIndex(where: { if case .field(cursor, _) = $0 { true } else { false } }) else {
            return
        }
        var last = first
        while last + 1 < lines.count, case .failure = lines[last + 1] { last += 1 }
        let below = aid == nil ? 0 : FormAid.rowsMax
        if last + below >= top + rows { top = last + below - rows + 1 }
        if first < top { top = first }
        if aid == nil { top = min(top, max(0, lines.count - rows)) }
        top = max(0, top)
    }
}
