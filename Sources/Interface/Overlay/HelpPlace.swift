// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// The keys of the place it lies over, then those of everywhere.
struct HelpPlace: Page {
    /// A part of the key table.
    private struct Table: Sendable {
        let title: String
        let commands: [Commands.Keyed]
    }

    var line = TextInput()
    var scroll = 0
    private let tables: [Table]

    init(_ place: any Place, _ situation: Situation) {
        func commands(_ keyTables: [KeyTable]) -> [Commands.Keyed] {
            keyTables.flatMap { Commands.keyed($0, situation.keyMap) }.filter {
                !$0.command.isAbsent(for: situation.viewer)
            }
        }
        let here = place.keyTables
        tables = [
            Table(title: "Here: \(here.first?.title ?? "")", commands: commands(here)),
            Table(title: KeyTable.global.title, commands: commands([.global])),
        ]
    }

    static func == (left: HelpPlace, right: HelpPlace) -> Bool {
        left.line == right.line && left.scroll == right.scroll && left.tables.map(\.title) == right.tables.map(\.title)
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: "Help") }

    func lines(_ situation: Situation, _ glyphs: Glyphs) -> [Line] {
        let columns = situation.size.columns
        // Two tables side by side where each has room for its words.
        let isSplit = !situation.layout.isLinear && columns >= 116
        let half = isSplit ? (columns - 3) / 2 : columns - 3
        let parts = tables.map { table -> [Line] in
            let found = table.commands.filter {
                matches("\($0.command.title) \($0.command.id)", $0.keys.map { $0.map(\.name).joined(separator: " ") })
            }
            return [Line(table.title, .textHead, x: 3)]
                + found.map { line($0, isNarrow: situation.layout.isNarrow, showsID: half >= 76, glyphs) }
        }
        guard isSplit, parts.count == 2 else { return Array(parts.joined(separator: [Line.blank])) }
        return (0..<max(parts[0].count, parts[1].count)).map { index in
            var line = index < parts[0].count ? parts[0][index] : .blank
            if index < parts[1].count { line.spans += parts[1][index].shifted(by: half).spans }
            return line
        }
    }

    private func line(_ keyed: Commands.Keyed, isNarrow: Bool, showsID: Bool, _ glyphs: Glyphs) -> Line {
        let command = keyed.command
        let keys = keyed.label(glyphs)
        let start = Line(keys, .hintKey, x: 3).adding(command.title, x: isNarrow ? 16 : 20)
        return showsID ? start.adding(command.id, .textDim, x: 66) : start
    }
}
