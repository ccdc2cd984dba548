// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in the filter line.
    package static let filter = KeyTable(
        "filter", "Filter line",
        [
            Command(
                "filter.complete", "Complete the word", keys: ["tab"], hint: ("complete", 1), of: RecordsPlace.self
            ) { $0.completeFilter(&$1) },
            Command(
                "filter.next", "Choose the next completion", keys: ["down"], hint: ("choose", 2), of: RecordsPlace.self
            ) { $0.chooseInFilter(by: 1, &$1) },
            Command(
                "filter.take", "Keep the filter, or take what is chosen", keys: ["enter"], hint: ("keep", 3),
                of: RecordsPlace.self
            ) { $0.keepFilter(&$1) },
            Command(
                "filter.leave", "Go back to the filter before", keys: ["esc", "ctrl-c"], hint: ("back", 4),
                of: RecordsPlace.self
            ) { $0.leaveFilter(&$1) },
            Command(
                "filter.earlier", "Choose the completion before, or an earlier filter", keys: ["up"],
                hint: ("earlier filters", 5), of: RecordsPlace.self
            ) { $0.chooseInFilter(by: -1, &$1) },
        ])
}

extension RecordsPlace {
    mutating func openFilter() {
        isZoomed = false
        filter.open()
    }

    /// The text in the filter line changed: the list follows where it is a filter.
    mutating func filterTyped(_ scope: inout Scope) {
        filter.forgetRecall()
        isFilterDue = true
        if !scope.isInBurst { follow(&scope) }
    }

    /// Lets completions and list follow what was typed, if they do not yet.
    mutating func follow(_ scope: inout Scope) {
        guard isFilterDue else { return }
        isFilterDue = false
        filter.completion = Completion(filter.input.before, for: list.resource, isAsked: false)
        applyFilter(filter.input.text, &scope)
    }

    mutating func applyFilter(_ text: String, _ scope: inout Scope) {
        do {
            let parsed = try FilterParser.parse(text, for: list.resource, in: scope.situation.filterViewpoint)
            filter.error = nil
            guard parsed != list.filter else { return }
            list.filter = parsed
            list.total = nil
            // A count that is under way is one of other rows.
            list.counting = nil
            load(.first, &scope)
        } catch {
            filter.error = error
        }
    }

    mutating func completeFilter(_ scope: inout Scope) {
        if filter.completion == nil {
            filter.completion = Completion(filter.input.before, for: list.resource, isAsked: true)
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

    /// Enter: takes the completion that is chosen, else keeps the filter and goes to the list.
    mutating func keepFilter(_ scope: inout Scope) {
        if filter.completion?.chosen != nil { return takeCompletion(&scope) }
        if let error = filter.error {
            let expected = error.expected.map { ". Expected: \($0)" } ?? ""
            return scope.say(.error, "The filter is not complete: \(error.reason)\(expected).")
        }
        filter.kept = filter.input.text
        filter.remember(filter.kept)
        closeFilter(&scope)
    }

    /// Esc: first the completion goes, then the line; the filter before counts again, what was typed is remembered.
    mutating func leaveFilter(_ scope: inout Scope) {
        if filter.completion != nil {
            filter.completion = nil
            return
        }
        let kept = filter.kept
        if filter.input.text != kept { filter.remember(filter.input.text) }
        applyFilter(kept, &scope)
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

    /// Shows the whole list again; the filter stays among the earlier ones.
    mutating func clearFilter(_ scope: inout Scope) {
        filter.remember(filter.kept)
        filter.kept = ""
        applyFilter("", &scope)
    }
}
