// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// A place whose rows a filter line narrows.
protocol Filtering: Place {
    var filter: FilterLine { get set }
    /// Whether there is anything to narrow.
    var canFilter: Bool { get }
    /// What the words of the filter are about.
    var filtered: ResourceFacts { get }
    /// Shows the rows that a text means; the newest text counts. Where a filter before counts again, the cursor stays
    /// on its record.
    mutating func narrow(by text: String, isReturning: Bool, _ scope: inout Scope) throws(FilterError)
    /// The filter line opens.
    mutating func filterOpens()
    /// What is kept in the filter line is another text now.
    mutating func filterChanged(_ scope: inout Scope)
}

extension Filtering {
    mutating func filterOpens() {}
    mutating func filterChanged(_ scope: inout Scope) {}
}

extension KeyTable {
    /// What can be done in the filter line.
    package static let filter = KeyTable(
        "filter", "Filter line",
        [
            command("filter.complete", "Complete the word", ["tab"], ("complete", 1)) { $0.completeFilter(&$1) },
            command("filter.next", "Choose the next completion", ["down"], ("choose", 2)) {
                $0.chooseInFilter(by: 1, &$1)
            },
            command("filter.take", "Keep the filter, or take what is chosen", ["enter"], ("keep", 3)) {
                _ = $0.keepFilter(&$1)
            },
            command("filter.leave", "Go back to the filter before", ["esc", "ctrl-c"], ("back", 4)) {
                $0.leaveFilter(&$1)
            },
            command(
                "filter.earlier", "Choose the completion before, or an earlier filter", ["up"], ("earlier filters", 5)
            ) { $0.chooseInFilter(by: -1, &$1) },
            Command(
                "filter.save", "Keep the filter and save it as a view", keys: ["ctrl-x v"], hint: ("save as view", 6),
                right: .permission(SavedView.creating), danger: .writes, of: RecordsPlace.self
            ) { place, scope in if place.keepFilter(&scope) { place.nameView(&scope) } },
        ])

    private static func command(
        _ id: String, _ title: String, _ keys: [String], _ hint: Command.Hint,
        run: @escaping @Sendable (inout any Filtering, inout Scope) -> Void
    ) -> Command {
        Command(id, title, keys: keys, hint: hint, when: { $0 is any Filtering }) { place, scope in
            guard var own = place as? any Filtering else { return }
            run(&own, &scope)
            place = own
        }
    }
}

extension Filtering {
    mutating func openFilter() {
        isZoomed = false
        filterOpens()
        filter.open()
    }

    /// The text in the filter line changed: the list follows where it is a filter.
    mutating func filterTyped(_ scope: inout Scope) {
        filter.forgetRecall()
        filter.isDue = true
        if scope.awaitsKeys { scope.act(.followSoon) } else { follow(&scope) }
    }

    /// Lets completions and list follow what was typed, if they do not yet.
    mutating func follow(_ scope: inout Scope) {
        guard filter.isDue else { return }
        filter.isDue = false
        filter.completion = Completion(filter.input.before, for: filtered, isAsked: false)
        applyFilter(filter.input.text, &scope)
    }

    /// Shows what a text means; `isReturning` where a filter before counts again.
    mutating func applyFilter(_ text: String, isReturning: Bool = false, _ scope: inout Scope) {
        do throws(FilterError) {
            try narrow(by: text, isReturning: isReturning, &scope)
            filter.error = nil
        } catch {
            filter.error = error
        }
    }

    mutating func completeFilter(_ scope: inout Scope) {
        if filter.completion == nil {
            filter.completion = Completion(filter.input.before, for: filtered, isAsked: true)
            if filter.completion == nil { scope.say(.info, "Nothing completes this word.") }
            return
        }
        takeCompletion(&scope)
    }

    private mutating func takeCompletion(_ scope: inout Scope) {
        guard let completion = filter.completion else { return }
        filter.input.replace(last: completion.replaced, with: completion.items[completion.chosen ?? 0].text)
        filterTyped(&scope)
    }

    /// Down walks the completions; up walks back, and beyond them through earlier filters.
    mutating func chooseInFilter(by step: Int, _ scope: inout Scope) {
        if let completion = filter.completion, step > 0 || completion.chosen != nil {
            let next = completion.chosen.map { $0 + step } ?? 0
            filter.completion?.chosen = next < 0 ? nil : min(next, completion.items.count - 1)
            return
        }
        guard filter.recall(by: -step) else {
            return scope.say(.info, step < 0 ? "No earlier filter." : "No later filter.")
        }
        filter.completion = nil
        applyFilter(filter.input.text, &scope)
    }

    /// Enter: takes the completion that is chosen, else keeps the filter and goes to the list. Answers whether it did.
    mutating func keepFilter(_ scope: inout Scope) -> Bool {
        if filter.completion?.chosen != nil {
            takeCompletion(&scope)
            return false
        }
        if let error = filter.error {
            scope.say(.error, "The filter is not complete: \(error.sentence)")
            return false
        }
        filter.kept = filter.input.text
        filter.remember(filter.kept)
        closeFilter(&scope)
        filterChanged(&scope)
        return true
    }

    /// Esc: first the completion goes, then the line; the filter before counts again, what was typed is remembered.
    mutating func leaveFilter(_ scope: inout Scope) {
        if filter.completion != nil {
            filter.completion = nil
            return
        }
        let kept = filter.kept
        if filter.input.text != kept { filter.remember(filter.input.text) }
        applyFilter(kept, isReturning: true, &scope)
        closeFilter(&scope)
    }

    private mutating func closeFilter(_ scope: inout Scope) {
        filter.isOpen = false
        filter.completion = nil
        filter.error = nil
        // What was said of the text that is gone does not hold any more.
        scope.act(.retract)
        scope.act(.settle)
    }

    /// Shows the whole list again, the cursor where it is; the filter stays among the earlier ones.
    mutating func clearFilter(_ scope: inout Scope) {
        filter.remember(filter.kept)
        filter.kept = ""
        applyFilter("", isReturning: true, &scope)
        filterChanged(&scope)
    }
}

extension FilterError {
    /// The reason with what is accepted, as a sentence.
    var sentence: String { "\(reason)\(expected.map { $0.isEmpty ? "" : ". Expected: \($0)" } ?? "")." }
}

extension FilterLine {
    /// The prompt line: the text that is typed with what is wrong in it, or the one that is kept.
    var prompt: Prompt? {
        guard isOpen else { return kept.isEmpty ? nil : Prompt(text: "/ \(kept)", role: .textDim) }
        let mark = error.map { error in
            let expected = error.expected.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
            return Prompt.Mark(start: error.start, end: error.end, reason: error.reason + expected)
        }
        return Prompt(lead: "/ ", input: input, mark: mark)
    }
}
