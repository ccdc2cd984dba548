// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

extension FailureReport {
    /// Why something is not taken back; `verb` and `not` say by which command.
    static func refused(_ refusal: UndoRefusal, _ verb: String, _ not: String) -> FailureReport {
        func conflict(_ message: String, _ hints: String...) -> FailureReport {
            FailureReport("\(verb)_refused", .conflict, "\(not): \(message)", hints: hints)
        }
        switch refusal {
        case .nothingToUndo: return FailureReport("nothing_to_undo", .failed, "there is nothing to undo")
        case .nothingToRedo: return FailureReport("nothing_to_redo", .failed, "there is nothing to redo")
        case .changedLater(let record, let field, let by, let at, let commit):
            return conflict(
                "\(field) of \(record) was changed later\(place(by, at, commit))",
                "\(verb) that change first, or set the value by hand")
        case .deletedLater(let record, let by, let at, let commit):
            return conflict("\(record) was deleted later\(place(by, at, commit))", "restore it first")
        case .referenced(let record, let names):
            return conflict(
                "\(record) is used by \(names.joined(separator: ", ")) now", "delete or change those first")
        case .purged(let record):
            return conflict(
                "\(record) was purged, which cannot be taken back",
                "satchel undo passes over it, to what was done before")
        case .erased(let record, let field):
            return conflict(
                "what \(field) of \(record) held was erased", "satchel undo passes over it, to what was done before")
        case .hidden:
            return FailureReport(
                "\(verb)_refused", .notAllowed, "\(not): the action is about records that you may not read",
                hints: ["a member who may read them can take it back"])
        case .unknownGroup(let group):
            return FailureReport(
                "not_found", .notFound, "“\(group)” is no action of this store", hints: ["see: satchel audit list"])
        case .alreadyUndone: return conflict("it was undone already")
        case .founding: return conflict("it made the store")
        }
    }

    /// " by Bo at 2026-11-21 10:45, in commit 12".
    private static func place(_ by: String, _ at: Int64, _ commit: Int64?) -> String {
        " by \(by)" + (at == 0 ? "" : " at \(LocalMoment.text(at))") + (commit.map { ", in commit \($0)" } ?? "")
    }

    /// Why a record does not get an older version back.
    static func version(_ refusal: VersionRefusal) -> FailureReport {
        func conflict(_ message: String, _ hints: String...) -> FailureReport {
            FailureReport("version_refused", .conflict, "not restored: \(message)", hints: hints)
        }
        switch refusal {
        case .unknownCommit(let commit, let newest):
            return FailureReport(
                "not_found", .notFound, "there is no commit \(commit) yet; the newest is \(newest)",
                hints: ["see: satchel history RESOURCE KEY"])
        case .notYetMade(let record, let commit):
            return conflict("\(record) was made later, in commit \(commit)")
        case .deleted(let record):
            return conflict("\(record) is in the trash", "restore it first, without --commit")
        case .purged(let record): return conflict("\(record) was purged, which cannot be taken back")
        case .erased(let record, let field):
            return conflict(
                "what \(field) of \(record) held was erased, and cannot be brought back",
                "set the other fields by hand: satchel set")
        case .unknownField(let record, let field):
            return conflict(
                "\(record) had a field \(Phrase.quoted(field)) that this program does not know",
                "a newer satchel can do it")
        }
    }
}
