// SPDX-License-Identifier: Apache-2.0
internal import Text

/// Words that a field may be given, as they drop down under it: all that it accepts, or those that others hold.
struct WordList: Equatable, Sendable {
    let all: [String]
    /// Whether other words are accepted as well: then none is chosen until one is.
    let isFree: Bool
    private(set) var items: [String]
    private(set) var choice: Int?

    init(_ all: [String], isFree: Bool = false, chosen: String = "") {
        self.all = all
        self.isFree = isFree
        items = all
        choice = isFree ? nil : all.firstIndex(of: chosen) ?? 0
    }

    /// Leaves the words that begin with a text, without those that stand there already.
    mutating func narrow(to text: String, without taken: Set<String> = []) {
        let wanted = Normal.sortKey(text)
        items = all.filter { !taken.contains($0) && Normal.sortKey($0).hasPrefix(wanted) }
        // A word that is typed whole comes first, whatever else begins with it.
        choice = isFree ? nil : items.firstIndex { Normal.sortKey($0) == wanted } ?? 0
    }

    var chosen: String? { choice.flatMap { items.indices.contains($0) ? items[$0] : nil } }

    mutating func move(by step: Int) {
        guard !items.isEmpty else { return }
        choice = choice.map { min(max(0, $0 + step), items.count - 1) } ?? (step > 0 ? 0 : items.count - 1)
    }
}

/// The last of several texts with commas between them: what one is typing, with what stands before it.
struct LastPart: Equatable {
    let text: String
    let before: String

    /// Commas in quotes part nothing.
    init(_ line: String) {
        var isQuoted = false
        var start = line.startIndex
        for index in line.indices {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ",", !isQuoted { start = line.index(after: index) }
        }
        before = String(line[..<start])
        text = String(line[start...].drop { $0 == " " })
    }

    /// The line with another text in the place of the last.
    func with(_ text: String) -> String { before.isEmpty ? text : "\(before) \(text)" }
}
