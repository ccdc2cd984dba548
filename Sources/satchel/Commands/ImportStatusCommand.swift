internal import Domain
internal import Storage

/// `import status`: the newest imports.
enum ImportStatusCommand {
    private static let limitUsual = 20

    static let spec = CommandSpec(
        name: "import status", summary: "List the newest imports",
        options: [.init(name: "limit", value: "N", help: "at most so many, 20 unless given")],
        exits: [.notAllowed], printsData: true
    ) { session in
        try session.demand(.view, on: "audit")
        let limit = try session.invocation.count("limit") ?? limitUsual
        let reader = try session.reader()
        let ends = try reader.audit(AuditQuery(limit: limit, action: EventEntry.Kind.imported.rawValue))
        let starts = try reader.audit(AuditQuery(limit: limit, action: EventEntry.Kind.importStarted.rawValue))
        let failures = try reader.audit(AuditQuery(limit: limit, action: EventEntry.Kind.importFailed.rawValue))
        let entries = (ends + starts + failures).sorted { ($0.at, $0.number) > ($1.at, $1.number) }.prefix(limit)
        if session.wantsJSON {
            try JSONLines.writeArray(
                entries.map { entry in
                    .pairs([
                        ("at", .moment(entry.at)), ("state", .string(state(entry))),
                        ("actor_name", .string(entry.actorName)), ("detail", .string(detail(entry))),
                    ])
                }, to: session.output)
            return .done
        }
        let table = Table(
            [.init(title: "When"), .init(title: "Who"), .init(title: "State"), .init(title: "File")],
            to: session.output)
        for entry in entries {
            try table.add([LocalMoment.text(entry.at), entry.actorName, state(entry), detail(entry)])
        }
        try table.finish()
        return .done
    }

    private static func state(_ entry: AuditEntry) -> String {
        switch entry.kind {
        case .event(EventEntry.Kind.imported.rawValue): "done"
        case .event(EventEntry.Kind.importFailed.rawValue): "failed"
        default: "started"
        }
    }

    private static func detail(_ entry: AuditEntry) -> String {
        for kind in [EventEntry.Kind.imported, .importStarted, .importFailed]
        where entry.kind == .event(kind.rawValue) {
            return String(entry.summary.dropFirst(kind.rawValue.count + 1))
        }
        return entry.summary
    }
}
