// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// Text that is read over the whole body and narrowed by typing: the keys of this place, or all messages.
package struct Pager: Equatable, Sendable {
    /// What is read.
    package enum Subject: Equatable, Sendable { case keys, messages }

    /// What is read.
    package let subject: Subject
    var input = TextInput()
    var scroll = 0

    /// One line of the key table.
    struct KeyLine: Equatable {
        let keys: String
        let title: String
        let id: String
    }

    /// A part of the key table.
    struct KeyTable: Equatable {
        let title: String
        let lines: [KeyLine]
    }
}

extension Model {
    mutating func openReader(_ subject: Pager.Subject) {
        overlay = .reader(Pager(subject: subject))
    }

    mutating func scrollReader(by lines: Int) {
        guard case .reader(var reader) = overlay else { return }
        let most = max(0, readerHeight(reader) - layout.body.rows)
        reader.scroll = min(max(0, reader.scroll + lines), most)
        overlay = .reader(reader)
    }

    /// The keys of the place the reader lies over, then those of everywhere.
    func keyTables(_ reader: Pager, glyphs: Glyphs) -> [Pager.KeyTable] {
        let here = paneLayers.filter { $0 != .global }
        let title = here.first?.title ?? ""
        return [("Here: \(title)", here), (Layer.global.title, [.global])].map { title, layers in
            let lines = layers.flatMap(Commands.table).filter {
                !($0.danger == .writes && session.isReadOnly) && reader.matches("\($0.title) \($0.id)", $0.keys)
            }.map { command in
                Pager.KeyLine(
                    keys: command.keys.map { KeyLabel.text($0, glyphs) }.joined(separator: "  "),
                    title: command.title, id: command.id)
            }
            return Pager.KeyTable(title: title, lines: lines)
        }
    }

    /// The messages, newest first.
    func messages(_ reader: Pager) -> [Toast] {
        log.reversed().filter { reader.matches(([$0.text] + $0.lines).joined(separator: " "), []) }
    }
}

extension Pager {
    /// Whether a text holds every word typed, or a key is called so.
    func matches(_ text: String, _ keys: [String]) -> Bool {
        let wanted = input.text.lowercased().split(separator: " ")
        let text = text.lowercased()
        return wanted.allSatisfy { word in text.contains(word) || keys.contains { $0.lowercased() == word } }
    }
}
