internal import Domain
internal import Host

/// The files that belong to a store.
package struct StorePaths: Sendable, Equatable {
    package let store: String
    /// Where the anchors of this person's stores lie: outside the stores.
    package let stateFolder: String

    /// A link is followed here, once: the files beside the store lie where the store itself does, by its own name.
    package init(store: String, stateFolder: String) {
        self.store = Files.followingLink(store)
        self.stateFolder = stateFolder
    }

    package var lock: String { store + ".lock" }
    package var search: String { store + ".search" }
    package var drafts: String { store + ".drafts" }
    /// Where a damaged file of drafts is put.
    package var draftsAside: String { drafts + Self.asideEnding }
    static let asideEnding = ".bad"

    var anchors: String { stateFolder + "/anchors" }

    func anchor(of chain: Chain) -> String { "\(anchors)/\(chain.device.text)-\(chain.generation).json" }

    /// Where an end of the journal that was not the known one is kept until somebody accepts it.
    func mismatches(of chain: Chain) -> String { "\(anchors)/\(chain.device.text)-\(chain.generation).lost.json" }
}

/// Who opens a store, and what it is told about the surroundings; a test gives fixed ones.
package struct Surroundings: Sendable {
    package var session: String
    package var correlation: String
    package var now: @Sendable () -> Int64
    package var random: @Sendable () -> UInt64
    /// How long a writer waits for another process before it gives up.
    package var lockWaitMilliseconds: Int
    /// The VFS to use; nil for the system's. For fault tests.
    package var vfs: String?
    /// The schema that a store is brought to. Another one than today's is for tests of what comes next.
    package var migrations = Migrations.released

    package init(
        session: String, correlation: String, now: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable () -> UInt64, lockWaitMilliseconds: Int = 10_000, vfs: String? = nil
    ) {
        self.session = session
        self.correlation = correlation
        self.now = now
        self.random = random
        self.lockWaitMilliseconds = lockWaitMilliseconds
        self.vfs = vfs
    }
}
