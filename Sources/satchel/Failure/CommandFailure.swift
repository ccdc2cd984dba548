internal import Domain
internal import Host
internal import Interface

/// Why a command could not do what was asked, beyond what the store itself says.
enum CommandFailure: Error {
    case usage(UsageFailure)
    /// Something would be written and `--read-only` was given.
    case readOnlyAsked
    /// The person answered no.
    case declined
    case configuration([ConfigurationProblem])
    /// Files of one kind, "theme" or "key map", are not accepted.
    case files(String, [FileProblem])
    case batch(BatchFailure)
    /// Rows of an import failed; the result holds them.
    case importFailed(ImportResult, resource: String)
    case outputFailed(HostError)
    /// Values of options from which a store would have been made.
    case options([OptionFailure], path: String)
    /// The folder in which a store would have been made is not there.
    case folderMissing(String, path: String)
    /// Records of a change of many that would be refused.
    case bulkRefused(BulkPreview, resource: String)
    case outputExists(String)
    /// What would be written would destroy something that is in use: the store's own file, or the one that is read.
    case outputInUse(String, by: String)
    /// A restricted session would touch something beyond the folder of its store.
    case outsideRestriction(String, folder: String)
    /// A file that is read as a whole is too large for that.
    case fileTooLarge(String, byteCountMax: Int)
    case cannotExport(String)
    /// No record at all is meant by a filter.
    case nothingMatches(resource: String, hints: [String] = [])
    /// A file of which no column is known, and where a mapping of it was written.
    case mappingToFillIn(String, ImportError)
    /// A key that means no record whole, and what it comes near to.
    case noRecord(resource: String, key: String, near: [String])
    /// A text with an escape that does nothing here.
    case demoElsewhere(String)
    /// The record is deleted; the key is what a person may restore it by.
    case inTrash(resource: String, name: String, key: String, since: Int64)
    /// A script of keys ended before its end; what was said then.
    case scriptEnded(String, String)
    /// An order that names what does not sort.
    case sort(FilterError, text: String)
}

/// The value of an option that is not accepted.
struct OptionFailure: Error {
    let option: String
    let value: String
    let rule: FailureRule
}

/// Why a file of operations could not be read or written.
struct BatchFailure: Error, Equatable {
    struct Item: Error, Equatable {
        /// The operation's place, from 0.
        let index: Int
        /// The line of the file, from 1.
        let line: Int
        let resource: String
        let record: String
        let field: String?
        let value: String?
        let rule: String
        let message: String
        let expected: String?
        /// What else is wrong with the same operation.
        var others: [Item] = []
    }

    let path: String
    let items: [Item]
    let exit: ExitCode
}
