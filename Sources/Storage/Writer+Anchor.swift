// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import Host
internal import SQLite

/// What the writer leaves outside the store: each transaction compares the journal's end with the anchor, announces the
/// end it is about to reach, and confirms it once it is committed.
extension Writer {
    /// The anchor during a transaction.
    enum Anchoring {
        /// None is there yet: it is made when something was committed.
        case missing
        case found(AnchorFile)
        /// What stands there cannot be read, or what it told could not be kept: it stays for somebody to look at.
        case untouched
    }

    /// Where the journal ends now. Throws `numbersAltered` where no commit or event could follow.
    func journalEnd() throws(StoreError) -> JournalEnd {
        let (head, events) = try attempt { () throws(SQLiteError) in
            (try journal.head(connection), try EventWriter.head(connection))
        }
        for number in [head.number, head.sequence, events.number] where !(0...JournalTables.commitMax).contains(number)
        {
            throw .numbersAltered(path: paths.store)
        }
        return JournalEnd(
            commits: head.sequence, commitHash: head.hash, events: events.number, eventHash: events.hash)
    }

    /// Compares the journal's end with the anchor, before anything is written. One that differs must not be forgotten
    /// with the next anchor: it is kept beside it, for `audit verify` to tell.
    func beginAnchoring(at end: JournalEnd) -> Anchoring {
        switch AnchorFile.read(paths.anchor(of: identity.chain)) {
        case .missing: return .missing
        case .unreadable: return .untouched
        case .found(let file):
            guard file.anchor.end != end else { return .found(file) }
            guard let mismatch = try? AnchorCheck.mismatch(file.anchor, identity.chain, found: end, connection) else {
                return .found(file)
            }
            let isKept = MismatchFile.add(mismatch, to: paths.mismatches(of: identity.chain))
            return isKept ? .found(file) : .untouched
        }
    }

    /// Says outside the store which end the transaction is about to reach.
    func announce(_ end: JournalEnd, _ anchoring: inout Anchoring) {
        guard case .found(var file) = anchoring, file.anchor.end != end else { return }
        try? file.write(file.anchor.end, next: end.digest)
        anchoring = .found(file)
    }

    /// The end that was reached goes outside the store. A commit stands even where this fails: the anchor is then
    /// older, and `doctor` tells.
    func confirm(_ end: JournalEnd, _ anchoring: Anchoring) {
        switch anchoring {
        case .untouched: break
        case .found(var file):
            guard file.anchor.end != end || file.anchor.next != nil else { return }
            try? file.write(end)
            isAnchorOnDisk = false
        case .missing:
            let known = evidence().known ?? identity
            try? AnchorFile.make(paths.anchor(of: identity.chain), Anchor(known: known, end: end))
        }
    }

    /// Waits until the anchor is on the disk. Nobody waits for it with a save: it is done behind it, and when the
    /// writer goes, so that a power failure seldom leaves commits that the anchor does not know.
    package func syncAnchor() {
        guard !isAnchorOnDisk else { return }
        isAnchorOnDisk = (try? Files.syncOwn(paths.anchor(of: identity.chain))) != nil
    }

    private func evidence() -> Evidence {
        Evidence(paths, identity) { AnchorCheck.devices(connection) }
    }

    // MARK: Accepting

    /// Takes the store as it is where it differs from what is known outside it, as when an older copy was put back. An
    /// event says so of each difference; what was known goes. Answers whether there was anything to accept.
    package func acceptLostEnd() throws(StoreError) -> Bool {
        let isAnything = try transaction { () throws(StoreError) in
            // A mismatch of the own chain is kept by the transaction itself.
            let found = evidence()
            let words = try attempt { () throws(SQLiteError) in try differences(found) }
            try attempt { () throws(SQLiteError) in
                for detail in words { try appendEvent(.endAccepted, resource: nil, record: nil, detail: detail) }
            }
            return !words.isEmpty
        }
        if isAnything { try forgetEvidence() }
        return isAnything
    }

    private func differences(_ evidence: Evidence) throws(SQLiteError) -> [String] {
        var words = evidence.kept.map { "the journal's end was lost: \($0.words)" }
        for other in evidence.others {
            guard let mismatch = try AnchorCheck.mismatch(other, connection) else { continue }
            words.append("the end of another chain was lost: \(mismatch.words)")
        }
        guard let known = evidence.known else { return words }
        return words
            + identity.differences(from: known).compactMap { problem in
                guard case .identityDiffers(let field, let known, let found) = problem else { return nil }
                return "the store calls itself otherwise: \(field) \(found), known was \(known)"
            }
    }

    /// Begins anew with what is known outside the store.
    private func forgetEvidence() throws(StoreError) {
        guard try Self.acquire(lock, paths, surroundings) else { throw .busy(path: paths.store) }
        defer { lock.release() }
        let end = try journalEnd()
        let own = paths.anchor(of: identity.chain)
        guard AnchorFile.read(own) != .unreadable else { return }
        try? AnchorFile.make(own, Anchor(known: identity, end: end))
        Files.remove(paths.mismatches(of: identity.chain))
        evidence().othersFiles.forEach(Files.remove)
    }
}
