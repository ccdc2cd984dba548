// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Terminal

/// A pane; its number is its key.
package enum Pane: Int, CaseIterable, Sendable {
    case inventory = 1, audit = 5

    /// Its name on the first row.
    var title: String {
        switch self {
        case .inventory: "Inventory"
        case .audit: "Audit"
        }
    }
}

/// Everything the screen shows and knows. Changed by `update` only.
package struct Model: Equatable, Sendable {
    /// The terminal's extent.
    package internal(set) var size: Size
    /// The store's name.
    package let storeName: String
    /// Who looks, and what they may do.
    package internal(set) var session: Session
    /// The time.
    package internal(set) var clock: Clock
    /// What asks for attention.
    package internal(set) var badges: [Badge] = []
    /// The state of the connection in words.
    package internal(set) var connection = ""
    /// The pane that is shown.
    package internal(set) var pane = Pane.inventory
    /// Products and their detail.
    package internal(set) var inventory: Inventory
    /// Commits and events.
    package internal(set) var audit = Audit()
    /// What stands over the body.
    package internal(set) var overlay: Overlay?
    /// The message line.
    package internal(set) var toast: Toast?
    /// All messages, oldest first.
    package internal(set) var log: [Toast] = []
    /// The keys of a sequence that is not complete.
    package internal(set) var prefix: [Key] = []
    /// Whether what may follow the prefix is shown.
    package internal(set) var showsWhichKey = false
    /// Keys that wait for rows or for an answer, in their order.
    package internal(set) var typeAhead: [Key] = []

    /// A move that waits for rows it leads to.
    var owed: Move?
    /// Whether a cell is opened on the row that move leads to.
    var opensCellWhenMoved = false
    /// The undo or redo that is under way.
    var undoing: Undoing?
    var settleToken = 0
    var whichKeyToken = 0
    var toastToken = 0
    private var lastID = 0
    /// Whether more keys follow at once, so that the list need not follow each of them.
    var isInBurst = false
    /// Whether text was typed into the filter line which the list does not follow yet.
    var isFilterDue = false
    /// What the running update has to do; empty between updates.
    var outbox: [Effect] = []

    /// Keys that may wait; more are refused with a message.
    static let typeAheadMax = 256

    /// A screen that knows nothing yet; send `start` first.
    package init(
        size: Size, storeName: String, session: Session, nowMicroseconds: Int64, zone: Zone = Zone()
    ) {
        self.size = size
        self.storeName = storeName
        self.session = session
        clock = Clock(now: nowMicroseconds, zone: zone)
        inventory = Inventory(resource: Product.declaration.facts)
    }

    /// Numbers effects and wakes.
    mutating func newID() -> Int {
        lastID += 1
        return lastID
    }

    mutating func send(_ effect: Effect) { outbox.append(effect) }

    /// Says something in the message line and keeps it in the log.
    mutating func say(_ severity: Severity, _ text: String, lines: [String] = []) {
        let toast = Toast(severity: severity, text: text, lines: lines, at: clock.now)
        self.toast = toast
        if log.count >= Toast.logMax { log.removeFirst(log.count - Toast.logMax + 1) }
        log.append(toast)
        toastToken = newID()
        send(.wake(token: toastToken, afterMilliseconds: Toast.millisecondsMax))
    }

    /// Says what went wrong: the title in the message line with the first line behind it, all of it in the log.
    mutating func say(_ severity: Severity, _ problem: Problem) {
        let text = problem.lines.first.map { "\(problem.title) \($0)" } ?? problem.title
        say(severity, text, lines: Array(problem.lines.dropFirst()))
    }

    /// What a filter's words mean here and now.
    var filterContext: FilterViewpoint {
        let clock = clock
        return FilterViewpoint(
            currency: session.currency, today: clock.today, me: session.member, startOfDay: { clock.start(of: $0) })
    }

    /// The record under the cursor of the product list.
    package var currentRecord: Identifier? { inventory.list.current?.id }

    /// What contradicts itself, in words; nil when all is in order. Tests ask after every step.
    package var contradiction: String? {
        func isOff(_ place: ListPlace, _ count: Int) -> Bool {
            let isOutside = place.cursor < 0 || (place.cursor >= count && !(count == 0 && place.cursor == 0))
            let isUnseen = place.cursor < place.top || place.cursor >= place.top + layout.listRows
            return isOutside || isUnseen || place.top < 0
        }
        let list = inventory.list
        if isOff(list.place, list.records.count) { return "the cursor of the list: \(list.place)" }
        if isOff(audit.place, audit.rows.count) { return "the cursor of the audit: \(audit.place)" }
        if let history = inventory.history, isOff(history.place, history.entries.count) { return "history" }
        if Set(list.records.map(\.id)).count != list.records.count { return "a record stands twice" }
        if let total = list.total, let position = list.position, position > total, !list.isTotalStale {
            return "row \(position) of \(total)"
        }
        if !outbox.isEmpty { return "effects that were not sent" }
        return nil
    }

    /// What stands where on a terminal of this size.
    var layout: Layout { Layout(size: size) }
}

/// An undo or redo that waits for its answer.
struct Undoing: Equatable, Sendable {
    let id: Int
    let isRedo: Bool
}

/// What stands over the body.
package enum Overlay: Equatable, Sendable {
    /// The command palette.
    case palette(Palette)
    /// The key table or the message log.
    case reader(Pager)
}
