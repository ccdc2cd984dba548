// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension Model {
    private static let whichKeyMilliseconds = 400

    /// Takes a key in, or lets it wait for what it needs: none is lost and none overtakes another.
    mutating func press(_ key: Key) {
        if key == .focusIn { return takeFocus() }
        if !key.isReport { seeToast() }
        if key == .control("c"), !typeAhead.isEmpty || place.awaitsMove {
            macro.isPlaying = false
            return giveUpWaiting()
        }
        if key == .escape || key == .control("c"), stopUndo() || stopPlace(key) { return }
        // What a key does that is no text follows from all that was typed before it.
        if case .character = key {} else if !key.isReport { change { $0.follow(&$1) } }
        guard mustWait(.key(key)) else { return handle(.key(key)) }
        guard typeAhead.count < Model.typeAheadMax || macro.isPlaying else {
            return say(.warning, "Too many keys are waiting; ctrl-c drops them.")
        }
        typeAhead.append(.key(key))
    }

    /// Takes in keys that came together. Text typed into the filter line is followed once, before the first key that
    /// does something else or when all are in; where the line is slow, after a pause.
    mutating func press(_ keys: [Key]) {
        isInBurst = true
        for key in keys {
            press(key)
            if outbox.contains(.quit) { break }
        }
        isInBurst = false
        if !situation.manner.isSlow { change { $0.follow(&$1) } }
    }

    /// Handles the keys that waited, up to one that has to wait again.
    mutating func resume() {
        change { $0.resume(&$1) }
        doNext()
    }

    /// Does what waits, up to what has to wait longer.
    mutating func doNext() {
        while let stroke = typeAhead.first, !mustWait(stroke, isFirst: true) {
            typeAhead.removeFirst()
            handle(stroke)
        }
        if typeAhead.isEmpty { macro.isPlaying = false }
    }

    /// Stops what runs in the place, before the keys that wait for it: they are dropped.
    private mutating func stopPlace(_ key: Key) -> Bool {
        guard place.isStoppable, !typeAhead.isEmpty else { return false }
        giveUpWaiting()
        handle(key)
        return true
    }

    /// Drops what waits: what it waited for does not come.
    mutating func giveUpWaiting() { giveUpWaiting(of: activeNumber) }

    /// The same, for what a place waits for; keys wait for the one that has them.
    mutating func giveUpWaiting(of number: Int) {
        change(number) { place, _ in place.giveUp() }
        guard number == activeNumber, !typeAhead.isEmpty else { return }
        let count = typeAhead.count
        typeAhead = []
        // What went wrong is said, and that the macro ended with it.
        if macro.isPlaying { return }
        say(.warning, "\(count) \(count == 1 ? "key" : "keys") typed ahead \(count == 1 ? "was" : "were") dropped.")
    }

    /// What a stroke means where the keys are now.
    private func meaning(of stroke: Stroke) -> Commands.Meaning {
        switch stroke {
        case .key(let key): Commands.meaning(of: prefix + [key], in: place, situation.keyMap)
        case .command(let id): Commands.meaning(ofCommand: id, in: place)
        }
    }

    private func mustWait(_ stroke: Stroke, isFirst: Bool = false) -> Bool {
        let place = place
        let meaning = meaning(of: stroke)
        if case .command(let command) = meaning, command.reach == .always { return false }
        if !isFirst && !typeAhead.isEmpty { return true }
        if place.isBusy { return true }
        // A question may be about to come, and what is typed meanwhile is no answer to it.
        if let undoing, !undoing.isAsking, !undoing.isBegun { return true }
        guard case .command(let command) = meaning else { return false }
        if let undoing, !undoing.isAsking, command.danger == .writes { return true }
        return command.need == .row && place.awaitsRows
    }

    private mutating func handle(_ stroke: Stroke) {
        switch stroke {
        case .key(let key): handle(key)
        case .command(let id): handle(commandCalled: id)
        }
    }

    /// A step of a script: the command of an id, where it applies.
    private mutating func handle(commandCalled id: String) {
        switch Commands.meaning(ofCommand: id, in: place) {
        case .command(let command): execute(command)
        case .inapplicable(let command): say(.warning, "“\(command.title)” does not apply here.")
        case .prefix, .nothing: say(.warning, "“\(id)” is no command here.")
        }
    }

    private mutating func handle(_ key: Key) {
        switch key {
        case .focusIn, .focusOut: return
        case .mouse(let mouse): return take(mouse)
        case .paste(let text): return paste(text)
        case .scan(let code): return scan(code)
        case .character, .control, .alt, .special: break
        }
        leaveQuestion(key)
        let keys = prefix + [key]
        let meaning = Commands.meaning(of: keys, in: place, situation.keyMap)
        if layout.isTooSmall { return handleTooSmall(key, meaning) }
        let hadPrefix = !prefix.isEmpty
        prefix = []
        showsWhichKey = false
        switch meaning {
        case .command(let command):
            record(.command(command.id))
            execute(command)
        case .inapplicable where !hadPrefix && isTyping && key.isCharacter:
            handleUnbound(key, keys, hadPrefix: false)
        case .inapplicable(let command): say(.info, "“\(command.title)” does not apply here.")
        case .prefix: begin(keys)
        case .nothing: handleUnbound(key, keys, hadPrefix: hadPrefix)
        }
    }

    /// Any key that is none of a transient place's leaves it and then does its own work; to a question it means no.
    private mutating func leaveQuestion(_ key: Key) {
        guard place.isTransient, !Commands.binds([key], in: place, situation.keyMap) else { return }
        change { place, scope in
            guard let question = place as? QuestionPlace else { return scope.act(.leave) }
            scope.act(.answer(question.id, .answer(false)))
        }
    }

    /// The terminal is too small to see what a key does: only what concerns the program as a whole works.
    private mutating func handleTooSmall(_ key: Key, _ meaning: Commands.Meaning) {
        prefix = []
        // A question could not be seen.
        if key == .character("q") { return losses.isEmpty ? send(.quit) : () }
        if case .command(let command) = meaning, command.reach == .always,
            command.refusal(in: place, situation.viewer) == nil
        {
            change { command.perform(in: &$0, &$1) }
        }
    }

    private mutating func begin(_ keys: [Key]) {
        prefix = keys
        whichKeyToken = newNumber()
        send(.wake(token: whichKeyToken, afterMilliseconds: Model.whichKeyMilliseconds))
    }

    private mutating func handleUnbound(_ key: Key, _ keys: [Key], hadPrefix: Bool) {
        if !hadPrefix, isTyping, case .character(let character) = key {
            record(.type(String(character)))
            return insert(String(character))
        }
        if hadPrefix, key == .escape || key == .control("c") { return }
        let name = keys.map(\.name).joined(separator: " ")
        say(.info, "\(name) is no command here. ? shows the keys.")
    }

    private mutating func paste(_ text: String) {
        prefix = []
        showsWhichKey = false
        if layout.isTooSmall { return }
        record(.paste(text))
        if place.isTransient { return say(.info, "A paste answers no question: y or n.") }
        isTyping ? insert(text) : change { $0.pasted(text, &$1) }
    }

    /// A scanned code is typed where one types, and looked for elsewhere.
    private mutating func scan(_ code: String) {
        prefix = []
        showsWhichKey = false
        if layout.isTooSmall { return }
        if place.isTransient { return say(.info, "A scan answers no question: y or n.") }
        record(isTyping ? .type(code) : .scan(code))
        guard isTyping else { return change { $0.scanned(code, &$1) } }
        insert(code)
        handle(.enter)
    }

    private mutating func insert(_ text: String) {
        guard var input = place.input else { return }
        guard input.insert(text) else {
            let refusal = "That is too long for one line."
            // Said once: a burst would fill the message log with it.
            if !isInBurst || toast?.text != refusal { say(.warning, refusal) }
            return
        }
        change { place, scope in
            place.input = input
            place.typed(&scope)
        }
    }

    /// Does what a command says, or says why not.
    mutating func execute(_ command: Command) {
        if let refusal = command.refusal(in: place, situation.viewer) {
            return say(.warning, "“\(command.title)” is not possible: \(refusal).")
        }
        change { command.perform(in: &$0, &$1) }
    }
}

extension Key {
    fileprivate var isCharacter: Bool { if case .character = self { true } else { false } }

    /// Whether the terminal tells something by itself, without a key.
    fileprivate var isReport: Bool {
        switch self {
        case .focusIn, .focusOut, .mouse: true
        case .paste, .scan, .character, .control, .alt, .special: false
        }
    }
}
