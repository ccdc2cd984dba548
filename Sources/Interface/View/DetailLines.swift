// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Text

/// Lines that tell what changed, and labels with their values.
struct DetailText {
    let clock: Clock
    let columns: Int

    private static let labelMax = 22

    /// Labels and values, values broken where they are long.
    func pairs(_ pairs: [(String, String)]) -> [Line] {
        let widest = pairs.map { Width.of($0.0) }.max() ?? 0
        let x = min(widest, DetailText.labelMax, columns / 2) + 2
        return pairs.flatMap { label, value in
            Wrap.lines(value, columns: max(8, columns - x)).enumerated().map { index, part in
                index == 0 ? Line(clipped(label, columns: x - 2), .textDim).adding(part, x: x) : Line(part, x: x)
            }
        }
    }

    /// A label as far as there is room for it.
    private func clipped(_ label: String, columns: Int) -> String {
        if Width.of(label) <= columns { return label }
        var clipped = label
        while !clipped.isEmpty, Width.of(clipped) >= columns { clipped.removeLast() }
        return clipped + "…"
    }

    /// One change in the detail of its record: when, who, and what became of the fields.
    func change(_ change: ChangeEntry) -> [Line] {
        let shown = 4
        let action = change.action == .updated ? "" : " · \(change.action.rawValue)"
        let head = Line(clock.words(change.at), .text, x: 1)
            .adding("\(change.actorName) · \(change.origin)\(action)", .textDim, x: 14)
        guard change.action == .updated else { return [head] }
        var lines = [head] + change.differences.prefix(shown).flatMap { difference($0, x: 14) }
        if change.differences.count > shown {
            lines.append(Line("…\(change.differences.count - shown) more", .textDim, x: 14))
        }
        return lines
    }

    /// A field before → after: on one line where it fits, else one below the other.
    func difference(_ difference: ChangeEntry.FieldDifference, x: Int = 0) -> [Line] {
        let label = difference.label.lowercased()
        let at = x + min(12, max(8, Width.of(label))) + 2
        let before = difference.before ?? ""
        let after = difference.after ?? "–"
        let line = Line(label, .textDim, x: x)
        if before.isEmpty {
            return broken(after, at).enumerated().map { index, part in
                index == 0 ? line.adding(part, .diffNew, x: at) : Line(part, .diffNew, x: at)
            }
        }
        let arrow = at + Width.of(before)
        if arrow + 3 + Width.of(after) <= columns, !(before + after).contains("\n") {
            return [
                line.adding(before, .diffOld, x: at).adding(" → ", .textDim, x: arrow)
                    .adding(after, .diffNew, x: arrow + 3)
            ]
        }
        let old = broken(before, at).enumerated().map { index, part in
            index == 0 ? line.adding(part, .diffOld, x: at) : Line(part, .diffOld, x: at)
        }
        let new = broken(after, at).enumerated().map { index, part in
            Line(index == 0 ? "→ \(part)" : part, .diffNew, x: index == 0 ? at - 2 : at)
        }
        return old + new
    }

    private func broken(_ text: String, _ x: Int) -> [String] {
        Wrap.lines(text, columns: max(8, columns - x))
    }
}
