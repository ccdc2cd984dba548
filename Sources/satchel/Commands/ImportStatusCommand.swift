internal import Domain
internal import Host
internal import Storage

/// `import status`: the newest imports.
enum ImportStatusCommand {
    private static let limitUsual = 20

    static let spec = CommandSpec(
        name: "import status", summary: "List the newest imports: done, undone, failed, running or interrupted",
        options: [.init(name: "limit", value: "N", help: "at most so many, 20 unless given")],
        exits: [.notAllowed], printsData: true, isLong: true
    ) { session in
        try session.demand(.view, on: "audit")
        let limit = try session.invocation.count("limit") ?? limitUsual
        let reader = try session.reader()
        let entries = try reader.imports(limit: limit)
        let running = isLocked(reader.paths) ? entries.firstIndex { $0.state == .open } : nil
        let states = entries.indices.map { state(entries[$0], isRunning: $0 == running) }
        if session.wantsJSON {
            try JSONLines.writeArray(
                zip(entries, states).map { entry, state in
                    .pairs([
                        ("at", .moment(entry.startedAt)), ("ended", .moment(entry.endedAt)), ("state", .string(state)),
                        ("actor_name", .string(entry.actorName)), ("resource", .string(entry.resource)),
                        ("detail", .string(entry.detail)),
                    ])
                }, to: session.output)
            return .done
        }
        let table = Table(
            [
                .init(title: "When"), .init(title: "Who"), .init(title: "State"), .init(title: "Into"),
                .init(title: "File"),
            ],
            to: session.output)
        for (entry, state) in zip(entries, states) {
            let fate = state == "interrupted" ? "\(entry.detail): nothing was imported" : entry.detail
            try table.add([LocalMoment.text(entry.startedAt), entry.actorName, state, entry.resource, fate])
        }
        try table.finish()
        return .done
    }

    /// A running import holds the store's lock until its one transaction ends; what ends otherwise leaves nothing.
    private static func state(_ entry: ImportEntry, isRunning: Bool) -> String {
        entry.state == .open ? (isRunning ? "running" : "interrupted") : entry.state.rawValue
    }

    private static func isLocked(_ paths: StorePaths) -> Bool {
        do throws(HostError) {
            let lock = try FileLock(path: paths.lock)
            guard try lock.tryAcquire() else { return true }
            lock.release()
            return false
        } catch {
            return false
        }
    }
}
