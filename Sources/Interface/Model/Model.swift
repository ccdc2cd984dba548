// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Terminal

/// Everything the screen shows and knows. Changed by `update` only.
package struct Model: Equatable, Sendable {
    /// Whose store is looked at by whom, when, and on what extent.
    package internal(set) var situation: Situation
    /// What asks for attention.
    package internal(set) var badges: [Badge] = []
    /// The state of the connection in words.
    package internal(set) var connection = ""
    /// The message line.
    package internal(set) var toast: Toast?
    /// The keys of a sequence that is not complete.
    package internal(set) var prefix: [Key] = []
    /// Whether what may follow the prefix is shown.
    package internal(set) var showsWhichKey = false
    /// Warnings and errors that were said so far.
    package internal(set) var alarmCount = 0
    /// Keys that wait for rows or for an answer, in their order.
    package internal(set) var typeAhead: [Stroke] = []

    /// What the session before left: tabs that were not shown yet begin with it.
    let restored: SessionState
    /// A message that waits behind one that stays.
    var waitingToast: Toast?
    /// What each pane holds, in their order.
    var panes: [PaneState]
    /// The pane that is shown, as an index into all panes.
    var pane = 0
    /// Places over the body, above all panes.
    var covers: [Slot] = []
    /// The undo or redo that is under way.
    var undoing: Undoing?
    var macro = Macro()
    /// The question whether to quit with something unsaved.
    var quitAsked: Int?
    /// When the window got the focus last.
    var focusedAt: Int64?
    /// The question for forms that were left open when the program ended.
    var draftsAsked: Int?
    var settleToken = 0
    /// The place whose detail follows at the end of that pause.
    var settling = 0
    var followToken = 0
    var whichKeyToken = 0
    var toastToken = 0
    /// Numbers requests, wakes and places.
    var lastNumber = 0
    /// Whether more keys follow at once, so that the list need not follow each of them.
    var isInBurst = false
    /// What the running update has to do; empty between updates.
    var outbox: [Effect] = []

    /// Keys that may wait; more are refused with a message.
    static let typeAheadMax = 256

    /// A screen that knows nothing yet; send `start` first.
    package init(
        size: Size, storeName: String, viewer: Viewer, nowMicroseconds: Int64, zone: Zone = Zone(),
        keyMap: KeyMap = KeyMap(.program), manner: Manner = Manner(), session: SessionState = SessionState(),
        panes: [PaneSpec] = Panes.all
    ) {
        self.panes = panes.map { PaneState($0) }
        restored = session
        situation = Situation(
            storeName: storeName, viewer: viewer, clock: Clock(now: nowMicroseconds, zone: zone), size: size,
            manner: manner, keyMap: keyMap)
        begin()
    }

    /// The terminal's extent.
    package var size: Size { situation.size }
    /// All messages, oldest first.
    package var log: [Toast] { situation.log }
    /// Whether keys are text.
    package var isTyping: Bool { place.isTyping }
    /// What stands where on a terminal of this size.
    var layout: Layout { situation.layout }

    /// The record under the cursor of the list that is shown.
    package var currentRecord: Identifier? {
        (panes[pane].stacks[panes[pane].tab].first?.place as? RecordsPlace)?.list.current?.id
    }

    /// What contradicts itself, in words; nil when all is in order. Tests ask after every step.
    package var contradiction: String? {
        for slot in slots {
            if let contradiction = slot.place.contradiction(situation) {
                return "\(type(of: slot.place)): \(contradiction)"
            }
        }
        if Set(slots.map(\.number)).count != slots.count { return "two places of one number" }
        return outbox.isEmpty ? nil : "effects that were not sent"
    }

    /// Numbers requests, wakes and places.
    mutating func newNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func send(_ effect: Effect) { outbox.append(effect) }

    /// Says something in the message line and keeps it in the log. What `stays` gives way to nothing before it was
    /// seen.
    mutating func say(_ severity: Severity, _ text: String, lines: [String] = [], stays: Bool = false) {
        if severity >= .warning { alarmCount += 1 }
        let endsScript = severity >= .warning && endScript()
        let toast = Toast(
            severity: severity, text: endsScript ? "\(text) The rest was not done." : text, lines: lines,
            at: situation.clock.now, stays: stays)
        let surplus = situation.log.count - Toast.logMax + 1
        if surplus > 0 { situation.log.removeFirst(surplus) }
        situation.log.append(toast)
        if let standing = self.toast, standing.stays {
            waitingToast = toast
        } else {
            if stays { waitingToast = self.toast }
            show(toast)
        }
    }

    private mutating func show(_ toast: Toast) {
        self.toast = toast
        toastToken = newNumber()
        if !toast.stays { send(.wake(token: toastToken, afterMilliseconds: Toast.millisecondsMax)) }
    }

    /// The person pressed a key: a message that stays was seen, unless it came just now and was not drawn yet.
    mutating func seeToast() {
        if let toast, situation.clock.now > toast.at { passToast() }
    }

    /// What waited behind a message that stays takes its place.
    mutating func passToast() {
        guard toast?.stays == true else { return }
        toast = nil
        if let waiting = waitingToast { show(waiting) }
        waitingToast = nil
    }

    /// Empties the message line, but for what is still to be seen.
    mutating func hushToast() { if toast?.stays != true { toast = nil } }
}

/// An undo or redo that is under way: offered, asked for, or done.
struct Undoing: Equatable, Sendable {
    let number: Int
    let isRedo: Bool
    /// Whether the person is asked before.
    var isAsking = false
    /// Whether it was begun; before that it is not known whether the person is asked.
    var isBegun = false
    /// How far it is, in changes; nil where it does not tell.
    var pace: Pace?

    /// From so many changes on it is asked for first.
    static let changesAsked: Int64 = 100

    var id: RequestID { RequestID(place: 0, number: number) }
}

extension Model {
    /// Why a command is not allowed where the keys are now, in words; nil when it is.
    package func refusal(of command: Command) -> String? { command.refusal(in: place, situation.viewer) }
}
