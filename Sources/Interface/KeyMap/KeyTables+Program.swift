// SPDX-License-Identifier: Apache-2.0

extension KeyTables {
    /// The program's own commands with their default keys.
    package static let program = KeyTables(
        Commands.keyTables.map { table in
            let outer = outer(of: table.name)
            return Section(
                table.name, table.title, on: outer,
                isTyping: table == .text || outer == KeyTable.text.name || outer == KeyTable.form.name,
                waysOut: waysOut(of: table.name), rows: table.commands.map { Row($0.id, $0.title, keys: $0.keys) })
        })

    /// The context that another one builds on; those of panes that are not named here build on that of moving.
    private static func outer(of context: String) -> String? {
        switch context {
        case "global", "text", "help": nil
        case "nav", "columns", "clash": "global"
        case "cell", "filter", "palette", "form", "pick", "ask", "sort", "views", "files", "target", "mend": "text"
        case "picker", "calendar": "form"
        case "question": nil
        default: "nav"
        }
    }

    /// The commands of which one of each group must keep a key.
    private static func waysOut(of context: String) -> [[String]] {
        switch context {
        case "text": []
        case "cell": [["cell.keep", "cell.save"]]
        case "filter": [["filter.leave", "filter.take"]]
        case "palette": [["palette.leave"]]
        case "help": [["reader.leave"]]
        case "form": [["draft.leave"]]
        case "picker": [["choice.leave"]]
        case "calendar": [["day.leave"]]
        case "clash": [["clash.leave"]]
        case "pick": [["pick.leave"]]
        case "ask": [["ask.leave"]]
        case "columns": [["columns.leave"]]
        case "sort": [["sort.leave", "sort.take"]]
        case "views": [["views.leave"]]
        case "files": [["file.leave"]]
        case "target": [["target.leave"]]
        case "mend": [["mend.keep"]]
        case "question": [["question.no"]]
        default: [["palette.open", "cancel"], ["palette.open", "quit"]]
        }
    }
}
