// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What can have the keys: a list, the history of a record, the palette, a page of help. Places stand in stacks, the
/// one on top has the keys; what it does is decided by the commands of its key tables.
protocol Place: Equatable, Sendable {
    /// Where its keys are looked up before the global ones, innermost first.
    var keyTables: [KeyTable] { get }
    /// The line that is typed into; nil where keys are commands.
    var input: TextInput? { get set }
    /// The resource its records are of, which permissions name.
    var resource: ResourceFacts? { get }
    /// Whether a row is under the cursor.
    var hasRow: Bool { get }
    /// Whether the detail stands over the whole width.
    var isZoomed: Bool { get set }
    /// Whether a row has a detail that can be opened.
    var hasDetail: Bool { get }
    /// Whether the place below stays in sight.
    var isOverlay: Bool { get }
    /// Whether a key that is none of its own leaves it and then does its own work.
    var isTransient: Bool { get }
    /// Whether esc leads out of something within the place, or out of a place over another.
    var isInside: Bool { get }
    /// Whether keys wait until something has come.
    var isBusy: Bool { get }
    /// Whether something is under way that esc stops, whatever else waits for it.
    var isStoppable: Bool { get }
    /// Whether a move waits for the rows it leads to.
    var awaitsMove: Bool { get }
    /// Whether what needs a row has to wait for other rows.
    var awaitsRows: Bool { get }
    /// What would be lost if the program ended now; nil when nothing would.
    var loss: Loss? { get }

    /// What it was left at comes back: before it is shown for the first time.
    mutating func restore(_ session: SessionState, _ situation: Situation)
    /// What is to come back at the next start.
    func note(in session: inout SessionState)
    /// The place is shown for the first time.
    mutating func open(_ scope: inout Scope)
    /// A request was answered.
    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope)
    /// What waited for an answer goes on, if it can.
    mutating func resume(_ scope: inout Scope)
    /// What is waited for does not come.
    mutating func giveUp()
    /// The line that is typed into has changed.
    mutating func typed(_ scope: inout Scope)
    /// A code was scanned where keys are commands.
    mutating func scanned(_ code: String, _ scope: inout Scope)
    /// A text was pasted where keys are commands.
    mutating func pasted(_ text: String, _ scope: inout Scope)
    /// No more keys follow soon: what was typed is followed.
    mutating func follow(_ scope: inout Scope)
    /// After a pause: what follows the cursor.
    mutating func settle(_ scope: inout Scope)
    /// The store holds something else now, or only search knows other words.
    mutating func refresh(onlyWords: Bool, _ scope: inout Scope)
    /// A record was made from here: it is to be seen.
    mutating func reveal(_ record: Identifier, _ scope: inout Scope)
    /// The terminal has another extent.
    mutating func resize(_ scope: inout Scope)
    /// The program ends: what is to outlive it is kept.
    mutating func end(_ scope: inout Scope)
    mutating func move(_ move: Move, _ scope: inout Scope)
    /// The mouse points at a row of the list, counted from the first one seen.
    mutating func point(to row: Int, _ scope: inout Scope)
    mutating func scrollDetail(by lines: Int, _ scope: inout Scope)
    /// One step out within the place; false when there is none.
    mutating func stepOut(_ scope: inout Scope) -> Bool

    /// What stands in the second row at the left.
    func heading(_ situation: Situation) -> Heading
    /// The right of the second row.
    func aside(_ situation: Situation) -> String
    /// The right of the prompt line: where the cursor came to rest, and of how many rows.
    func position(_ situation: Situation) -> String
    /// The prompt line.
    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt?
    /// The parts of the body.
    func parts(_ situation: Situation, _ theme: Theme) -> [Part]
    /// What is drawn over the parts in each frame, as the cursor's marker.
    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme)
    /// What contradicts itself, in words; nil when all is in order.
    func contradiction(_ situation: Situation) -> String?
}

extension Place {
    var input: TextInput? {
        get { nil }
        set {}
    }
    var resource: ResourceFacts? { nil }
    var hasRow: Bool { false }
    var isZoomed: Bool {
        get { false }
        set {}
    }
    var hasDetail: Bool { true }
    var isBusy: Bool { false }
    var isStoppable: Bool { false }
    var awaitsMove: Bool { false }
    var awaitsRows: Bool { false }
    var loss: Loss? { nil }
    var isOverlay: Bool { false }
    var isTransient: Bool { false }
    var isInside: Bool { isZoomed }

    /// Whether keys are text.
    var isTyping: Bool { keyTables.contains(.text) }

    mutating func restore(_ session: SessionState, _ situation: Situation) {}
    func note(in session: inout SessionState) {}
    mutating func open(_ scope: inout Scope) {}
    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {}
    mutating func resume(_ scope: inout Scope) {}
    mutating func giveUp() {}
    mutating func typed(_ scope: inout Scope) {}
    mutating func follow(_ scope: inout Scope) {}
    mutating func scanned(_ code: String, _ scope: inout Scope) {
        scope.say(.info, "Nothing is scanned here. 1 goes to the products, where a scan finds one.")
    }
    mutating func pasted(_ text: String, _ scope: inout Scope) { scope.sayNothingPastes() }
    mutating func settle(_ scope: inout Scope) {}
    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) {}
    mutating func reveal(_ record: Identifier, _ scope: inout Scope) {}
    mutating func resize(_ scope: inout Scope) {}
    mutating func end(_ scope: inout Scope) {}
    mutating func move(_ move: Move, _ scope: inout Scope) {}
    mutating func point(to row: Int, _ scope: inout Scope) {}
    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {}
    mutating func stepOut(_ scope: inout Scope) -> Bool { false }

    func aside(_ situation: Situation) -> String { "" }
    func position(_ situation: Situation) -> String { "" }
    func parts(_ situation: Situation, _ theme: Theme) -> [Part] { [] }
    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? { nil }
    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {}
    func contradiction(_ situation: Situation) -> String? { nil }

    /// Whether another place is the same in all it shows and knows.
    func isEqual(to other: any Place) -> Bool { other as? Self == self }
}

/// What would be lost if the program ended.
struct Loss: Equatable {
    /// What it is: "Delete of 30 products is not done".
    let words: String
    /// What is stopped, with nothing half done, when the program ends all the same.
    var stopping: RequestID?
}

/// The left of the second row: the tab, or what stands in its place; and the name of what it is about.
struct Heading: Equatable {
    var title: String
    var subject = ""
    /// Whether the title is that of the tab, which stands among the others.
    var isTab = false
}
