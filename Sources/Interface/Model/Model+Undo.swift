// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    /// Finds out what an undo would take back: much, or what was not done today, is asked for first.
    mutating func offerUndo(isRedo: Bool) {
        let undoing = Undoing(number: newNumber(), isRedo: isRedo)
        self.undoing = undoing
        send(.request(undoing.id, .offer(isRedo: isRedo)))
    }

    /// A reply to what the screen as a whole asked for.
    mutating func takeOwn(_ reply: Reply, _ number: Int) {
        if case .drafts(let drafts) = reply, number == draftsAsked { return tell(drafts) }
        if case .kept(let path) = reply {
            return say(.ok, "The macro is kept: @ plays it, and so does satchel play \(path).")
        }
        if case .copied(let words) = reply { return say(.ok, words) }
        if number == quitAsked { return reply == .answer(true) ? quitAllTheSame() : () }
        guard let undoing, undoing.number == number else {
            if case .failed(let problem) = reply { say(.error, problem) }
            return
        }
        switch reply {
        case .offer(let summary, let changes, let at): takeOffer(summary, changes, at)
        case .answer(let isYes): if isYes { step() } else { self.undoing = nil }
        case .progress(let done, let total):
            self.undoing?.pace = Pace(
                startedAt: undoing.pace?.startedAt ?? situation.clock.now, done: done, total: total)
        case .undone(let summary):
            self.undoing = nil
            say(.ok, undoing.isRedo ? "Done again: \(summary)." : "Undone: \(summary). U does it again.")
        case .failed(let problem), .denied(let problem):
            self.undoing = nil
            say(.warning, problem)
        default: break
        }
    }

    /// Says which forms were left open; they go on where they were.
    private mutating func tell(_ drafts: [FormDraft]) {
        guard let newest = drafts.first else { return }
        let more = drafts.count > 1 ? " and \(drafts.count - 1) more" : ""
        let key = newest.key.record == nil ? "n" : "E"
        let when = situation.clock.words(newest.savedAt)
        say(
            .info, "Not saved when the program ended: \(newest.title), \(when)\(more). \(key) goes on with it.",
            lines: drafts.dropFirst().map { "\($0.title), \(situation.clock.words($0.savedAt))" }, stays: true)
    }

    private mutating func takeOffer(_ summary: String?, _ changes: Int64, _ at: Int64) {
        guard let undoing, let summary, isWorthAsking(changes, at) else { return step() }
        self.undoing?.isAsking = true
        let verb = undoing.isRedo ? "Do again" : "Undo"
        let count = changes > 1 ? " · \(Figures.grouped(changes)) changes" : ""
        let words = "\(verb): \(summary)\(count), of \(situation.clock.words(at))?"
        cover(QuestionPlace(id: undoing.id, words: words))
    }

    private func isWorthAsking(_ changes: Int64, _ at: Int64) -> Bool {
        changes >= Undoing.changesAsked || at < situation.clock.start(of: situation.clock.today)
    }

    private mutating func step() {
        guard let undoing else { return }
        self.undoing?.isAsking = false
        self.undoing?.isBegun = true
        send(.request(undoing.id, undoing.isRedo ? .redo : .undo))
    }

    /// Stops an undo that shows how far it is, with nothing half done. False where there is none.
    mutating func stopUndo() -> Bool {
        guard let undoing, undoing.pace != nil else { return false }
        send(.stop(undoing.id))
        return true
    }

    /// How far an undo is; nil where none takes long.
    var undoProgress: String? {
        guard let undoing, let pace = undoing.pace else { return nil }
        return "\(undoing.isRedo ? "doing again" : "undoing") \(pace.share())   esc stops it"
    }
}
