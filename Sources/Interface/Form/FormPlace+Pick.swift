// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension FormPlace {
    /// Whether something drops down under the field.
    var canPick: Bool {
        let field = fields[cursor]
        return field.target != nil || field.choices != nil || field.isDate || !(suggestions[field.id] ?? []).isEmpty
    }

    mutating func pick(_ scope: inout Scope) {
        let field = fields[cursor]
        if let target = field.target {
            var picker = picker(for: target)
            picker.search(
                field.isList ? LastPart(field.input.text).text : field.isChanged ? field.input.text : "", &scope)
            aid = .records(picker)
        } else if let words = field.choices {
            aid = .words(WordList(words, chosen: field.input.text))
        } else if field.isDate {
            let day = (try? value(cursor, scope.situation)).flatMap(\.text).flatMap(CalendarDate.init(text:))
            let clock = scope.situation.clock
            aid = .calendar(
                CalendarSheet(day: day, today: clock.today, firstWeekday: scope.situation.viewer.locale.firstWeekday))
        } else if let words = suggestions[field.id] {
            aid = .words(freeList(words, field))
        }
        scroll(scope.situation)
    }

    /// What drops down follows what is typed.
    mutating func follow(text: String, _ scope: inout Scope) {
        let field = fields[cursor]
        if case .calendar(var sheet) = aid {
            let day = (try? value(cursor, scope.situation)).flatMap(\.text).flatMap(CalendarDate.init(text:))
            if let day { sheet.show(day) }
            aid = .calendar(sheet)
        } else if let target = field.target {
            if field.isEmpty { fields[cursor].chosen = nil }
            var picker = picker(for: target)
            if case .records(let open) = aid { picker = open }
            picker.search(field.isList ? LastPart(text).text : text, &scope)
            aid = .records(picker)
        } else if let words = field.choices {
            var list = WordList(words)
            list.narrow(to: text)
            aid = .words(list)
        } else if let words = suggestions[field.id] {
            let list = freeList(words, field)
            aid = list.items.isEmpty || (field.isList ? LastPart(text).text : text).isEmpty ? nil : .words(list)
        }
    }

    private func picker(for target: ResourceFacts) -> Picker {
        var picker = Picker(target)
        let field = fields[cursor]
        picker.wantsActive = records.name == Product.shape.name && field.id == keys?.reference.key
        if records == target, let record { picker.ownPath = Picker.name(of: record, target) }
        return picker
    }

    /// Words that others hold and that do not stand here yet.
    private func freeList(_ words: [String], _ field: FormField) -> WordList {
        var list = WordList(words, isFree: true)
        let part = field.isList ? LastPart(field.input.text) : nil
        let taken = part.map { Set(ListText.parts($0.before)) } ?? []
        let typed = part?.text ?? field.input.text
        list.narrow(to: field.input.isOffered && part == nil ? "" : typed, without: taken.union([typed]))
        return list
    }

    mutating func choose(by step: Int) {
        switch aid {
        case .records(var picker):
            picker.move(by: step)
            aid = .records(picker)
        case .words(var words):
            words.move(by: step)
            aid = .words(words)
        case .calendar, nil: break
        }
    }

    /// Takes the record or the word that is chosen.
    mutating func takeChoice(_ scope: inout Scope) {
        switch aid {
        case .records(let picker): take(picker, &scope)
        case .words(let words): take(words, &scope)
        case .calendar, nil: break
        }
    }

    private mutating func take(_ picker: Picker, _ scope: inout Scope) {
        let field = fields[cursor]
        if picker.loading != nil {
            // What is typed is searched for still: the answer decides, keys wait for it.
            return scope.say(.info, "Still searching; enter again.")
        }
        let typed = field.isList ? LastPart(field.input.text).text : field.input.text
        // With nothing typed the field stays as it is.
        if typed.isEmpty && picker.text.isEmpty && picker.choice == 0 && (field.isList || !field.facts.isRequired) {
            return step(by: 1, &scope)
        }
        guard let item = picker.chosen else {
            return refuse("“\(typed)” is none of the \(picker.target.name).", &scope)
        }
        if let refusal = item.refusal { return refuse("\(item.text) cannot be chosen: it is \(refusal).", &scope) }
        if field.isList {
            let text = LastPart(field.input.text).with(ListText.quoted(item.text))
            fields[cursor].named[item.text] = item.id
            fields[cursor].input.replaceAll(with: text)
        } else {
            fields[cursor].fill(item.text, FormField.Chosen(id: item.id, text: item.text))
        }
        names[item.id] = names[item.id] ?? item.text
        keepSoon(&scope)
        step(by: 1, &scope)
    }

    private mutating func refuse(_ words: String, _ scope: inout Scope) {
        fields[cursor].failure = words
        scope.say(.error, words)
    }

    /// Takes the word that is chosen; where others are accepted too and none is, what is typed stands.
    private mutating func take(_ words: WordList, _ scope: inout Scope) {
        let field = fields[cursor]
        guard let word = words.chosen else {
            if words.isFree || field.choices == nil || field.facts.kind == .code(.unit) { return step(by: 1, &scope) }
            return refuse("“\(field.input.text)” is none of: \(words.all.joined(separator: ", ")).", &scope)
        }
        if field.isList {
            fields[cursor].input.replaceAll(with: LastPart(field.input.text).with(ListText.quoted(word)))
            aid = nil
            return keepSoon(&scope)
        }
        fields[cursor].fill(word)
        keepSoon(&scope)
        step(by: 1, &scope)
    }

    /// Turns a word to the next one, yes to no.
    mutating func turn(_ scope: inout Scope) {
        guard let words = fields[cursor].choices, !words.isEmpty else { return }
        let index = words.firstIndex(of: fields[cursor].input.text).map { ($0 + 1) % words.count } ?? 0
        fields[cursor].fill(words[index])
        if case .words = aid { aid = .words(WordList(words, chosen: words[index])) }
        keepSoon(&scope)
    }

    /// Keeps what stood there: a reference its record, everything else what is typed.
    mutating func leaveAid() {
        if case .records = aid, !fields[cursor].isList {
            let field = fields[cursor]
            fields[cursor].fill(field.chosen?.text ?? field.baseText, field.chosen)
        }
        aid = nil
    }

    // MARK: Days

    mutating func turnCalendar(_ turn: (inout CalendarSheet) -> Void, _ situation: Situation) {
        guard case .calendar(var sheet) = aid else { return }
        turn(&sheet)
        aid = .calendar(sheet)
    }

    /// Takes the day of the sheet, or the one that is typed.
    mutating func takeDay(_ scope: inout Scope) {
        guard case .calendar(let sheet) = aid else { return }
        let field = fields[cursor]
        if field.isEmpty || field.input.isOffered {
            fields[cursor].input.replaceAll(with: scope.situation.viewer.locale.text(sheet.day))
            fields[cursor].failure = nil
            keepSoon(&scope)
        }
        step(by: 1, &scope)
    }

    // MARK: What others hold

    /// Asks for the words that records hold in this field, once.
    mutating func askSuggestions(_ scope: inout Scope) {
        let field = fields[cursor]
        guard case .set = field.facts.kind, suggestions[field.id] == nil, asked.suggestions == nil else { return }
        let recordsMax = 200
        let query = Query(
            resource: records.name, filter: .isSet(Filter.Path(field: field.facts.key)),
            sort: records.shape.defaultSort.map { SortTerm(field: $0) }, limit: recordsMax)
        asked.suggestions = FormAsked.About(id: scope.ask(.window(query)), field: field.id)
    }

    mutating func takeSuggestions(_ window: Window, _ scope: inout Scope) {
        guard let about = asked.suggestions, let field = fields.first(where: { $0.id == about.field }) else { return }
        asked.suggestions = nil
        suggestions[about.field] = Set(window.records.flatMap { $0.values[field.facts.position].list }).sorted()
    }
}
