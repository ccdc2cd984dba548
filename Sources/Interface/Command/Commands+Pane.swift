// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension Commands {
    private static let updateProducts = Permission(resource: Product.shape.name, action: .update)
    private static let viewAudit = Permission(resource: "audit", action: .view)

    /// What can be done in the list of products.
    static let inventory: [Command] = [
        Command(
            "column.left", "Choose the column on the left", keys: ["left", "h"], when: { !$0.isZoomed }
        ) { $0.moveColumn(by: -1) },
        Command(
            "column.right", "Choose the column on the right", keys: ["right", "l"], when: { !$0.isZoomed }
        ) { $0.moveColumn(by: 1) },
        Command(
            "cell.edit", "Change this cell", keys: ["e", "F2"], hint: ("cell", 2), permission: updateProducts,
            danger: .writes, need: .row, when: { $0.hasRow && !$0.isZoomed }
        ) { $0.openCell() },
        Command(
            "filter.open", "Search and filter the list", keys: ["/", "F3"], hint: ("filter", 3),
            when: { !$0.isStoreEmpty }
        ) { $0.openFilter() },
        Command(
            "column.sort", "Sort by this column, again turns it", keys: ["s", "F8"], hint: ("sort", 4),
            when: { !$0.isZoomed && !$0.isStoreEmpty }
        ) { $0.turnSort() },
        Command(
            "record.history", "Show the history of this record", keys: ["H", "g h"], hint: ("history", 5),
            need: .row, when: \.hasRow
        ) { $0.openHistory() },
    ]

    /// What can be done in the history of a record: nothing but looking, with the keys of any list.
    static let history: [Command] = []

    /// What can be done in the audit log.
    static let audit: [Command] = [
        Command(
            "group.unfold", "Show what a commit changed below it", keys: ["right", "l"], hint: ("unfold", 2),
            permission: viewAudit, when: { $0.hasRow && !$0.isZoomed }
        ) { $0.unfold() },
        Command(
            "group.fold", "Hide what a commit changed", keys: ["left", "h"], when: { $0.hasRow && !$0.isZoomed }
        ) { $0.fold() },
    ]

    /// What can be done while a cell is edited.
    static let cell: [Command] = [
        Command("cell.save", "Save", keys: ["enter", "F2"], hint: ("save", 1)) { $0.saveCell(then: .stay) },
        Command("cell.save-down", "Save and edit the cell below", keys: ["down"], hint: ("save, next row", 2)) {
            $0.saveCell(then: .down)
        },
        Command("cell.save-right", "Save and edit the next column", keys: ["tab"], hint: ("save, next column", 3)) {
            $0.saveCell(then: .right)
        },
        Command("cell.keep", "Keep the old value", keys: ["esc", "ctrl-c"], hint: ("keep", 4)) { $0.closeCell() },
    ]

    /// What can be done in the filter line.
    static let filter: [Command] = [
        Command("filter.complete", "Complete the word", keys: ["tab"], hint: ("complete", 1)) { $0.completeFilter() },
        Command("filter.next", "Choose the next completion", keys: ["down"], hint: ("choose", 2)) {
            $0.chooseInFilter(by: 1)
        },
        Command("filter.take", "Keep the filter, or take what is chosen", keys: ["enter"], hint: ("keep", 3)) {
            $0.keepFilter()
        },
        Command("filter.leave", "Go back to the filter before", keys: ["esc", "ctrl-c"], hint: ("back", 4)) {
            $0.leaveFilter()
        },
        Command(
            "filter.earlier", "Choose the completion before, or an earlier filter", keys: ["up"],
            hint: ("earlier filters", 5)
        ) { $0.chooseInFilter(by: -1) },
    ]

    /// What can be done in the palette.
    static let palette: [Command] = [
        Command("palette.run", "Run the command", keys: ["enter"], hint: ("run", 1)) { $0.runChoice() },
        Command("palette.next", "Go down", keys: ["down"], hint: ("choose", 2)) { $0.moveChoice(by: 1) },
        Command("palette.previous", "Go up", keys: ["up"]) { $0.moveChoice(by: -1) },
        Command("palette.complete", "Complete the name", keys: ["tab"], hint: ("complete", 3)) {
            $0.completeChoice()
        },
        Command("palette.leave", "Leave the palette", keys: ["esc", "ctrl-c"], hint: ("leave", 4)) {
            $0.overlay = nil
        },
    ]

    /// What can be done while help or messages are read.
    static let reader: [Command] = [
        Command("reader.down", "Scroll down", keys: ["down"], hint: ("scroll", 1)) { $0.scrollReader(by: 1) },
        Command("reader.up", "Scroll up", keys: ["up"]) { $0.scrollReader(by: -1) },
        Command("reader.page-down", "Scroll down one page", keys: ["PgDn", "ctrl-f"]) {
            $0.scrollReader(by: $0.layout.body.rows)
        },
        Command("reader.page-up", "Scroll up one page", keys: ["PgUp", "ctrl-b"]) {
            $0.scrollReader(by: -$0.layout.body.rows)
        },
        Command("reader.leave", "Leave", keys: ["esc", "ctrl-c", "enter"], hint: ("leave", 2)) { $0.overlay = nil },
    ]
}
