// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host

/// All that is known outside a store of its journal: the anchor of the chain it writes, the anchors of other chains
/// that concern it, and the mismatches kept beside them. The other ones count because whoever can write the store can
/// give it another device or generation, whose anchor would be missing.
struct Evidence: Equatable {
    /// An anchor of another chain.
    struct Other: Equatable {
        let chain: Chain
        let anchor: Anchor
    }

    var own: Anchor?
    var others: [Other] = []
    var kept: [Mismatch] = []
    /// Files that are there and cannot be read.
    var unreadable: [String] = []
    /// Files to be removed once everything is accepted.
    private(set) var othersFiles: [String] = []

    /// A person has fewer stores than this.
    private static let filesMax = 10_000
    private static let ending = ".json"

    /// Reads it; `devices` are those whose commits the journal holds. They count only where the store's own anchor is
    /// missing: another store of the same person may hold part of their commits.
    init(_ paths: StorePaths, _ identity: Identity, devices: () -> Set<Identifier>) {
        let ownPath = paths.anchor(of: identity.chain)
        let found = AnchorFile.read(ownPath)
        own = found.anchor
        if found == .unreadable { unreadable.append(ownPath) }
        keep(paths.mismatches(of: identity.chain))
        let inJournal = found == .missing ? devices() : []
        for name in Files.names(in: paths.anchors, countMax: Self.filesMax) {
            guard let chain = Self.chain(name), chain != identity.chain else { continue }
            let path = paths.anchor(of: chain)
            let finding = AnchorFile.read(path)
            let isOfDevice = chain.device == identity.device || inJournal.contains(chain.device)
            guard isOfDevice || finding.anchor?.known.store == identity.store else { continue }
            if let anchor = finding.anchor { others.append(Other(chain: chain, anchor: anchor)) }
            if finding == .unreadable { unreadable.append(path) }
            keep(paths.mismatches(of: chain))
            othersFiles += [path, paths.mismatches(of: chain)]
        }
    }

    private mutating func keep(_ path: String) {
        guard let mismatches = MismatchFile.read(path) else { return unreadable.append(path) }
        kept += mismatches
    }

    /// The chain that a file's name tells: DEVICE-GENERATION.json.
    private static func chain(_ name: String) -> Chain? {
        guard name.hasSuffix(ending) else { return nil }
        let words = name.dropLast(ending.count).split(separator: "-", maxSplits: 1)
        guard words.count == 2, let device = Identifier(text: String(words[0])), let generation = Int64(words[1]) else {
            return nil
        }
        return Chain(device: device, generation: generation)
    }

    /// What the store called itself when it was first known.
    var known: Identity? { own?.known ?? others.first?.anchor.known }
}
