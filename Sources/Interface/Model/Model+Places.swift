// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    /// Quiet after which the detail follows the cursor.
    private static let settleMilliseconds = 150
    /// The same where the line is slow.
    private static let slowSettleMilliseconds = 300

    /// All places, those that are not seen as well.
    var slots: [Slot] { panes.flatMap { $0.stacks.flatMap(\.self) } + covers }

    /// The places of the tab that is shown, the one on top last.
    var stack: [Slot] { panes[pane].stacks[panes[pane].tab] }

    /// The place that is seen in the body; covers may lie over it.
    var below: any Place { stack[stack.count - 1].place }

    /// The place that has the keys.
    var place: any Place { covers.last?.place ?? below }

    var activeNumber: Int { covers.last?.number ?? stack[stack.count - 1].number }

    /// Where the person is and how the lists look: what the next session begins with.
    package var session: SessionState {
        var session = restored
        session.pane = panes[pane].spec.word
        for (spec, state) in panes.map({ ($0.spec, $0) }) where state.tab > 0 || session.tabs[spec.word] != nil {
            session.tabs[spec.word] = spec.tabs[state.tab].word
        }
        for state in panes { for stack in state.stacks { stack.first?.place.note(in: &session) } }
        return session
    }

    /// Shows what was shown when the session before ended.
    mutating func begin() {
        for (index, spec) in panes.map(\.spec).enumerated() {
            panes[index].tab = spec.tabs.firstIndex { $0.word == restored.tabs[spec.word] } ?? 0
        }
        let pane = panes.firstIndex { $0.spec.word == restored.pane } ?? 0
        show(pane: pane, tab: panes[pane].tab)
    }

    /// Shows a tab of a pane; its first place is made when it is shown first. Answers whether that was so.
    @discardableResult
    mutating func show(pane: Int, tab: Int) -> Bool {
        self.pane = pane
        panes[pane].tab = tab
        guard stack.isEmpty else { return false }
        var place = panes[pane].spec.tabs[tab].make()
        place.restore(restored, situation)
        panes[pane].stacks[tab] = [Slot(number: newNumber(), place: place)]
        return true
    }

    /// Lets a place do something, then does what it wished for.
    mutating func change(_ number: Int, _ body: (inout any Place, inout Scope) -> Void) {
        var scope = Scope(situation, place: number, lastNumber: lastNumber, isInBurst: isInBurst)
        guard withPlace(number, { body(&$0, &scope) }) else { return }
        lastNumber = scope.lastNumber
        for act in scope.acts { perform(act, of: number) }
    }

    /// Lets the place that has the keys do something.
    mutating func change(_ body: (inout any Place, inout Scope) -> Void) { change(activeNumber, body) }

    private mutating func withPlace(_ number: Int, _ body: (inout any Place) -> Void) -> Bool {
        if let index = covers.firstIndex(where: { $0.number == number }) {
            body(&covers[index].place)
            return true
        }
        for pane in panes.indices {
            for tab in panes[pane].stacks.indices {
                guard let index = panes[pane].stacks[tab].firstIndex(where: { $0.number == number }) else { continue }
                body(&panes[pane].stacks[tab][index].place)
                return true
            }
        }
        return false
    }

    private mutating func perform(_ act: Scope.Act, of number: Int) {
        switch act {
        case .effect(let effect): send(effect)
        case .say(let severity, let text, let lines): say(severity, text, lines: lines)
        case .hush: hushToast()
        case .retract: if toast?.severity != .ok { hushToast() }
        case .settleSoon: settleSoon(number)
        case .followSoon: followSoon()
        case .settle: change(number) { $0.settle(&$1) }
        case .giveUp: giveUpWaiting(of: number)
        case .push(let place): push(place)
        case .cover(let place): cover(place)
        case .leave: leave(number)
        case .leaveFor(let record):
            leave(number)
            change { $0.reveal(record, &$1) }
        case .run(let command):
            leave(number)
            execute(command)
        case .answer(let id, let reply):
            leave(number)
            if id.place == 0 {
                takeOwn(reply, id.number)
            } else {
                change(id.place) { $0.take(reply, for: id, &$1) }
            }
        case .tell(let id, let reply): change(id.place) { $0.take(reply, for: id, &$1) }
        case .pane(let number): go(toPane: number)
        case .tab(let step): turnTab(by: step)
        case .openPalette: cover(PalettePlace(Commands.choices(in: place, situation), in: place, situation))
        case .openKeys: cover(HelpPlace(place, situation))
        case .undo: offerUndo(isRedo: false)
        case .redo: offerUndo(isRedo: true)
        case .refresh: refresh(onlyWords: false)
        case .record: toggleRecording()
        case .playMacro: playMacro()
        case .copy(let what, let text):
            send(.request(RequestID(place: 0, number: newNumber()), .copy(what: what, text: text)))
        case .toggleMouse: toggleMouse()
        case .quit: quit()
        }
    }

    private mutating func push(_ place: any Place) {
        let slot = Slot(number: newNumber(), place: place)
        panes[pane].stacks[panes[pane].tab].append(slot)
        change(slot.number) { $0.open(&$1) }
    }

    mutating func cover(_ place: any Place) {
        // One of a kind: help over help would only have to be left twice.
        if let last = covers.last, type(of: last.place) == type(of: place) { covers.removeLast() }
        let slot = Slot(number: newNumber(), place: place)
        covers.append(slot)
        change(slot.number) { $0.open(&$1) }
    }

    /// Leaves a place, seen or not, for the one below; the first one of a tab stays, and only the message goes.
    private mutating func leave(_ number: Int) {
        if let index = covers.firstIndex(where: { $0.number == number }) {
            return covers.removeSubrange(index...)
        }
        for pane in panes.indices {
            for tab in panes[pane].stacks.indices {
                let index = panes[pane].stacks[tab].firstIndex { $0.number == number }
                guard let index, index > 0 else { continue }
                panes[pane].stacks[tab].remove(at: index)
                return change(panes[pane].stacks[tab][index - 1].number) { $0.settle(&$1) }
            }
        }
        hushToast()
    }

    private mutating func go(toPane number: Int) {
        guard let index = panes.firstIndex(where: { $0.spec.number == number }) else { return }
        open(pane: index)
    }

    /// Shows a pane with the tab it had.
    mutating func open(pane index: Int) { open(pane: index, tab: panes[index].tab) }

    /// Shows a tab of the pane.
    mutating func open(tab: Int) { open(pane: pane, tab: tab) }

    private mutating func turnTab(by step: Int) {
        let count = panes[pane].stacks.count
        guard count > 1 else { return say(.info, "\(panes[pane].spec.title) has no other tab.") }
        open(pane: pane, tab: (panes[pane].tab + step + count) % count)
    }

    private mutating func open(pane: Int, tab: Int) {
        let isNew = show(pane: pane, tab: tab)
        change { isNew ? $0.open(&$1) : $0.settle(&$1) }
    }

    /// Lets the detail of a place follow after a pause; the bytes of a cursor move are those of its marker.
    mutating func settleSoon(_ number: Int) {
        settleToken = newNumber()
        settling = number
        let isSlow = situation.manner.isSlow
        send(
            .wake(
                token: settleToken,
                afterMilliseconds: isSlow ? Model.slowSettleMilliseconds : Model.settleMilliseconds))
    }

    /// Lets the list follow what is typed after a pause. Over a slow line the rows for each letter would pile up, and
    /// the letters behind them.
    private mutating func followSoon() {
        // The end of a burst follows by itself.
        guard situation.manner.isSlow else { return }
        followToken = newNumber()
        send(.wake(token: followToken, afterMilliseconds: Model.slowSettleMilliseconds))
    }

    /// The store may hold something else now: what is shown is read again, cursor and filter stay.
    mutating func refresh(onlyWords: Bool) {
        for slot in slots { change(slot.number) { $0.refresh(onlyWords: onlyWords, &$1) } }
    }

}
