// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What a place may do beside changing itself: ask the store, say something, lead elsewhere. What it wishes for is done
/// in its order once the place has come to an end.
struct Scope {
    /// What is wished for.
    enum Act {
        case effect(Effect)
        case say(Severity, String, lines: [String])
        /// The message line is emptied.
        case hush
        /// What was said against something that is gone does not hold any more.
        case retract
        /// The detail follows after a pause.
        case settleSoon
        /// What was typed is followed once no key has come for a while.
        case followSoon
        /// The detail follows now.
        case settle
        /// What waits for this place is given up: what it waited for does not come.
        case giveUp
        /// A place over this one: esc comes back.
        case push(any Place)
        /// A place over the body, above all panes.
        case cover(any Place)
        /// Leave this place.
        case leave
        /// Leave this place; in the one below the record is to be seen.
        case leaveFor(Identifier)
        /// Leave this place and do a command where it was opened.
        case run(Command)
        /// A question is answered: its place goes, the reply reaches who asked.
        case answer(RequestID, Reply)
        /// The same, and the place stays: what is chosen shows at once.
        case tell(RequestID, Reply)
        case pane(Int)
        case tab(by: Int)
        case openPalette
        case openKeys
        case undo
        case redo
        case refresh
        /// Begins or ends the record of a macro.
        case record
        case playMacro
        /// A text leaves for the clipboard; what it is stands in the message line.
        case copy(what: String, text: String)
        case toggleMouse
        /// The program ends, once it was asked where something would be lost.
        case quit
    }

    /// Who looks, when and at what extent.
    let situation: Situation
    /// Whether more keys follow at once.
    private let isInBurst: Bool
    private let place: Int
    private(set) var lastNumber: Int
    private(set) var acts: [Act] = []

    init(_ situation: Situation, place: Int, lastNumber: Int, isInBurst: Bool) {
        self.situation = situation
        self.place = place
        self.lastNumber = lastNumber
        self.isInBurst = isInBurst
    }

    var layout: Layout { situation.layout }

    /// Whether not each key needs to be followed: more of them come at once, or the line would be late with what
    /// follows.
    var awaitsKeys: Bool { isInBurst || situation.manner.isSlow }

    mutating func act(_ act: Act) { acts.append(act) }

    /// Asks the store; the reply comes to this place under the id.
    mutating func ask(_ request: Request) -> RequestID {
        let id = newID()
        acts.append(.effect(.request(id, request)))
        return id
    }

    /// Asks the person; the reply comes to this place under the id.
    mutating func inquire(_ words: String) -> RequestID {
        question { QuestionPlace(id: $0, words: words) }
    }

    /// Asks for a text, beginning with one that is offered, which the first key replaces or not; the reply comes to
    /// this place under the id.
    mutating func askText(_ words: String, offering text: String = "", isReplaced: Bool = false) -> RequestID {
        question { AskPlace(id: $0, words: words, line: TextInput(text, isOffered: isReplaced)) }
    }

    /// Asks for one of a resource's records; the reply comes to this place under the id.
    mutating func pick(_ words: String, of target: ResourceFacts) -> RequestID {
        question { PickPlace(id: $0, words: words, target: target) }
    }

    /// Opens a place over this one; what it answers comes to this place under the id.
    mutating func place(_ place: (RequestID) -> any Place) -> RequestID {
        let id = newID()
        acts.append(.push(place(id)))
        return id
    }

    /// Gives a text to the person's editor; what becomes of it comes to this place under the id.
    mutating func openEditor(_ text: String, name: String) -> RequestID {
        let id = newID()
        acts.append(.effect(.edit(id, text: text, name: name)))
        return id
    }

    /// Covers the body with a place that chooses something; its replies come to this place under the id.
    mutating func question(_ place: (RequestID) -> any Place) -> RequestID {
        let id = newID()
        acts.append(.cover(place(id)))
        return id
    }

    private mutating func newID() -> RequestID {
        lastNumber += 1
        return RequestID(place: place, number: lastNumber)
    }

    /// Says something in the message line and keeps it in the log.
    mutating func say(_ severity: Severity, _ text: String, lines: [String] = []) {
        acts.append(.say(severity, text, lines: lines))
    }

    /// Says that a paste is no use here.
    mutating func sayNothingPastes() {
        say(
            .info,
            "Nothing takes a paste here. / opens the filter line, e a cell; lines pasted into a list are imported.")
    }

    /// Says what went wrong.
    mutating func say(_ severity: Severity, _ problem: Problem) {
        say(severity, problem.headline, lines: Array(problem.lines.dropFirst()))
    }
}
