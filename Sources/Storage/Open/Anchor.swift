// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import Host

/// What is known of a store outside it: what it called itself at first, and where its journal ended when this device
/// last wrote. A tail that is cut off, or one that was grown by somebody else, is found by it.
struct Anchor: Sendable, Equatable {
    /// What the store called itself when its first anchor was made; later ones keep it until somebody accepts another.
    var known: Identity
    var end: JournalEnd
    /// The end that a transaction was about to reach: it is written before the commit, so that a crash between the
    /// commit and its anchor is told from a commit that nobody announced.
    var next: Hash?
}

/// The file of an anchor: a line with the identity, then two lines that are written in turn and in place. A crash
/// damages at most the one that was being written, without a wait for the disk at each save (docs/DECISIONS.md).
struct AnchorFile: Sendable, Equatable {
    /// What stands at an anchor's path.
    enum Finding: Sendable, Equatable {
        case missing
        case found(AnchorFile)
        /// Something that is no anchor, a link or a pipe, or one of which neither line is whole.
        case unreadable

        var file: AnchorFile? {
            if case .found(let file) = self { file } else { nil }
        }

        var anchor: Anchor? { file?.anchor }
    }

    private static let lineCount = 2
    static let byteCount = (1 + lineCount) * Sector.byteCount

    let path: String
    private(set) var anchor: Anchor
    /// The number of the newest line, which tells it from the other, and its place.
    private var number: Int64
    private var place: Int

    static func read(_ path: String) -> Finding {
        if Files.isFree(path) { return .missing }
        guard let bytes = try? Files.readOwn(path, byteCountMax: byteCount), bytes.count == byteCount,
            let known = Sector.json(bytes[..<Sector.byteCount]).flatMap(identity)
        else { return .unreadable }
        var newest: AnchorFile?
        for place in 0..<lineCount {
            let start = (1 + place) * Sector.byteCount
            guard let json = Sector.json(bytes[start..<start + Sector.byteCount]), let number = json["number"]?.integer,
                let end = JournalEnd(json), newest.map({ $0.number < number }) ?? true
            else { continue }
            let anchor = Anchor(known: known, end: end, next: json["next"]?.string.flatMap(Hash.init(hex:)))
            newest = AnchorFile(path: path, anchor: anchor, number: number, place: place)
        }
        return newest.map { .found($0) } ?? .unreadable
    }

    /// Makes the file of an anchor, over whatever stands there.
    static func make(_ path: String, _ anchor: Anchor) throws(HostError) {
        try Files.makeFolder(Files.parent(path))
        let lines = line(anchor.end, anchor.next, 1) + line(anchor.end, anchor.next, 0)
        try Files.write(line(anchor.known) + lines, to: path)
    }

    /// Writes over the older line.
    mutating func write(_ end: JournalEnd, next: Hash? = nil) throws(HostError) {
        let other = (place + 1) % Self.lineCount
        try Files.overwrite(Self.line(end, next, number &+ 1), in: path, at: (1 + other) * Sector.byteCount)
        (number, place) = (number &+ 1, other)
        anchor.end = end
        anchor.next = next
    }

    // MARK: Lines

    private static func line(_ end: JournalEnd, _ next: Hash?, _ number: Int64) -> [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        end.append(to: &json)
        json.key("next")
        if let next { json.string(next.hex) } else { json.null() }
        json.key("number")
        json.integer(number)
        json.endObject()
        return Sector.bytes(json)
    }

    private static func line(_ identity: Identity) -> [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("device")
        json.identifier(identity.device)
        json.key("generation")
        json.integer(identity.generation)
        json.key("member")
        json.identifier(identity.member)
        json.key("store")
        json.identifier(identity.store)
        json.key("tenant")
        json.identifier(identity.tenant)
        json.endObject()
        return Sector.bytes(json)
    }

    private static func identity(_ json: JSONValue) -> Identity? {
        func id(_ key: String) -> Identifier? { json[key]?.string.flatMap(Identifier.init(text:)) }
        guard let store = id("store"), let tenant = id("tenant"), let device = id("device"), let member = id("member"),
            let generation = json["generation"]?.integer
        else { return nil }
        return Identity(store: store, tenant: tenant, device: device, generation: generation, member: member)
    }
}
