// SPDX-License-Identifier: Apache-2.0

/// Whether the words of a permission mean anything: one that names what is not there would never allow.
package enum PermissionCheck {
    /// What permissions may be about: the resources, and what the standard roles name beside them.
    package static let resources: [String] = Set(Resources.all.map(\.name))
        .union(StandardRoles.all.flatMap(\.permissions).compactMap { Permission(text: $0)?.resource }).sorted()

    /// The permission of a text. Throws what is wrong with it, with what is near.
    static func permission(_ text: String) throws(FailureRuleError) -> Permission {
        let name = text.split(separator: " where ", maxSplits: 1).first ?? ""
        let halves = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2, !halves.contains("") else { throw .init(.badFormat(.permission)) }
        try check(halves[0], "resource", among: resources)
        try check(halves[1], "action", among: Permission.Action.allCases.map(\.rawValue))
        guard let permission = Permission(text: text) else { throw .init(.badFormat(.permission)) }
        return permission
    }

    private static func check(_ word: String, _ what: String, among known: [String]) throws(FailureRuleError) {
        if word == "*" || known.contains(word) { return }
        let near = Nearest.names(to: word, among: known)
        throw .init(.unknownPermission(what, word, near: near.isEmpty ? known : near))
    }
}
