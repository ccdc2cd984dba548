internal import Domain

/// One line of the audit log, for scripts and files.
enum AuditJSON {
    static func value(_ entry: AuditEntry) -> JSONValue {
        var kind = "commit"
        var changes: JSONValue = .null
        var isUndone: JSONValue = .null
        switch entry.kind {
        case .commit(_, let count, let undone):
            changes = .integer(count)
            isUndone = .boolean(undone)
        case .event(let name): kind = name
        }
        return .pairs([
            ("at", .moment(entry.at)), ("kind", .string(kind)), ("number", .integer(entry.number)),
            ("actor", .text(entry.actor?.text)), ("actor_name", .string(entry.actorName)),
            ("device", .string(entry.device)), ("session", .string(entry.session)), ("origin", .string(entry.origin)),
            ("summary", .string(entry.summary)), ("reason", .text(entry.reason)), ("changes", changes),
            ("undone", isUndone), ("group", .text(entry.group?.text)), ("hash", .string(entry.hash)),
        ])
    }

    static let columns = [
        "at", "kind", "number", "actor", "actor_name", "device", "session", "origin", "summary", "reason", "changes",
        "undone", "group", "hash",
    ]

    static func cells(_ entry: AuditEntry) -> [String] {
        value(entry).members.map { member in
            switch member.value {
            case .string(let text), .number(let text): text
            case .boolean(let flag): flag ? "yes" : "no"
            case .null, .array, .object: ""
            }
        }
    }
}
