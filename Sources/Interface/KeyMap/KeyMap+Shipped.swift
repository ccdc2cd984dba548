// SPDX-License-Identifier: Apache-2.0

extension KeyMap {
    /// The maps written by hand, from the folder of key maps; `make docs` writes this file anew.
    static let shipped: [(name: String, text: String)] = [
        (
            "emacs",
            """
            // For hands that know Emacs. ctrl-h arrives as Backspace; help is on ? and F1.
            {
              inherits: "default",
              global: {
                "ctrl-g": "cancel",
                "alt-x": "palette.open",
                "ctrl-_": "undo",
                "ctrl-x u": "undo",
                "ctrl-x ctrl-c": "quit",
                "ctrl-x g": "refresh",
              },
              nav: {
                "ctrl-n": "list.down",
                "ctrl-p": "list.up",
                "ctrl-v": "list.page-down",
                "alt-v": "list.page-up",
                "alt-<": "list.first",
                "alt->": "list.last",
              },
              list: {
                "ctrl-f": "column.right",
                "ctrl-b": "column.left",
                "alt-w": "record.copy-value",
              },
              audit: {
                "ctrl-f": "group.unfold",
                "ctrl-b": "group.fold",
              },
              text: {
                "ctrl-f": "text.right",
                "ctrl-b": "text.left",
                "ctrl-d": "text.delete",
                "alt-Backspace": "text.word-back",
                "ctrl-_": "text.undo",
              },
              form: {
                "ctrl-g": "draft.leave",
                "ctrl-n": "field.next",
                "ctrl-p": "field.previous",
              },
              picker: {
                "ctrl-n": "choice.next",
                "ctrl-p": "choice.previous",
                "ctrl-g": "choice.leave",
              },
              calendar: {
                "ctrl-f": "day.after",
                "ctrl-b": "day.before",
                "ctrl-n": "week.after",
                "ctrl-p": "week.before",
                "ctrl-g": "day.leave",
              },
              clash: {
                "ctrl-n": "clash.next",
                "ctrl-p": "clash.previous",
                "ctrl-g": "clash.leave",
              },
              cell: {
                "ctrl-g": "cell.keep",
                "ctrl-x s": "cell.save",
                "ctrl-n": "cell.save-down",
              },
              filter: {
                "ctrl-g": "filter.leave",
                "ctrl-n": "filter.next",
                "ctrl-p": "filter.earlier",
              },
              views: {
                "ctrl-g": "views.leave",
                "ctrl-n": "views.next",
                "ctrl-p": "views.previous",
              },
              sort: {
                "ctrl-g": "sort.leave",
              },
              columns: {
                "ctrl-g": "columns.leave",
                "ctrl-n": "columns.next",
                "ctrl-p": "columns.previous",
              },
              palette: {
                "ctrl-g": "palette.leave",
                "ctrl-n": "palette.next",
                "ctrl-p": "palette.previous",
              },
              help: {
                "ctrl-g": "reader.leave",
                "ctrl-n": "reader.down",
                "ctrl-p": "reader.up",
                "ctrl-v": "reader.page-down",
                "alt-v": "reader.page-up",
              },
            }

            """
        ),
        (
            "orthodox",
            """
            // Function keys as file managers with two panels have them:
            // F3 view, F4 edit, F5 copy, F6 move, F7 new, F8 delete, F9 menu.
            {
              inherits: "default",
              global: {
                // F5 copies there; R reads again.
                "F5": null,
                "F9": "palette.open",
              },
              nav: {
                "F3": "record.open",
                "alt-s": "filter.open",
                "alt-?": "filter.open",
              },
              list: {
                "F3": "record.open",
                "F4": "record.edit",
                "F5": "record.duplicate",
                "F7": "record.new",
                "F8": "record.delete",
                "F9": null,
              },
              preview: {
                "F9": null,
              },
              mapping: {
                "F9": null,
              },
              trial: {
                "F9": null,
              },
            }

            """
        ),
        (
            "vim",
            """
            // For hands that know vim. The default keys have hjkl, gg, G, ctrl-d, ctrl-u, /, :, u and ctrl-r already.
            {
              inherits: "default",
              global: {
                "Z Z": "quit",
                "Z Q": "quit",
              },
              list: {
                "i": "cell.edit",
                "g I": "import.open",
              },
              audit: {
                "z o": "group.unfold",
                "z c": "group.fold",
              },
              filter: {
                "ctrl-n": "filter.next",
                "ctrl-p": "filter.earlier",
              },
              views: {
                "ctrl-n": "views.next",
                "ctrl-p": "views.previous",
              },
              palette: {
                "ctrl-n": "palette.next",
                "ctrl-p": "palette.previous",
              },
              help: {
                "j": "reader.down",
                "k": "reader.up",
                "ctrl-d": "reader.page-down",
                "ctrl-u": "reader.page-up",
                "q": "reader.leave",
              },
            }

            """
        ),
    ]
}
