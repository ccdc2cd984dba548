internal import Interchange

/// What kind of file is imported, found from its beginning.
enum ImportForm: Sendable, Equatable {
    case csv(TextEncoding, Delimiter)
    case json(JSONForm, TextEncoding)

    /// What its rows are called where one is named by its number.
    var place: String {
        switch self {
        case .csv: "row"
        case .json(.lines, _): "line"
        case .json: "item"
        }
    }

    /// What its rows are called where they are counted.
    var noun: String {
        if case .csv = self { "row" } else { "record" }
    }

    /// How its bytes are read.
    var encoding: String {
        switch self {
        case .csv(let encoding, _), .json(_, let encoding): FailureReport.name(encoding)
        }
    }

    /// That its bytes are not read as nearly all files are.
    var encodingNotice: String? { encoding == "UTF-8" ? nil : "read as \(encoding)" }

    /// What its columns are called.
    var column: String {
        if case .csv = self { "column" } else { "key" }
    }
}
