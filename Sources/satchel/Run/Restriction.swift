// SPDX-License-Identifier: Apache-2.0
internal import Host

/// What a restricted session may touch: the store that it was given, and files in that store's folder. Whoever sits at
/// its other end chose the rest of the words.
struct Restriction {
    /// The store's folder, from the root.
    private let folder: String

    /// Around a store; nil where its folder is none.
    private init?(store: String) {
        guard let place = Files.destination(Files.parent(Files.followingLink(store))) else { return nil }
        folder = place
    }

    /// Refuses a command line that names a file elsewhere, or sets again what was set.
    static func check(_ invocation: Invocation, store: String?) throws {
        for option in GlobalOptions.all where invocation.values(option.name).count > 1 && option.value != nil {
            throw UsageFailure.optionTwice(option.name)
        }
        let paths = paths(in: invocation)
        guard !paths.isEmpty else { return }
        guard let store else { throw UsageFailure.noStore }
        for path in paths { try check(path, store: store) }
    }

    /// Refuses a path that leads out of the folder of a store.
    static func check(_ path: String, store: String) throws(CommandFailure) {
        guard let restriction = Restriction(store: store) else {
            throw .outsideRestriction(path, folder: "which is missing")
        }
        try restriction.check(path)
    }

    private func check(_ path: String) throws(CommandFailure) {
        let prefix = folder == "/" ? folder : "\(folder)/"
        guard let place = Files.destination(path), place == folder || place.hasPrefix(prefix) else {
            throw .outsideRestriction(path, folder: folder)
        }
    }

    /// The words that are declared as paths, without the store and the standard streams.
    private static func paths(in invocation: Invocation) -> [String] {
        guard let spec = invocation.spec else { return [] }
        func isPath(_ words: CommandSpec.Words) -> Bool { words == .files || words == .folders }
        var found = spec.options.filter { isPath($0.words) }.flatMap { invocation.values($0.name) }
        // A key map may be named as well as its file.
        found.removeAll { spec.name == KeysCommand.list.name && OwnFiles.isName($0) }
        if let last = spec.arguments.last {
            for (index, word) in invocation.arguments.enumerated() {
                let argument = spec.arguments.indices.contains(index) ? spec.arguments[index] : last
                if isPath(argument.words) { found.append(word) }
            }
        }
        return found.filter { $0 != "-" }
    }
}
