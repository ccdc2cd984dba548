internal import Digest
internal import Domain
internal import SQLite

/// Walks commits and events and computes every hash again. Where they end is compared with what is known outside the
/// store by `AnchorCheck`.
struct ChainCheck {
    /// What the walk has learned of commits, for the check of the records.
    struct CommitFacts {
        let recordedAt: Int64
        let actor: Identifier
    }

    /// Records by how many they are and the sum of their ids: another set of records has another sum.
    struct RecordSet: Equatable {
        private(set) var count: Int64 = 0
        private var sum: UInt64 = 0

        mutating func add(_ id: Identifier) {
            count += 1
            sum &+= Self.mixed(id)
        }

        mutating func remove(_ id: Identifier) {
            count -= 1
            sum &-= Self.mixed(id)
        }

        /// Spreads an id over 64 bits (the finalizer of MurmurHash3).
        private static func mixed(_ id: Identifier) -> UInt64 {
            var bits = id.high ^ (id.low &* 0x9E37_79B9_7F4A_7C15)
            bits = (bits ^ (bits >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            bits = (bits ^ (bits >> 33)) &* 0xC4CE_B9FE_1A85_EC53
            return bits ^ (bits >> 33)
        }
    }

    private(set) var facts: [Int64: CommitFacts] = [:]
    private(set) var problems: [VerificationProblem] = []
    private(set) var commits: Int64 = 0
    private(set) var changes: Int64 = 0
    /// Records that were created and not purged, by the end of a payload that names their resource.
    private(set) var recordSets: [String: RecordSet] = [:]
    /// The rows of records that were purged, by their resource.
    private(set) var purgedSets: [String: RecordSet] = [:]
    private var heads: [Chain: (sequence: Int64, hash: Hash)] = [:]
    private var seals = SealCheck()
    /// The number of the commit before.
    private var last: Int64 = 0
    /// Devices that a commit of a known device has made; the first commit makes its own.
    private var devices: Set<Identifier> = []
    private var unknownDevices: Set<Identifier> = []
    /// Devices that the commit at hand makes.
    private var devicesMade: [Identifier] = []

    /// A store that is broken in one place is often broken in many; the first ones tell enough.
    static let problemsMax = 100

    mutating func walk(
        _ connection: borrowing Connection, progress: (Int64) -> Bool
    ) throws(StoreError) {
        do throws(SQLiteError) {
            let commits = try connection.prepareOnce(
                "SELECT n, header, root, previous, hash FROM \"commit\" ORDER BY n")
            let changes = try connection.prepareOnce("SELECT n, record, salt, payload FROM change ORDER BY n")
            var isChange = try changes.step()
            seals = SealCheck(erasures: try Erasure.all(connection))
            while try commits.step() {
                try check(commits, changes, &isChange)
                for problem in try seals.problems(connection) { note(problem) }
                guard progress(self.commits) else { throw SQLiteError(code: .SQLITE_INTERRUPT, message: "cancelled") }
            }
            if isChange { note(.changeWithoutCommit(commit: changes.integer(0) / JournalTables.changesPerCommit)) }
            if let problem = try seals.surplus(connection) { note(problem) }
        } catch {
            throw StoreError.from(error, path: "")
        }
    }

    private mutating func note(_ problem: VerificationProblem) {
        if problems.count < Self.problemsMax { problems.append(problem) }
    }

    private mutating func check(
        _ row: Statement, _ changes: Statement, _ isChange: inout Bool
    ) throws(SQLiteError) {
        let number = row.integer(0)
        commits += 1
        let expected = last &+ 1
        last = number
        guard (1...JournalTables.commitMax).contains(number) else {
            return note(.commitNumber(expected: expected, found: number))
        }
        devicesMade = []
        let headerBytes = row.bytes(1)
        let hash = row.withBytes(4) { Hash($0) } ?? .zero
        let leaves = try leaves(of: number, changes, &isChange)
        guard let header = CommitHeader(headerBytes) else { return note(.headerUnreadable(commit: number)) }
        facts[number] = CommitFacts(recordedAt: header.recordedAt, actor: header.actor)
        seals.expect(header, of: number)
        let chain = Chain(device: header.device, generation: header.generation)
        let head = heads[chain] ?? (0, .zero)
        if header.deviceSequence != head.sequence &+ 1 {
            note(.sequenceGap(commit: number, expected: head.sequence &+ 1, found: header.deviceSequence))
        } else if number != expected {
            note(.commitNumber(expected: expected, found: number))
        }
        vouch(header.device, number)
        let previous = row.withBytes(3) { Hash($0) } ?? .zero
        if previous != head.hash { note(.chainBroken(commit: number)) }
        if Int64(leaves.count) != header.count {
            note(.changeCount(commit: number, expected: header.count, found: Int64(leaves.count)))
        }
        let root = row.withBytes(2) { Hash($0) } ?? .zero
        if MerkleTree.root(leaves) != root { note(.changesAltered(commit: number)) }
        if CommitHeader.chainHash(previous: previous, root: root, header: headerBytes) != hash {
            note(.headerAltered(commit: number))
        }
        heads[chain] = (header.deviceSequence, hash)
    }

    /// Whether the journal holds commits of a chain.
    func knows(_ chain: Chain) -> Bool { heads[chain] != nil }

    /// A device is made known by a commit of one that is known: otherwise anybody could add a chain of a device of its
    /// own.
    private mutating func vouch(_ device: Identifier, _ commit: Int64) {
        if commits == 1 { devices.insert(device) }
        if devices.contains(device) {
            devices.formUnion(devicesMade)
        } else if unknownDevices.insert(device).inserted {
            note(.chainUnknown(commit: commit, device: device.text))
        }
    }

    /// The leaves of a commit's changes; `changes` stands on the first one that was not read yet.
    private mutating func leaves(of commit: Int64, _ changes: Statement, _ isChange: inout Bool)
        throws(SQLiteError) -> [Hash]
    {
        var leaves: [Hash] = []
        var isInPlace = true
        while isChange {
            let owner = changes.integer(0) / JournalTables.changesPerCommit
            if owner > commit { break }
            if owner < commit {
                note(.changeWithoutCommit(commit: owner))
            } else {
                self.changes += 1
                let place = changes.integer(0) % JournalTables.changesPerCommit
                isInPlace = isInPlace && place == Int64(leaves.count)
                let leaf = changes.withBytes(2) { salt in
                    changes.withBytes(3) { payload in
                        note(payload, changes, commit)
                        return MerkleTree.leaf(salt: salt, data: payload)
                    }
                }
                leaves.append(leaf)
            }
            isChange = try changes.step()
        }
        if !isInPlace { note(.changePlace(commit: commit)) }
        return leaves
    }

    /// Counts what was created and purged, and compares the record's column with the payload: canonical bytes begin
    /// with the
    /// action and end with id and resource.
    private mutating func note(_ payload: UnsafeRawBufferPointer, _ row: Statement, _ commit: Int64) {
        let tailMax = 120
        let tail = String(decoding: payload.suffix(tailMax), as: UTF8.self)
        let marker = "\"id\":\""
        guard let start = tail.utf8RangeEnd(ofLast: marker) else { return note(.changeColumns(commit: commit)) }
        let rest = tail.utf8.dropFirst(start)
        let id = Identifier(text: String(decoding: rest.prefix(Identifier.textCount), as: UTF8.self))
        if id == nil || id != row.identifier(1) { note(.changeColumns(commit: commit)) }
        let resource = String(decoding: rest.dropFirst(Identifier.textCount + 14).dropLast(2), as: UTF8.self)
        seals.expect(payload, of: row.integer(0), in: resource)
        guard let id else { return }
        if payload.starts(with: "{\"action\":\"created\"".utf8) {
            recordSets[resource, default: RecordSet()].add(id)
            if resource == Device.shape.name { devicesMade.append(id) }
        }
        if payload.starts(with: "{\"action\":\"purged\"".utf8) {
            recordSets[resource, default: RecordSet()].remove(id)
            purgedSets[resource, default: RecordSet()].add(id)
        }
    }

    /// Walks the events' chain; answers the number of the last one.
    mutating func walkEvents(_ connection: borrowing Connection) throws(StoreError) -> Int64 {
        do throws(SQLiteError) {
            let rows = try connection.prepareOnce("SELECT n, body, previous, hash FROM event ORDER BY n")
            var previous = Hash.zero
            var count: Int64 = 0
            while try rows.step() {
                let number = rows.integer(0)
                if number != count &+ 1 { note(.eventGap(expected: count &+ 1, found: number)) }
                let hash = rows.withBytes(3) { Hash($0) } ?? .zero
                let stored = rows.withBytes(2) { Hash($0) } ?? .zero
                let body = rows.bytes(1)
                let isGenuine = stored == previous && EventEntry.chainHash(previous: previous, event: body) == hash
                let event = EventEntry(body)
                if !isGenuine || event?.sequence != number { note(.eventAltered(number)) }
                if let event, !devices.contains(event.device) { note(.eventDeviceUnknown(number)) }
                previous = hash
                count = number
            }
            return count
        } catch {
            throw StoreError.from(error, path: "")
        }
    }
}

extension String {
    /// How many bytes lead to the end of the last occurrence of a text.
    fileprivate func utf8RangeEnd(ofLast text: String) -> Int? {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in stride(from: bytes.count - wanted.count, through: 0, by: -1)
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return start + wanted.count
        }
        return nil
    }
}
