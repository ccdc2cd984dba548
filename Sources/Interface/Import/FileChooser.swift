// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// Where a file is chosen: what is typed narrows the names of a folder, as a shell's words do.
struct FileChooser: Equatable, Sendable {
    /// A folder that is asked for.
    private struct Asked: Equatable, Sendable {
        let id: RequestID
        let question: FolderQuestion
        /// Whether it is where paths are typed from once it is listed.
        let moves: Bool

        /// What has to be typed for its listing to be the one that is wanted.
        var folder: String { moves ? "" : question.typed }
        /// Whether it has to be known before another folder can be asked for.
        var settlesBase: Bool { moves || question.base == nil && question.typed.isEmpty }
    }

    /// What is typed: a folder up to the last slash, and the begin of a name.
    var input = TextInput() {
        didSet { if input.text != oldValue.text { narrow() } }
    }
    /// The folder from which a path is typed; nil until it is known.
    private(set) var base: String?
    private(set) var listing: FolderListing?
    private var asked: Asked?
    /// What the folder holds that goes on with what is typed: what begins so comes first, what holds it after that.
    private(set) var entries: [FolderListing.Entry] = []
    var viewport = Viewport()
    /// The folder whose listing came last, as it was typed.
    private var listed = ""
    /// Why the file that was opened last is not taken.
    var refusal: Problem?
    /// Why a folder is not shown.
    private(set) var problem: Problem?
    /// The listing that is waited for.
    var loading: RequestID? { asked?.id }

    /// The folder part of what is typed.
    private var folder: String {
        input.text.lastIndex(of: "/").map { String(input.text[...$0]) } ?? ""
    }

    /// The name part of what is typed.
    private var name: String {
        input.text.lastIndex(of: "/").map { String(input.text[input.text.index(after: $0)...]) } ?? input.text
    }

    var chosen: FolderListing.Entry? {
        entries.indices.contains(viewport.cursor) ? entries[viewport.cursor] : nil
    }

    /// Finds the entries anew, after the listing or what is typed has changed.
    private mutating func narrow() {
        entries = []
        guard let listing, folder == listed else { return }
        let wanted = name.lowercased()
        // A point in front asks for hidden names alone.
        let isHiddenWanted = wanted.hasPrefix(".")
        var holds: [FolderListing.Entry] = []
        for entry in listing.entries where isHiddenWanted || !entry.name.hasPrefix(".") {
            let name = entry.name.lowercased()
            if name.hasPrefix(wanted) {
                entries.append(entry)
            } else if !isHiddenWanted, name.contains(wanted) {
                holds.append(entry)
            }
        }
        entries += holds
    }

    /// Asks for the folder that is typed, unless it is the one that is known.
    mutating func look(_ scope: inout Scope, isAnew: Bool = false) {
        viewport = Viewport()
        refusal = nil
        // What is typed is looked at once it is known from where.
        if !isAnew, asked?.settlesBase == true { return }
        guard isAnew || listing == nil || folder != listed else { return asked = nil }
        ask(folder, moves: false, &scope)
    }

    /// Goes into a folder: paths are typed from there.
    private mutating func go(_ typed: String, _ scope: inout Scope) {
        (input, viewport, listing) = (TextInput(), Viewport(), nil)
        narrow()
        ask(typed, moves: true, &scope)
    }

    private mutating func ask(_ typed: String, moves: Bool, _ scope: inout Scope) {
        let question = FolderQuestion(base: base, typed: typed)
        asked = Asked(id: scope.ask(.folder(question)), question: question, moves: moves)
    }

    /// Takes a listing in, unless it is not waited for.
    mutating func take(_ listing: FolderListing, for id: RequestID, _ scope: inout Scope) {
        guard let asked, asked.id == id else { return }
        if asked.moves || asked.question.typed.isEmpty { base = listing.path }
        settle(asked, listing, nil, &scope)
    }

    /// Takes in why a folder is not listed; answers whether that was waited for.
    mutating func fail(_ problem: Problem, for id: RequestID, _ scope: inout Scope) -> Bool {
        guard let asked, asked.id == id else { return false }
        settle(asked, nil, problem, &scope)
        return true
    }

    /// What came is of the folder that was asked for; where another one is typed by now, that is asked for.
    private mutating func settle(
        _ asked: Asked, _ listing: FolderListing?, _ problem: Problem?, _ scope: inout Scope
    ) {
        (self.asked, self.listing, self.problem, listed) = (nil, listing, problem, asked.folder)
        narrow()
        if folder != listed { look(&scope) }
    }

    /// Types on what all names that begin so have in common, else the name that is chosen.
    mutating func complete(_ scope: inout Scope) {
        let name = name
        let wanted = name.lowercased()
        let begins = entries.map(\.name).filter { $0.lowercased().hasPrefix(wanted) }
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
        guard let listing, folder == listed else { return nil }
        let slash = listing.path.hasSuffix("/") ? "" : "/"
        if let chosen { return chosen.isFolder ? nil : "\(listing.path)\(slash)\(chosen.name)" }
        return name.isEmpty ? nil : "\(listing.path)\(slash)\(name)"
    }
}
