// SPDX-License-Identifier: Apache-2.0

extension Model {
    /// What would be lost if the program ended now, wherever it is.
    var losses: [Loss] {
        let own = undoing.flatMap { undoing -> Loss? in
            guard let pace = undoing.pace, pace.done > 0 || pace.total > 0 else { return nil }
            return Loss(words: undoing.isRedo ? "The redo is not done" : "The undo is not done", stopping: undoing.id)
        }
        return [own].compactMap(\.self) + slots.compactMap(\.place.loss)
    }

    /// Ends the program; where something would be lost, the person is asked first.
    mutating func quit() {
        let losses = losses
        guard let first = losses.first else { return send(.quit) }
        let number = newNumber()
        quitAsked = number
        let more = losses.count > 1 ? ", and \(losses.count - 1) more" : ""
        cover(
            QuestionPlace(
                id: RequestID(place: 0, number: number), words: "\(first.words)\(more). Quit all the same?"))
    }

    /// Ends the program though something is lost; what is under way is stopped with nothing half done.
    mutating func quitAllTheSame() {
        for loss in losses { if let id = loss.stopping { send(.stop(id)) } }
        send(.quit)
    }

    mutating func toggleMouse() {
        situation.manner.hasMouse.toggle()
        let isOn = situation.manner.hasMouse
        send(.mouse(isOn))
        say(
            .info,
            isOn
                ? "The mouse is on: a click chooses a row, tab or pane. shift selects text as before."
                : "The mouse is off.")
    }
}
