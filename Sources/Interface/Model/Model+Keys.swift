// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension Model {
    private static let whichKeyMilliseconds = 400

    /// Takes a key in, or lets it wait for what it needs: none is lost and none overtakes another.
    mutating func press(_ key: Key) {
        if key == .control("c"), isWaiting { return giveUpWaiting() }
        guard mustWait(key) else { return handle(key) }
        guard typeAhead.count < Model.typeAheadMax else {
            return say(.warning, "Too many keys are waiting; ctrl-c drops them.")
        }
        typeAhead.append(key)
    }

    /// Takes in keys that came together. Text typed into the filter line is followed once, before the first key that
    /// does something else or when all are in.
    mutating func press(_ keys: [Key]) {
        isInBurst = true
        for key in keys {
            if case .character = key {} else { followFilter() }
            press(key)
            if outbox.contains(.quit) { break }
        }
        isInBurst = false
        followFilter()
    }

    /// Handles the keys that waited, up to one that has to wait again.
    mutating func resume() {
        if let move = owed,
            inventory.list.load == nil || !inventory.list.lacksRows(for: move, rows: layout.listRows)
        {
            owed = nil
            self.move(move)
            if opensCellWhenMoved && owed == nil {
                opensCellWhenMoved = false
                openCell()
            }
        }
        while let key = typeAhead.first, !mustWait(key, isFirst: true) {
            typeAhead.removeFirst()
            handle(key)
        }
    }

    /// Drops what waits: what it waited for does not come.
    mutating func giveUpWaiting() {
        owed = nil
        opensCellWhenMoved = false
        guard !typeAhead.isEmpty else { return }
        let count = typeAhead.count
        typeAhead = []
        say(.warning, "\(count) \(count == 1 ? "key" : "keys") typed ahead \(count == 1 ? "was" : "were") dropped.")
    }

    private var isWaiting: Bool { !typeAhead.isEmpty || owed != nil }

    private func mustWait(_ key: Key, isFirst: Bool = false) -> Bool {
        let meaning = Commands.meaning(of: prefix + [key], in: self)
        if case .command(let command) = meaning, command.reach == .always { return false }
        if !isFirst && !typeAhead.isEmpty { return true }
        if owed != nil || (pane == .inventory && inventory.editor?.saving != nil) { return true }
        guard case .command(let command) = meaning else { return false }
        if undoing != nil && command.danger == .writes { return true }
        let isList = pane == .inventory && inventory.history == nil && overlay == nil
        return isList && command.need == .row && inventory.list.load?.purpose.replaces ?? false
    }

    private mutating func handle(_ key: Key) {
        switch key {
        case .focusIn, .focusOut, .mouse: return
        case .paste(let text): return paste(text)
        case .character, .control, .alt, .special: break
        }
        let keys = prefix + [key]
        let meaning = Commands.meaning(of: keys, in: self)
        if layout.isTooSmall { return handleTooSmall(key, meaning) }
        let hadPrefix = !prefix.isEmpty
        prefix = []
        showsWhichKey = false
        switch meaning {
        case .command(let command): execute(command)
        case .inapplicable(let command): say(.info, "“\(command.title)” does not apply here.")
        case .prefix: begin(keys)
        case .nothing: handleUnbound(key, keys, hadPrefix: hadPrefix)
        }
    }

    /// The terminal is too small to see what a key does: only what concerns the program as a whole works.
    private mutating func handleTooSmall(_ key: Key, _ meaning: Commands.Meaning) {
        prefix = []
        if key == .character("q") { return send(.quit) }
        if case .command(let command) = meaning, command.reach == .always { command.run(&self) }
    }

    private mutating func begin(_ keys: [Key]) {
        prefix = keys
        whichKeyToken = newID()
        send(.wake(token: whichKeyToken, afterMilliseconds: Model.whichKeyMilliseconds))
    }

    private mutating func handleUnbound(_ key: Key, _ keys: [Key], hadPrefix: Bool) {
        if !hadPrefix, isTyping, case .character(let character) = key { return insert(String(character)) }
        if hadPrefix, key == .escape || key == .control("c") { return }
        let name = keys.map(\.name).joined(separator: " ")
        say(.info, "\(name) is no command here. ? shows the keys.")
    }

    private mutating func paste(_ text: String) {
        prefix = []
        showsWhichKey = false
        if layout.isTooSmall { return }
        isTyping ? insert(text) : say(.info, "Nothing takes a paste here. / opens the filter line, e a cell.")
    }

    private mutating func insert(_ text: String) {
        var isTooLong = false
        edit { isTooLong = !$0.insert(text) }
        let refusal = "That is too long for one line."
        // Said once: a burst would fill the message log with it.
        if isTooLong, !isInBurst || toast?.text != refusal { say(.warning, refusal) }
    }

    /// Does what a command says, or says why not.
    mutating func execute(_ command: Command) {
        if let refusal = command.refusal(in: self) {
            return say(.warning, "“\(command.title)” is not possible: \(refusal).")
        }
        command.run(&self)
    }

    /// Changes the line that is being typed.
    mutating func edit(_ change: (inout TextInput) -> Void) {
        switch overlay {
        case .palette(var palette):
            change(&palette.input)
            palette.choice = 0
            palette.isChosen = false
            overlay = .palette(palette)
        case .reader(var reader):
            change(&reader.input)
            reader.scroll = 0
            overlay = .reader(reader)
        case nil:
            if inventory.editor != nil {
                inventory.editor?.change(change)
            } else if inventory.filter.isOpen {
                change(&inventory.filter.input)
                filterTyped()
            }
        }
    }
}
