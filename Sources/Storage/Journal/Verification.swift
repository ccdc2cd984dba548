internal import Domain

/// What `audit verify` found out.
package struct Verification: Sendable, Equatable {
    package var problems: [VerificationProblem] = []
    package var commits: Int64 = 0
    package var changes: Int64 = 0
    package var events: Int64 = 0
    package var records: Int64 = 0
    /// Whether the store's end was compared with an anchor outside it.
    package var isAnchored = false

    package init() {}

    /// Whether no anchor was ever written here; one that cannot be read is a problem instead.
    package var lacksAnchor: Bool {
        !isAnchored
            && !problems.contains { problem in
                if case .anchorUnreadable = problem { true } else { false }
            }
    }

    package var isIntact: Bool { problems.isEmpty }
}

/// One thing that does not hold.
package enum VerificationProblem: Sendable, Equatable {
    case headerUnreadable(commit: Int64)
    case chainBroken(commit: Int64)
    case sequenceGap(commit: Int64, expected: Int64, found: Int64)
    case changeCount(commit: Int64, expected: Int64, found: Int64)
    case changesAltered(commit: Int64)
    case headerAltered(commit: Int64)
    case changeColumns(commit: Int64)
    case changePlace(commit: Int64)
    case changeWithoutCommit(commit: Int64)
    case eventAltered(Int64)
    case eventGap(expected: Int64, found: Int64)
    case recordDiffers(resource: String, record: String, field: String)
    case recordUnjournaled(resource: String, record: String)
    case recordsMissing(resource: String, expected: Int64, found: Int64)
    case derivedDiffers(resource: String, record: String, field: String)
    case sealedDiffers(commit: Int64, field: String)
    case tailCut(anchored: Int64, found: Int64)
    case anchorDiffers(commit: Int64)
    case anchorUnreadable(path: String)
    case eventTailCut(anchored: Int64, found: Int64)
    case eventAnchorDiffers(Int64)
    case integrity(String)
    /// What a change says stood before it is not what the changes before it left.
    case beforeDiffers(commit: Int64, resource: String, record: String, field: String)
    /// The last change of a record took it away for good, and it is there.
    case recordPurged(resource: String, record: String)
    /// As many records as the journal knows, but not the same ones.
    case recordsSwapped(resource: String)
    /// A value that reads like the right one and is not stored as the program stores it.
    case storedForm(resource: String, record: String, field: String)
    /// A table, index or trigger that is not the schema's.
    case schemaDiffers(String)
    /// The store calls its schema newer than this program's, and it is this program's.
    case schemaNumber(found: Int64, known: Int64)
    /// The store calls itself a device that its journal does not know.
    case deviceUnknown
    /// Commits that were known outside the store were missing when something was written after them.
    case commitsLost(known: Int64, found: Int64)
    case eventsLost(known: Int64, found: Int64)
    /// Another one stood in the place of the last one known when something was written after it.
    case commitReplaced(Int64)
    case eventReplaced(Int64)
    /// More than the last one known outside the store, which this program wrote or announced.
    case commitsAdded(first: Int64, last: Int64)
    case eventsAdded(first: Int64, last: Int64)
    /// The store calls itself otherwise than when it was first known outside it.
    case identityDiffers(field: String, known: String, found: String)
    /// Commits are numbered one after the other, of whatever device they are.
    case commitNumber(expected: Int64, found: Int64)
    /// The first commit of a device that no commit before it made known.
    case chainUnknown(commit: Int64, device: String)
    case eventDeviceUnknown(Int64)
    /// Sealed values beside the journal that are none of it.
    case sealedCount(expected: Int64, found: Int64)
    /// The rows of purged records, which are never given again.
    case purgedDiffers(resource: String)
    /// What only a remote can say stands there, and there is none.
    case remoteUnknown(String)

    /// Whether another copy of the store, written on the same device, would look just like it.
    package var mayBeCopy: Bool {
        switch self {
        case .tailCut, .anchorDiffers, .eventTailCut, .eventAnchorDiffers: true
        default: false
        }
    }

    package var sentence: String {
        switch self {
        case .headerUnreadable(let commit): "commit \(commit): the header cannot be read"
        case .chainBroken(let commit): "commit \(commit): it does not follow the commit before it"
        case .sequenceGap(let commit, let expected, let found):
            "commit \(commit): its device's number \(expected) is missing, \(found) stands there"
        case .changeCount(let commit, let expected, let found):
            "commit \(commit): it has \(found) changes, its header says \(expected)"
        case .changesAltered(let commit): "commit \(commit): its changes are not those that were hashed"
        case .headerAltered(let commit): "commit \(commit): its header is not the one that was hashed"
        case .changeColumns(let commit): "commit \(commit): a change stands under another record than it says"
        case .changePlace(let commit): "commit \(commit): its changes are not numbered one after the other"
        case .changeWithoutCommit(let commit): "commit \(commit): its changes are there, the commit is not"
        case .eventAltered(let event): "event \(event): it is not the one that was hashed"
        case .eventGap(let expected, let found): "event \(expected) is missing, \(found) stands there"
        case .recordDiffers(let resource, let record, let field):
            "\(resource) \(record): \(field) is not what the journal says"
        case .recordUnjournaled(let resource, let record): "\(resource) \(record): the journal does not know it"
        case .recordsMissing(let resource, let expected, let found):
            "\(resource): the journal knows \(expected) records, the store holds \(found)"
        case .derivedDiffers(let resource, let record, let field):
            "\(resource) \(record): \(field) is not what it derives from"
        case .sealedDiffers(let commit, let field):
            "commit \(commit): the sealed \(field) is not the one that was hashed"
        case .tailCut(let anchored, let found):
            "the end of the journal is missing: \(anchored) commits were written, \(found) are there"
                + "; a copy of the store may have been written on this device"
        case .anchorDiffers(let commit):
            "commit \(commit): it is not the one that was written, as known outside the store"
                + "; a copy of the store may have been written on this device"
        case .anchorUnreadable(let path):
            "the anchor outside the store cannot be read, so that a cut-off end would not be noticed: \(path)"
        case .eventTailCut(let anchored, let found):
            "the end of the events is missing: \(anchored) were written, \(found) are there"
                + "; a copy of the store may have been written on this device"
        case .eventAnchorDiffers(let event):
            "event \(event): it is not the one that was written, as known outside the store"
        case .integrity(let text): "the database: \(text)"
        case .beforeDiffers(let commit, let resource, let record, let field):
            "commit \(commit): before it \(field) of \(resource) \(record) was not what the journal says"
        case .recordPurged(let resource, let record): "\(resource) \(record): the journal says it was purged"
        case .recordsSwapped(let resource): "\(resource): the records are not those that the journal knows"
        case .storedForm(let resource, let record, let field):
            "\(resource) \(record): \(field) is not stored as the program stores it"
        case .schemaDiffers(let name): "the schema: \(name) is not as the program made it"
        case .schemaNumber(let found, let known):
            "the store says schema \(found), which this program does not know, and has schema \(known)"
        case .deviceUnknown: "the store calls itself a device that its journal does not know"
        case .commitsLost, .eventsLost, .commitReplaced, .eventReplaced, .commitsAdded, .eventsAdded,
            .identityDiffers:
            outsideSentence
        case .commitNumber(let expected, let found): "commit \(found): it stands where commit \(expected) should"
        case .chainUnknown(let commit, let device):
            "commit \(commit): it is of device \(device), which the journal did not know before"
        case .eventDeviceUnknown(let event): "event \(event): it is of a device that the journal does not know"
        case .sealedCount(let expected, let found):
            "the journal has \(expected) sealed values, \(found) stand beside it"
        case .purgedDiffers(let resource): "\(resource): the rows noted as purged are not those of the journal"
        case .remoteUnknown(let what): "no remote is known to the store, and yet \(what)"
        }
    }

    /// What differs from what is known outside the store; all of it can be accepted.
    private var outsideSentence: String {
        let way = "(audit accept takes the store as it is)"
        switch self {
        case .commitsLost(let known, let found):
            return """
                an end of the journal was lost: \(known) commits were known on this device, \(found) were there when \
                others followed \(way)
                """
        case .eventsLost(let known, let found):
            return """
                an end of the events was lost: \(known) were known on this device, \(found) were there when others \
                followed \(way)
                """
        case .commitReplaced(let commit):
            return "commit \(commit) of this device was another one when it was known outside the store \(way)"
        case .eventReplaced(let event):
            return "event \(event) was another one when it was known outside the store \(way)"
        case .commitsAdded(let first, let last):
            return Self.added("commit", first, last, way)
        case .eventsAdded(let first, let last):
            return Self.added("event", first, last, way)
        case .identityDiffers(let field, let known, let found):
            return "the \(field) of the store is \(found), outside it \(known) is known \(way)"
        default: return ""
        }
    }

    private static func added(_ what: String, _ first: Int64, _ last: Int64, _ way: String) -> String {
        let count = last &- first &+ 1
        return """
            \(count) \(what)\(count == 1 ? "" : "s") after the last one known outside the store, number \(first)\
            \(count == 1 ? "" : " to \(last)"): not written by this program here, or just before the power failed \(way)
            """
    }
}
