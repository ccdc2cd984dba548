internal import Domain
internal import Host
internal import Storage

/// The checks of `doctor` that look at the store and its files. Each opens the store for itself, so that they run side
/// by side; what needs an open store says nothing where the check of the store itself says that it cannot be opened.
struct StoreChecks {
    let paths: StorePaths

    private static let freeBytesMin: Int64 = 100_000_000
    private static let lagMax: Int64 = 1_000

    /// The checks that are done within moments.
    var quick: [HealthRun.Item] { items(readingIndex: false) }

    /// All of them; two read the whole database and the whole index of words.
    var thorough: [HealthRun.Item] { [whole] + items(readingIndex: true) }

    private func items(readingIndex: Bool) -> [HealthRun.Item] {
        var items: [HealthRun.Item] = [
            .init(name: "schema", isAboutStore: true) { try? schema(Reader(paths: paths, as: .program)) },
            .init(name: "anchor", isAboutStore: true) { try? anchor(Reader(paths: paths, as: .program)) },
            .init(name: "search", isAboutStore: true) {
                (try? Reader(paths: paths, as: .program)).map { _ in search(readingIndex: readingIndex) }
            },
        ]
        if Files.kind(paths.store) != .missing {
            items += [
                .init(name: "files", isAboutStore: true, check: modes),
                .init(name: "lock", isAboutStore: true, check: lock),
                .init(name: "space", isAboutStore: true, check: space),
            ]
        }
        return items
    }

    /// The check that reads the whole database.
    private var whole: HealthRun.Item { .init(name: "store", isAboutStore: true, check: store) }

    /// Whether the store can be opened at all.
    var opening: HealthRun.Item {
        .init(name: "store", isAboutStore: true) {
            do throws(StoreError) {
                _ = try Reader(paths: paths, as: .program)
                return .healthy("store", "it can be opened")
            } catch {
                return unusable(error)
            }
        }
    }

    private func store() -> HealthCheck {
        do throws(StoreError) {
            return try integrity(Reader(paths: paths, as: .program))
        } catch {
            return unusable(error)
        }
    }

    private func unusable(_ error: StoreError) -> HealthCheck {
        let report = FailureReport(error)
        return .unhealthy("store", report.message, report.hints.first ?? "restore the newest backup")
    }

    private func schema(_ reader: Reader) throws(StoreError) -> HealthCheck {
        .healthy("schema", "version \(try reader.schemaVersion())")
    }

    private func integrity(_ reader: Reader) throws(StoreError) -> HealthCheck {
        let problems = try reader.integrityProblems()
        if problems.isEmpty { return .healthy("store", "the database is whole") }
        return .unhealthy(
            "store", "the database is damaged: \(problems.prefix(3).joined(separator: "; "))",
            "restore the newest backup, then: satchel audit verify")
    }

    private func anchor(_ reader: Reader) -> HealthCheck {
        if let path = reader.unreadableAnchor {
            return .unhealthy(
                "anchor", "what should tell where the journal ends cannot be read",
                "look into \(path), then delete it: the next change writes it anew")
        }
        let problems = (try? reader.evidenceProblems()) ?? []
        if let first = problems.first {
            let way =
                first.mayBeCopy
                ? "go on with that copy, or keep this one as it is: satchel audit accept"
                : "look into what happened: satchel audit verify"
            return .unhealthy("anchor", first.sentence, way)
        }
        if let path = reader.unwritableAnchor {
            return .degraded(
                "anchor", "\(path) cannot be written: what is changed from now on looks like somebody else's",
                "give yourself the right to write it")
        }
        if reader.hasAnchor() { return .healthy("anchor", "the end of the journal is known outside the store") }
        return .degraded(
            "anchor", "nothing outside the store knows where its journal ends",
            "any change writes it; if changes were made here before, look into \(paths.stateFolder)/anchors")
    }

    private func search(readingIndex: Bool) -> HealthCheck {
        guard let lag = try? SearchBuilder.lag(paths) else {
            return .degraded("search", "the full-text file cannot be read", "delete \(paths.search); it is made again")
        }
        let damage = HealthCheck.degraded(
            "search", "\(paths.search) is damaged", "delete it: the next search makes it anew")
        do throws(StoreError) {
            if try SearchBuilder.hasLostWords(paths) { return damage }
            if readingIndex, SearchBuilder.isSound(paths) == false { return damage }
        } catch {
            return damage
        }
        if lag == 0 { return .healthy("search", "up to date") }
        if lag <= Self.lagMax {
            return .healthy("search", "\(Phrase.count(lag, "commit")) behind, the next search catches up")
        }
        return .degraded("search", "\(lag) commits behind", "the next search takes longer: satchel search x")
    }

    private func modes() -> HealthCheck {
        var open: [String] = []
        for suffix in ["", "-wal", "-shm", ".lock", ".search", ".search-wal", ".search-shm", ".drafts"] {
            guard let mode = Files.mode(paths.store + suffix), mode & 0o077 != 0 else { continue }
            open.append(paths.store + suffix)
        }
        let folder = Files.parent(paths.store)
        if let mode = Files.mode(folder), mode & 0o022 != 0 { open.append("\(folder)/") }
        if open.isEmpty { return .healthy("files", "nobody else can read or write them") }
        return .degraded(
            "files", "others can read or write \(open.joined(separator: ", "))",
            "chmod 600 for files, chmod 700 for the folder")
    }

    private func lock() -> HealthCheck {
        do throws(HostError) {
            let lock = try FileLock(path: paths.lock)
            guard try lock.tryAcquire() else {
                return .degraded("lock", "another process is writing", "wait for it to end")
            }
            lock.release()
            return .healthy("lock", "free")
        } catch {
            return .degraded("lock", "\(paths.lock): \(error.message)", "the store can be read, not written")
        }
    }

    private func space() -> HealthCheck {
        guard let free = Files.freeBytes(Files.parent(paths.store)) else {
            return .degraded("space", "free space is not known", "look at the volume")
        }
        if free < Self.freeBytesMin {
            return .degraded("space", "\(Phrase.size(free)) free", "free some: a store cannot be written without")
        }
        return .healthy("space", "\(Phrase.size(free)) free")
    }
}
