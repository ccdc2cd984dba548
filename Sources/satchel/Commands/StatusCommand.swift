internal import Domain
internal import Host
internal import Storage

/// `status`: what a store holds and how it stands.
enum StatusCommand {
    static let spec = CommandSpec(
        name: "status", summary: "Show what the store holds and how it stands",
        examples: [.init("satchel --store shop.db status --json", "for a monitoring script")],
        exits: [.notAllowed], printsData: true, run: run)

    private static let checkSecondsMax = 5

    /// What `doctor` says without reading the whole database; only what is not well.
    private struct Health {
        let bad: [HealthCheck]

        var json: JSONValue {
            let state = bad.map(\.state).max() ?? .healthy
            return .pairs([("state", .string(state.rawValue)), ("checks", .array(bad.map(\.json)))])
        }

        var text: String {
            bad.isEmpty ? "healthy" : bad.map { "\($0.name): \($0.finding)" }.joined(separator: "; ")
        }
    }

    private static func health(_ session: Session, _ paths: StorePaths) -> Health {
        let items =
            [StoreChecks(paths: paths).opening] + StoreChecks(paths: paths).quick
            + SurroundingChecks(invocation: session.invocation, logPath: session.log.path).all
        return Health(bad: HealthRun.run(items, secondsMax: checkSecondsMax).filter { $0.state != .healthy })
    }

    private static func run(_ session: Session) throws -> ExitCode {
        let reader = try session.reader()
        let access = try session.access()
        let settings = try reader.settings()
        let facts = try reader.storeFacts()
        let lag = try? SearchBuilder.lag(reader.paths)
        let newest = try reader.mayAudit() ? try reader.audit(AuditQuery(limit: 1)).first : nil
        let health = health(session, reader.paths)
        if session.wantsJSON {
            let counts = Resources.all.map {
                ($0.name, facts.recordCounts[$0.name].map { JSONValue.integer($0) } ?? .null)
            }
            let json = JSONValue.pairs([
                ("store", .string(Files.absolute(reader.paths.store))), ("id", .string(facts.store.text)),
                ("name", .string(settings.name)), ("currency", .string(settings.currency)),
                ("industry", .string(settings.industry)), ("member", .string(access.actor.userName)),
                ("schema", .integer(facts.schema)), ("device", .string(facts.device.text)),
                ("generation", .integer(facts.generation)), ("commits", .integer(facts.commits)),
                ("events", .integer(facts.events)), ("unsent", .integer(facts.unsent)),
                ("bytes", .integer(facts.byteCount)), ("search_lag", lag.map { .integer($0) } ?? .null),
                ("anchored", .boolean(facts.hasAnchor)), ("last_change", .moment(newest?.at)),
                ("health", health.json), ("records", .pairs(counts)),
            ])
            try session.output.line(JSONText.text(json))
            return .done
        }
        var rows: [(String, String)] = [
            ("Store", "\(settings.name), \(Files.absolute(reader.paths.store))"),
            ("Currency", settings.currency), ("Acting", "\(access.actor.name) (\(access.actor.userName))"),
            ("Size", Phrase.size(facts.byteCount)), ("Schema", String(facts.schema)),
            (
                "Journal",
                "\(Phrase.count(facts.commits, "commit")), \(Phrase.count(facts.events, "event")), "
                    + "\(facts.unsent) unsent"
            ),
        ]
        if let newest { rows.append(("Last", "\(LocalMoment.text(newest.at)) \(newest.actorName): \(newest.summary)")) }
        rows.append(("Search", search(lag)))
        rows.append(("Health", health.text))
        for resource in Resources.all {
            if let count = facts.recordCounts[resource.name] { rows.append((resource.shape.title, String(count))) }
        }
        try ShowCommand.write(rows, to: session.output)
        return .done
    }

    /// How far the index of words is behind, and what mends that.
    private static func search(_ lag: Int64?) -> String {
        switch lag {
        case nil: "not built, the first search does it"
        case 0: "up to date"
        case let lag?: "\(Phrase.count(lag, "commit")) behind, the next search catches up"
        }
    }
}
