// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension FormPlace {
    /// Goes to another field; the one that is left is checked.
    mutating func step(by step: Int, _ scope: inout Scope) {
        check(cursor, scope.situation)
        settleKeys(scope.situation)
        let shown = shown
        guard let index = shown.firstIndex(of: cursor) else { return }
        let next = index + step
        if next >= shown.count {
            aid = nil
            let chain = record == nil && answers == nil ? ", F3 saves and begins the next record" : ""
            return scope.say(.info, "This is the last field. F2 saves\(chain).")
        }
        go(to: shown[max(0, next)], &scope)
    }

    mutating func go(to index: Int, _ scope: inout Scope) {
        aid = nil
        cursor = index
        let text = fields[index].input.text
        fields[index].input = TextInput(text, isOffered: true)
        followKeys(&scope)
        askSuggestions(&scope)
        scroll(scope.situation)
    }

    /// Says at a field what is wrong with what is typed there; what is read well stands as it is read from now on.
    mutating func check(_ index: Int, _ situation: Situation) {
        guard fields[index].isChanged else { return }
        do throws(FieldFailure) {
            let value = try value(index, situation)
            if let text = readText(value, index, situation), text != fields[index].input.text {
                fields[index].input.replaceAll(with: text)
            }
        } catch {
            fields[index].failure = error.words
        }
    }

    /// How a figure, a day or a word that was typed in short is written; nil for what stands as it was typed.
    private func readText(_ value: Value, _ index: Int, _ situation: Situation) -> String? {
        let field = fields[index]
        let locale = situation.viewer.locale
        if let key = field.key { return key.field.form == .text ? nil : key.field.text(value, locale) }
        switch field.facts.kind {
        case .integer, .boolean, .money, .quantity, .percent, .date, .choice:
            return FieldWords(locale: locale).text(value, field.facts, in: values(situation), of: records)
        case .text, .note, .code, .moment, .reference, .references, .set, .map: return nil
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
        scroll(scope.situation)
    }

    var canRepeat: Bool {
        let field = fields[cursor]
        // What names a record is another one each time, and may begin with a quote.
        if field.facts.position == records.labelPosition { return false }
        return (field.isEmpty || field.input.isOffered) && lastTexts[field.id] != nil
    }

    /// Takes the text of the record saved before, and goes on.
    mutating func repeatLast(_ scope: inout Scope) {
        let id = fields[cursor].id
        guard let text = lastTexts[id] else { return }
        fields[cursor].fill(text, last[id])
        keepSoon(&scope)
        step(by: 1, &scope)
    }

    /// The text of the field has changed: what was said against it does not hold, what may stand there is looked for.
    mutating func typed(_ scope: inout Scope) {
        fields[cursor].failure = nil
        keepSoon(&scope)
        follow(text: fields[cursor].input.text, &scope)
        scroll(scope.situation)
    }

    /// One step out; what was typed is kept and comes back with the form. What is not kept is asked for first.
    mutating func leave(_ scope: inout Scope) {
        settle(&scope)
        if let loss {
            asked.leaving = scope.inquire("\(loss.words). Leave all the same?")
            return
        }
        if answers != nil { return scope.act(.leave) }
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
