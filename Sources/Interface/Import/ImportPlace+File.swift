// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How a file is chosen.
    package static let files = KeyTable(
        "files", "Choosing a file",
        [
            Command(
                "file.take", "Open the file, or go into the folder", keys: ["enter"], hint: ("open", 1), need: .row,
                of: ImportPlace.self
            ) { $0.takeFile(&$1) },
            Command(
                "file.complete", "Complete the name", keys: ["tab"], hint: ("complete", 2), need: .row,
                of: ImportPlace.self
            ) { place, scope in place.chooser.complete(&scope) },
            move("file.next", "Go down", ["down"], ("choose", 3), .down),
            move("file.previous", "Go up", ["up"], nil, .up),
            move("file.page-down", "Go down one page", ["PgDn"], nil, .pageDown),
            move("file.page-up", "Go up one page", ["PgUp"], nil, .pageUp),
            Command(
                "file.parent", "Go to the folder above", keys: ["Backspace"], hint: ("folder above", 4), need: .row,
                of: ImportPlace.self, when: { $0.chooser.input.text.isEmpty }
            ) { place, scope in place.chooser.goUp(&scope) },
            Command("file.leave", "Leave", keys: ["esc", "ctrl-c"], hint: ("leave", 5), of: ImportPlace.self) {
                $1.act(.leave)
            },
        ])

    private static func move(
        _ id: String, _ title: String, _ keys: [String], _ hint: Command.Hint?, _ move: Move
    ) -> Command {
        Command(id, title, keys: keys, hint: hint, need: .row, of: ImportPlace.self) { $0.move(move, &$1) }
    }
}

extension ImportPlace {
    /// Rows of the list of files below the folder and the header.
    func chooserRows(_ layout: Layout) -> Int { max(1, layout.body.rows - 2) }

    /// Names that an import takes, by their endings; other files may be such a file all the same.
    private static let endings = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"]

    private func isLikely(_ entry: FolderListing.Entry) -> Bool {
        let name = entry.name.lowercased()
        return entry.isFolder || ImportPlace.endings.contains { name.hasSuffix($0) }
    }

    func drawFiles(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        let size = rect.endX - 24
        let when = rect.endX - 13
        canvas.write(
            chooser.listing?.shown ?? "", x: Columns.gutter, y: rect.y, theme, .textHead,
            columns: max(0, size - Columns.gutter - 1))
        canvas.write("Size", x: size, y: rect.y, theme, .textHead, columns: 9, align: .right)
        canvas.write("Changed", x: when, y: rect.y, theme, .textHead)
        let entries = chooser.entries
        if entries.isEmpty { drawNoFiles(on: &canvas, rect, theme) }
        for (row, entry) in entries.dropFirst(chooser.viewport.top).prefix(chooserRows(situation.layout)).enumerated() {
            let y = rect.y + 1 + row
            if chooser.viewport.top + row == chooser.viewport.cursor {
                canvas.write(theme.glyphs.marker, x: 0, y: y, theme, .listSelected)
            }
            let role = isLikely(entry) ? Role.text : .textDim
            canvas.write(
                entry.isFolder ? "\(entry.name)/" : entry.name, x: Columns.gutter, y: y, theme, role,
                columns: max(0, size - Columns.gutter - 1))
            if !entry.isFolder {
                canvas.write(
                    Figures.size(entry.byteCount), x: size, y: y, theme, role, columns: 9, align: .right)
            }
            canvas.write(situation.clock.words(entry.changedAt), x: when, y: y, theme, .textDim, columns: 13)
        }
        if let refusal = chooser.refusal { drawRefusal(refusal, on: &canvas, situation, theme) }
    }

    /// Why the file is not taken, over the last rows of the list.
    private func drawRefusal(_ refusal: Problem, on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let columns = max(20, situation.layout.body.columns - 6)
        let told = Wrap.lines(refusal.title, columns: columns).map { Line($0, .severityError, x: Columns.gutter) }
        let more = refusal.lines.flatMap { Wrap.lines($0, columns: columns) }.map { Line($0, x: Columns.gutter) }
        let rect = situation.layout.raised(told.count + more.count + 1)
        canvas.fill(rect, style: theme[.text])
        ([.blank] + told + more).draw(on: &canvas, in: rect, scroll: 0, theme)
    }

    private func drawNoFiles(on canvas: inout Canvas, _ rect: Rect, _ theme: Theme) {
        let words: [String]
        if chooser.loading != nil {
            words = ["looking"]
        } else if let problem = chooser.problem {
            words = [problem.title] + problem.lines
        } else {
            words = [chooser.input.text.isEmpty ? "No file is here." : "No name here goes on like that."]
        }
        let lines = words.flatMap { Wrap.lines($0, columns: max(20, rect.columns - 6)) }
        let room = Rect(x: rect.x, y: rect.y + 2, columns: rect.columns, rows: max(0, rect.rows - 2))
        lines.map { Line($0, .textDim, x: Columns.gutter) }.draw(on: &canvas, in: room, scroll: 0, theme)
    }
}
