// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// Proves the personal values beside the journal: each is the one whose hash stands in its payload or header, or went
/// by an erasure that the events know of.
struct SealCheck {
    private struct Expected {
        let number: Int64
        let subject: Identifier
        let field: String
        let side: PersonalValue.Side
        let hash: Hash
    }

    /// Resources whose payloads hold nothing sealed; those of a newer version may.
    private static let open = Set(Resources.all.filter { !$0.fields.contains(where: \.isPersonal) }.map(\.name))

    /// The last commit that each erased person's erasure covers.
    private let erasures: [Identifier: Int64]
    private var expected: [Expected] = []
    /// How many were taken down so far.
    private var count: Int64 = 0

    init(erasures: [Identifier: Int64] = [:]) {
        self.erasures = erasures
    }

    /// Takes down the actor's name of a header.
    mutating func expect(_ header: CommitHeader, of commit: Int64) {
        count += 1
        expected.append(
            Expected(
                number: JournalWriter.headerNumber(commit), subject: header.actor, field: "actor_name", side: .after,
                hash: header.actorNameHash))
    }

    /// Takes down what is sealed on both sides of a change.
    mutating func expect(_ payload: UnsafeRawBufferPointer, of change: Int64, in resource: String) {
        guard !Self.open.contains(resource), let payload = Payload(Array(payload)) else { return }
        let facts = Resources.named(resource)
        for (side, members) in [(PersonalValue.Side.after, payload.after), (.before, payload.before)] {
            for member in members where facts?.field(member.key)?.isPersonal ?? true {
                guard let hash = Payload.sealedHash(member.value) else { continue }
                count += 1
                expected.append(
                    Expected(number: change, subject: payload.record, field: member.key, side: side, hash: hash))
            }
        }
    }

    /// Whether more stand beside the journal than were taken down: each of those stands once, or was told of.
    func surplus(_ connection: borrowing Connection) throws(SQLiteError) -> VerificationProblem? {
        let found = try connection.integer("SELECT count(*) FROM personal") ?? 0
        return found > count ? .sealedCount(expected: count, found: found) : nil
    }

    /// Which of the values taken down do not stand, and forgets them.
    mutating func problems(_ connection: borrowing Connection) throws(SQLiteError) -> [VerificationProblem] {
        defer { expected.removeAll(keepingCapacity: true) }
        var problems: [VerificationProblem] = []
        for value in expected {
            let commit = value.number / JournalTables.changesPerCommit
            let isProved =
                switch try connection.sealedValue(
                    value.number, field: value.field, side: value.side, provedBy: value.hash)
                {
                case .genuine: true
                case .erased: commit <= erasures[value.subject] ?? 0
                case .broken: false
                }
            if !isProved { problems.append(.sealedDiffers(commit: commit, field: value.field)) }
        }
        return problems
    }
}
