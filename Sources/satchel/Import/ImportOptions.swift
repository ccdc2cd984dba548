internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// What a person asked of an import.
struct ImportOptions: Sendable {
    enum OnError: String, Sendable {
        case stop, skip
    }

    /// Which rows are meant: those that make records, those that change some, or both.
    enum Rows: String, CaseIterable, Sendable {
        case add, change, both
    }

    let resource: ResourceFacts
    var mapping: ImportMapping?
    var onError = OnError.stop
    var isDryRun = false
    var createsMissing = false
    var dropsUnknown = false
    var isRaw = false
    var decimal: NumberFormat.DecimalMark?
    var encoding: TextEncoding?
    var dates: DateFormat.Order?
    /// Whether the file's prices hold the tax; nil where they are as the store keeps its own.
    var prices: PriceTerms?
    var rows = Rows.both
    /// What stands between cells, where the file does not tell.
    var delimiter: Delimiter?
    /// Whether a person decides what the file leaves open: `decimal` and `dates` then settle only that, and cells that
    /// do not fit fail by themselves.
    var isAsked = false
    /// Cells that a person has typed anew, by row and column.
    var mends: [Int: [String: String]] = [:]
    /// Rows that a person has left out.
    var leftOut: Set<Int> = []

    init(resource: ResourceFacts) {
        self.resource = resource
    }

    /// A mapping that says what was decided, each column with what it becomes.
    func mapping(of plan: ImportPlan) -> ImportMapping {
        let columns = plan.columns.map { column in
            let target = ImportPlan.name(column.target, of: resource)
            return ImportMapping.Column(header: column.header, target: target, transforms: column.transforms)
        }
        return ImportMapping(
            resource: resource.name, columns: columns, decimal: decimal, dates: dates, prices: prices)
    }
}

/// What keeps a whole file from being imported.
enum ImportError: Error {
    case missing(String)
    case directory(String)
    case header(String, CSVHeader.Fault)
    case delimiter(String, [Delimiter])
    /// `column` is what a column is called in a file of that form.
    case plan(String, ImportPlan.Failure, header: [String], column: String, resource: ResourceFacts)
    case json(String, JSONFailure, JSONForm)
    /// A file of JSON that is to be read in another encoding than JSON has.
    case encodingOfJSON(String)
    /// The file is an export of another resource.
    case otherResource(String, stated: String, wanted: String)
    case ambiguousNumber(column: String, row: Int, text: String, readings: [String])
    case contradictoryNumbers(column: String, rows: [Int], texts: [String])
    case numberContradictsOption(column: String, row: Int, text: String, mark: String)
    case ambiguousDate(column: String, row: Int, text: String, readings: [String])
    case contradictoryDates(column: String, rows: [Int], texts: [String])
    /// Names that no record has, with the first row of each.
    case mapping(String, String)
    case mappingMissing(String, resource: String)
    case rowsFailed(ImportResult)
    case noFolder(String)
    /// It is no file whose bytes stay.
    case device(String)
    /// No row is bad that could be written to a file.
    case noBadRows(String)
    /// It is another file by now than the one that was looked at.
    case changedMeanwhile(String)
}

/// What became of a file's rows.
struct ImportResult: Sendable {
    /// What kind of file it was: its rows are named accordingly.
    var form = ImportForm.csv(.utf8(mark: false), .comma)
    var rowCount = 0
    var created = 0
    var updated = 0
    var unchanged = 0
    var skipped = 0
    /// Rows that were not meant: they would add where only changes are wanted, or the other way round.
    var passedOver = 0
    var failures: [CellFailure] = []
    /// Failures beyond those kept.
    var failureCount = 0
    var unknownHeaders: [String] = []
    var createdReferences: [String] = []
    var warnings: [String] = []
    var badRowsPath: String?
    /// The options that say how the file is read, as they were given: the rows that failed need them again.
    var options: [String] = []
    /// Where the mapping that was used was written to.
    var mappingPath: String?
    /// Columns that the store keeps by itself and that are left out.
    var keptHeaders: [String] = []
    /// A file of rows that failed in an earlier import of this file, where none failed now.
    var formerBadRowsPath: String?
    /// Why the failing rows are in no file.
    var badRowsProblem: HostError?
    var isDryRun = false
    /// Resources of which records are named that are not there.
    var missing: Set<String> = []
    /// Fields that new records must have and that no column gives, where rows failed of it.
    var missingFields: [FieldFacts] = []
    /// Categories that were made, or would be, by their ids.
    var made: [Identifier: String] = [:]
    /// What would change, of the first few records that a dry run finds.
    var updates: [Update] = []

    struct Update: Sendable {
        let before: StoredRecord
        let after: [Value]
    }

    static let updatesMax = 5

    /// Rows that failed, all of them.
    var failedRows: Set<Int> = []

    /// Failures that are kept with their reasons; all of them are counted.
    static let failuresMax = 100_000
}
