// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in a form.
    package static let form = KeyTable(
        "form", "Forms",
        [
            Command(
                "field.next", "Go to the next field", keys: ["enter", "tab", "down"], hint: ("next", 1),
                of: FormPlace.self
            ) { $0.step(by: 1, &$1) },
            Command("field.previous", "Go to the field before", keys: ["shift-tab", "up"], of: FormPlace.self) {
                $0.step(by: -1, &$1)
            },
            Command(
                "form.save", "Save", keys: ["F2", "ctrl-x s"], hint: ("save", 2), danger: .writes, of: FormPlace.self
            ) { $0.save(then: .close, &$1) },
            Command(
                "form.save-next", "Save and begin the next record", keys: ["F3", "ctrl-x n"],
                hint: ("save, next", 3), danger: .writes, of: FormPlace.self, when: { $0.record == nil }
            ) { $0.save(then: .another, &$1) },
            Command(
                "field.pick", "Choose the record from a list", keys: ["F4", "ctrl-x p"], hint: ("pick", 4),
                of: FormPlace.self, when: { $0.fields[$0.cursor].target != nil }
            ) { $0.openPicker(&$1) },
            Command(
                "field.repeat", "Take what the last record had here", keys: ["F6", "\""], hint: ("same as last", 5),
                of: FormPlace.self, when: { $0.canRepeat }
            ) { $0.repeatLast(&$1) },
            Command(
                "problem.next", "Go to the next field to mend", keys: ["F7", "ctrl-x j"], hint: ("next error", 6),
                of: FormPlace.self, when: { $0.fields.contains { $0.failure != nil } }
            ) { $0.goToNextProblem(&$1) },
            Command(
                "form.all-fields", "Show all fields, or only the usual ones", keys: ["ctrl-x f"],
                hint: ("all fields", 7), of: FormPlace.self, when: { $0.record == nil }
            ) { $0.toggleAll(&$1) },
            Command(
                "draft.drop", "Drop what was typed", keys: ["ctrl-x d"], of: FormPlace.self,
                when: { $0.changedCount > 0 }
            ) { $0.dropDraft(&$1) },
            Command(
                "draft.leave", "Leave the form, what was typed is kept", keys: ["esc", "ctrl-c"], hint: ("leave", 8),
                of: FormPlace.self
            ) { $0.leave(&$1) },
        ])

    /// What can be done while a record is chosen for a field.
    package static let picker = KeyTable(
        "picker", "Choosing a record",
        [
            Command(
                "choice.take", "Take what is chosen and go on", keys: ["enter", "tab"], hint: ("take", 1),
                of: FormPlace.self
            ) { $0.takeChoice(&$1) },
            Command("choice.next", "Go down", keys: ["down"], hint: ("choose", 2), of: FormPlace.self) { place, _ in
                place.picker?.move(by: 1)
            },
            Command("choice.previous", "Go up", keys: ["up"], of: FormPlace.self) { place, _ in
                place.picker?.move(by: -1)
            },
            Command(
                "choice.leave", "Keep what stood there", keys: ["esc", "ctrl-c"], hint: ("keep", 3),
                of: FormPlace.self
            ) { $0.leavePicker(&$1) },
        ])
}

extension FormPlace {
    /// Goes to another field; the one that is left is checked.
    mutating func step(by step: Int, _ scope: inout Scope) {
        check(cursor, scope.situation)
        let shown = shown
        guard let index = shown.firstIndex(of: cursor) else { return }
        let next = index + step
        if next >= shown.count {
            return scope.say(.info, "This is the last field. F2 saves, F3 saves and begins the next record.")
        }
        go(to: shown[max(0, next)], &scope)
    }

    mutating func go(to index: Int, _ scope: inout Scope) {
        picker = nil
        cursor = index
        let text = fields[index].input.text
        fields[index].input = TextInput(text, isOffered: true)
        scroll(rows: scope.layout.body.rows)
    }

    /// Says at a field what is wrong with what is typed there.
    mutating func check(_ index: Int, _ situation: Situation) {
        guard fields[index].isChanged else { return }
        do throws(FieldFailure) {
            _ = try value(index, situation)
        } catch {
            fields[index].failure = error.words
        }
    }

    mutating func goToNextProblem(_ scope: inout Scope) {
        let wrong = fields.indices.filter { fields[$0].failure != nil }
        guard let next = wrong.first(where: { $0 > cursor }) ?? wrong.first else { return }
        if next == cursor { return scope.say(.info, "No other field needs mending.") }
        go(to: next, &scope)
    }

    mutating func toggleAll(_ scope: inout Scope) {
        showsAll.toggle()
        scroll(rows: scope.layout.body.rows)
    }

    var canRepeat: Bool {
        let field = fields[cursor]
        return (field.isEmpty || field.input.isOffered) && lastTexts[field.facts.key] != nil
    }

    /// Takes the text of the record saved before, and goes on.
    mutating func repeatLast(_ scope: inout Scope) {
        let key = fields[cursor].facts.key
        guard let text = lastTexts[key] else { return }
        fields[cursor].fill(text, last[key])
        keepSoon(&scope)
        step(by: 1, &scope)
    }

    mutating func openPicker(_ scope: inout Scope) {
        guard let target = fields[cursor].target else { return }
        picker = Picker(target)
        picker?.search(fields[cursor].isChanged ? fields[cursor].input.text : "", &scope)
        scroll(rows: scope.layout.body.rows)
    }

    /// Takes the record that is chosen; with nothing typed the field stays empty.
    mutating func takeChoice(_ scope: inout Scope) {
        guard let picker else { return }
        if picker.loading != nil {
            // What is typed is searched for still: the answer decides, keys wait for it.
            return scope.say(.info, "Still searching; enter again.")
        }
        if fields[cursor].isEmpty && picker.text.isEmpty && picker.choice == 0 && !fields[cursor].facts.isRequired {
            return step(by: 1, &scope)
        }
        guard let item = picker.chosen else {
            let words = "“\(fields[cursor].input.text)” is none of the \(picker.target.name)."
            fields[cursor].failure = words
            return scope.say(.error, words)
        }
        fields[cursor].fill(item.text, FormField.Chosen(id: item.id, text: item.text))
        keepSoon(&scope)
        self.picker = nil
        step(by: 1, &scope)
    }

    mutating func leavePicker(_ scope: inout Scope) {
        let field = fields[cursor]
        fields[cursor].fill(field.chosen?.text ?? field.baseText, field.chosen)
        picker = nil
    }

    /// One step out; what was typed is kept and comes back with the form.
    mutating func leave(_ scope: inout Scope) {
        settle(&scope)
        if changedCount > 0 {
            let key = record == nil ? "n" : "E"
            scope.say(.info, "Not saved; what was typed is kept. \(key) goes on with it.")
        }
        scope.act(.leave)
    }
}

extension FieldFailure {
    /// What is wrong and what would be accepted, beside the field.
    var words: String { expected.map { "\(rule.sentence); \($0)" } ?? rule.sentence }
}
