// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// Where a file is chosen: what is typed narrows the names of a folder, as a shell's words do.
struct FileChooser: Equatable, Sendable {
    /// What is typed: a folder up to the last slash, and the begin of a name.
    var input = TextInput()
    /// The folder from which a path is typed; nil until it is known.
    private(set) var base: String?
    private(set) var listing: FolderListing?
    private(set) var loading: RequestID?
    var viewport = Viewport()
    /// The folder whose listing came last, as it was typed.
    private var listed = ""
    /// Whether the folder that is asked for is where paths are typed from then.
    private var moves = false
    /// Why the file that was opened last is not taken.
    var refusal: Problem?
    /// Why a folder is not shown.
    private(set) var problem: Problem?
    /// The folder part of what is typed.
    private var folder: String {
        input.text.lastIndex(of: "/").map { String(input.text[...$0]) } ?? ""
    }

    /// The name part of what is typed.
    private var name: String {
        input.text.lastIndex(of: "/").map { String(input.text[input.text.index(after: $0)...]) } ?? input.text
    }

    /// What the folder holds that goes on with what is typed: what begins so comes first, what holds it after that.
    var entries: [FolderListing.Entry] {
        guard let listing, folder == listed else { return [] }
        let wanted = name.lowercased()
        let shown = listing.entries.filter { !$0.name.hasPrefix(".") || wanted.hasPrefix(".") }
        if wanted.isEmpty { return shown }
        let begins = shown.filter { $0.name.lowercased().hasPrefix(wanted) }
        // A point in front asks for hidden names alone.
        if wanted.hasPrefix(".") { return begins }
        return begins
            + shown.filter { !$0.name.lowercased().hasPrefix(wanted) && $0.name.lowercased().contains(wanted) }
    }

    var chosen: FolderListing.Entry? {
        let entries = entries
        return entries.indices.contains(viewport.cursor) ? entries[viewport.cursor] : nil
    }

    /// Asks for the folder that is typed, unless it is the one that is known.
    mutating func look(_ scope: inout Scope, isAnew: Bool = false) {
        viewport = Viewport()
        refusal = nil
        guard isAnew || listing == nil || folder != listed else { return }
        loading = scope.ask(.folder(FolderQuestion(base: base, typed: folder)))
    }

    /// Goes into a folder: paths are typed from there.
    private mutating func go(_ typed: String, _ scope: inout Scope) {
        (input, viewport, listing, moves) = (TextInput(), Viewport(), nil, true)
        loading = scope.ask(.folder(FolderQuestion(base: base, typed: typed)))
    }

    /// Takes a listing in; answers whether it was waited for.
    mutating func take(_ listing: FolderListing, for id: RequestID) -> Bool {
        guard loading == id else { return false }
        if moves || base == nil { base = listing.path }
        (loading, problem, moves, self.listing) = (nil, nil, false, listing)
        listed = folder
        return true
    }

    mutating func fail(_ problem: Problem, for id: RequestID) -> Bool {
        guard loading == id else { return false }
        (loading, self.problem, moves, listing) = (nil, problem, false, nil)
        listed = folder
        return true
    }

    /// Types on what all names that begin so have in common, else the name that is chosen.
    mutating func complete(_ scope: inout Scope) {
        let begins = entries.map(\.name).filter { $0.lowercased().hasPrefix(name.lowercased()) }
        let common = begins.dropFirst().reduce(begins.first ?? "") { common, name in
            String(zip(common, name).prefix { $0 == $1 }.map(\.0))
        }
        if begins.count > 1, common.count > name.count, viewport.cursor == 0 {
            input = TextInput(folder + common)
        } else if let chosen {
            input = TextInput(folder + chosen.name + (chosen.isFolder ? "/" : ""))
        }
        look(&scope)
    }

    /// Goes into the folder that is chosen.
    mutating func enter(_ entry: FolderListing.Entry, _ scope: inout Scope) { go(folder + entry.name + "/", &scope) }

    /// Goes to the folder above.
    mutating func goUp(_ scope: inout Scope) { go("../", &scope) }

    /// The path of the file that is chosen or typed, from the root; nil where nothing is.
    var path: String? {
        guard let listing else { return nil }
        let slash = listing.path.hasSuffix("/") ? "" : "/"
        if let chosen { return chosen.isFolder ? nil : "\(listing.path)\(slash)\(chosen.name)" }
        return name.isEmpty ? nil : "\(listing.path)\(slash)\(name)"
    }
}
