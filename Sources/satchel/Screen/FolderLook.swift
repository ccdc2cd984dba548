// SPDX-License-Identifier: Apache-2.0
internal import Host
package import Interface

/// Lists a folder for the screen: what was typed, from where one stands.
package enum FolderLook {
    /// Names that are shown of one folder; the more one types the fewer are needed.
    private static let entriesMax = 10_000

    /// `last` is the folder that was used before, for who stands nowhere yet; `reach` throws for what may not be seen.
    package static func listing(
        _ question: FolderQuestion, last: String?, reach: (String) throws -> Void = { _ in }
    ) throws -> FolderListing {
        let path = Files.absolute(path(question, last: last))
        try reach(path)
        let name = question.typed.isEmpty ? shown(path) : question.typed
        switch Files.kind(path) {
        case .missing: throw ImportError.missing(name)
        case .regular, .other: throw ImportError.noFolder(name)
        case .directory: break
        }
        let entries = try Files.entries(in: path, countMax: entriesMax)
        let listed = entries.compactMap { entry -> FolderListing.Entry? in
            switch entry.kind {
            case .directory: .init(name: entry.name, isFolder: true, byteCount: 0, changedAt: entry.changedAt)
            case .regular(let count):
                .init(name: entry.name, isFolder: false, byteCount: count, changedAt: entry.changedAt)
            case .missing, .other: nil
            }
        }
        let folders = listed.filter(\.isFolder)
        return FolderListing(path: path, shown: shown(path), entries: folders + listed.filter { !$0.isFolder })
    }

    private static func path(_ question: FolderQuestion, last: String?) -> String {
        let typed = question.typed
        if typed.hasPrefix("/") { return typed }
        if typed.hasPrefix("~/"), let home = Machine.environment("HOME") { return home + typed.dropFirst(1) }
        let base = question.base ?? last ?? "."
        return typed.isEmpty ? base : "\(base)/\(typed)"
    }

    private static func shown(_ path: String) -> String {
        guard let home = Machine.environment("HOME").map(Files.absolute), home != "/" else { return path }
        if path == home { return "~" }
        return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }
}
