// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    mutating func openFilter() {
        inventory.isZoomed = false
        inventory.filter.open()
    }

    /// The text in the filter line changed: the list follows where it is a filter.
    mutating func filterTyped() {
        inventory.filter.forgetRecall()
        isFilterDue = true
        if !isInBurst { followFilter() }
    }

    /// Lets completions and list follow what was typed, if they do not yet.
    mutating func followFilter() {
        guard isFilterDue else { return }
        isFilterDue = false
        inventory.filter.completion = Completion(
            inventory.filter.input.before, for: inventory.list.resource, isAsked: false)
        applyFilter(inventory.filter.input.text)
    }

    private mutating func applyFilter(_ text: String) {
        do {
            let filter = try FilterParser.parse(text, for: inventory.list.resource, in: filterContext)
            inventory.filter.error = nil
            guard filter != inventory.list.filter else { return }
            inventory.list.filter = filter
            inventory.list.total = nil
            // A count that is under way is one of other rows.
            inventory.list.counting = nil
            loadList(.first)
        } catch {
            inventory.filter.error = error
        }
    }

    mutating func completeFilter() {
        if inventory.filter.completion == nil {
            inventory.filter.completion = Completion(
                inventory.filter.input.before, for: inventory.list.resource, isAsked: true)
            if inventory.filter.completion == nil { say(.info, "Nothing completes this word.") }
            return
        }
        takeCompletion()
    }

    private mutating func takeCompletion() {
        guard let completion = inventory.filter.completion else { return }
        inventory.filter.input.replace(last: completion.replaced, with: completion.items[completion.chosen ?? 0].text)
        filterTyped()
    }

    /// Down walks the completions; up walks back, and beyond them through earlier filters.
    mutating func chooseInFilter(by step: Int) {
        if let completion = inventory.filter.completion, step > 0 || completion.chosen != nil {
            let next = completion.chosen.map { $0 + step } ?? 0
            inventory.filter.completion?.chosen = next < 0 ? nil : min(next, completion.items.count - 1)
            return
        }
        guard inventory.filter.recall(by: -step) else {
            return say(.info, step < 0 ? "No earlier filter." : "No later filter.")
        }
        inventory.filter.completion = nil
        applyFilter(inventory.filter.input.text)
    }

    /// Enter: takes the completion that is chosen, else keeps the filter and goes to the list.
    mutating func keepFilter() {
        if inventory.filter.completion?.chosen != nil { return takeCompletion() }
        if let error = inventory.filter.error {
            let expected = error.expected.map { ". Expected: \($0)" } ?? ""
            return say(.error, "The filter is not complete: \(error.reason)\(expected).")
        }
        inventory.filter.kept = inventory.filter.input.text
        inventory.filter.remember(inventory.filter.kept)
        closeFilter()
    }

    /// Esc: first the completion goes, then the line; the filter before counts again, what was typed is remembered.
    mutating func leaveFilter() {
        if inventory.filter.completion != nil {
            inventory.filter.completion = nil
            return
        }
        let kept = inventory.filter.kept
        if inventory.filter.input.text != kept { inventory.filter.remember(inventory.filter.input.text) }
        applyFilter(kept)
        closeFilter()
    }

    private mutating func closeFilter() {
        inventory.filter.isOpen = false
        inventory.filter.completion = nil
        inventory.filter.error = nil
        settle()
    }

    /// Shows the whole list again; the filter stays among the earlier ones.
    mutating func clearFilter() {
        inventory.filter.remember(inventory.filter.kept)
        inventory.filter.kept = ""
        applyFilter("")
    }
}
