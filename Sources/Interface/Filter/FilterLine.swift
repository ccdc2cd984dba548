// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The line in which one searches and filters.
struct FilterLine: Equatable, Sendable {
    var isOpen = false
    var input = TextInput()
    /// The text of the filter that was kept last.
    var kept = ""
    /// Why the text typed is no filter; the list shows the last one that was.
    var error: FilterError?
    var completion: Completion?
    /// Whether text was typed which the rows do not follow yet.
    var isDue = false
    /// Texts kept, cleared or left before, oldest first.
    private(set) var history: [String] = []
    private var chosen: Int?
    private var draft = ""

    static let historyMax = 50

    mutating func open() {
        isOpen = true
        input = TextInput(kept)
        error = nil
        completion = nil
        chosen = nil
    }

    mutating func remember(_ text: String) {
        guard !text.isEmpty else { return }
        history.removeAll { $0 == text }
        history.append(text)
        if history.count > FilterLine.historyMax { history.removeFirst() }
    }

    /// Puts an earlier (or, by -1, a later) text into the line; false when there is none.
    mutating func recall(by step: Int) -> Bool {
        let next = chosen.map { $0 + step } ?? 0
        guard step > 0 || chosen != nil, next < history.count else { return false }
        if chosen == nil { draft = input.text }
        chosen = next < 0 ? nil : next
        input = TextInput(next < 0 ? draft : history[history.count - 1 - next])
        return true
    }

    mutating func forgetRecall() { chosen = nil }
}

/// What a word in the filter line may become.
struct Completion: Equatable, Sendable {
    struct Item: Equatable, Sendable {
        let text: String
        let note: String
    }

    /// How many clusters left of the cursor it replaces.
    let replaced: Int
    let items: [Item]
    var chosen: Int?

    /// Items shown at most.
    static let itemsMax = 8
    /// From so many letters on, completions come up by themselves.
    private static let lettersMin = 2

    /// What may follow `text`; with `isAsked` also where nothing is typed yet. Nil for nothing.
    init?(_ text: String, for resource: ResourceFacts, isAsked: Bool) {
        let word = String(text.reversed().prefix { !" (,!\"".contains($0) }.reversed())
        let name = String(word.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
        let rest = word.dropFirst(name.count)
        let partial: String
        if rest.isEmpty {
            partial = Completion.field(name, resource) != nil ? "" : name
            guard isAsked || name.count >= Completion.lettersMin else { return nil }
            items = Completion.words(name, resource)
        } else {
            let sign = rest.prefix { "=<>~!".contains($0) }
            guard !sign.isEmpty, let kind = Completion.field(name, resource) else { return nil }
            partial = String(rest.dropFirst(sign.count))
            items = Completion.values(kind).filter { $0.hasPrefix(partial) && $0 != partial }
                .map { Item(text: $0, note: "") }
        }
        guard !items.isEmpty else { return nil }
        replaced = partial.count
    }

    private static func field(_ name: String, _ resource: ResourceFacts) -> Kind? {
        resource.kind(of: name)
    }

    /// Fields that begin so, or the operators of the field that is already whole.
    private static func words(_ name: String, _ resource: ResourceFacts) -> [Item] {
        if let kind = field(name, resource) {
            return operators(kind).map { Item(text: $0.sign, note: $0.word) }
        }
        let declared = resource.fields.map { ($0.key, $0.kind) }
        let system = resource.systemFields.map { ($0.rawValue, $0.kind) }
        return (declared + system).filter { $0.0.hasPrefix(name.lowercased()) }.prefix(itemsMax)
            .map { Item(text: $0.0, note: note($0.1)) }
    }

    private static func operators(_ kind: Kind) -> [(sign: String, word: String)] {
        switch kind {
        case .integer, .money, .quantity, .percent, .date, .moment:
            [("=", "is"), ("!=", "is not"), ("<", "less"), ("<=", "at most"), (">", "more"), (">=", "at least")]
        case .boolean, .choice, .reference, .references, .set: [("=", "is"), ("!=", "is not")]
        case .text, .note, .code: [("=", "is"), ("!=", "is not"), ("~", "contains")]
        case .map: []
        }
    }

    private static func values(_ kind: Kind) -> [String] {
        switch kind {
        case .choice(let words): words
        case .boolean: ["yes", "no"]
        case .date, .moment: ["today", "today-7d", "today-30d"]
        case .text, .note, .code, .integer, .money, .quantity, .percent, .reference, .references, .set, .map: []
        }
    }

    private static func note(_ kind: Kind) -> String {
        switch kind {
        case .choice(let words): words.joined(separator: " · ")
        case .boolean: "yes · no"
        case .text, .note, .code: "text"
        case .integer: "number"
        case .money: "amount"
        case .quantity: "quantity"
        case .percent: "per cent"
        case .date, .moment: "day"
        case .reference(let resource), .references(let resource): resource.isEmpty ? "id" : "name of \(resource)"
        case .set: "one of them"
        case .map: "keys and values"
        }
    }
}
