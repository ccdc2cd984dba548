internal import Domain
internal import Interchange

extension FailureReport {
    /// Why a file is not imported at all.
    static func importing(_ error: ImportError) -> FailureReport {
        switch error {
        case .missing(let path): FailureReport("file_missing", .failed, "\(path): there is no such file")
        case .directory(let path): FailureReport("file_folder", .failed, "\(path): this is a folder, not a file")
        case .noFolder(let path): FailureReport("no_folder", .failed, "\(path): this is no folder")
        case .device(let path):
            FailureReport("file_device", .failed, "\(path): this is a device or a pipe, not a file")
        case .noBadRows(let path): FailureReport("no_bad_rows", .failed, "\(path): no row is bad or left out")
        case .changedMeanwhile(let path):
            FailureReport(
                "file_changed", .conflict, "\(path): the file was changed since it was looked at",
                hints: ["nothing was imported", "look at it again: esc goes back"])
        case .header(let path, let fault): header(path, fault)
        case .delimiter(let path, let candidates):
            FailureReport(
                "delimiter", .validation,
                "\(path): the columns could be parted by \(candidates.map(name).joined(separator: " or "))",
                hints: ["save the file with commas"])
        case .plan(let path, .noKnownColumn, let header, let column, let resource):
            noKnownColumn(path, header, column, resource)
        case .plan(let path, let failure, let header, let column, _): plan(path, failure, header, column)
        case .json(let path, let failure, let form): json(path, failure, form)
        case .encodingOfJSON(let path):
            FailureReport(
                "encoding", .usage, "\(path): this is JSON, which is always UTF-8",
                hints: ["leave --encoding out; save the file as UTF-8 if it is not"])
        case .otherResource(let path, let stated, let wanted):
            FailureReport(
                "other_resource", .validation, "\(path): this is an export of \(stated), not of \(wanted)",
                hints: ["nothing was imported", "import it with --into \(stated)"])
        case .mapping(let path, let reason):
            FailureReport("mapping", .validation, "\(path): the mapping is not accepted: \(reason)")
        case .mappingMissing(let path, let resource):
            FailureReport(
                "file_missing", .failed, "\(path): there is no such mapping",
                hints: ["make one from a file: satchel import FILE --into \(resource) --dry-run --save-map \(path)"])
        case .rowsFailed(let result): command(.importFailed(result, resource: ""))
        case .ambiguousNumber, .contradictoryNumbers, .numberContradictsOption, .ambiguousDate, .contradictoryDates:
            format(error)
        }
    }

    private static func format(_ error: ImportError) -> FailureReport {
        switch error {
        case .ambiguousNumber(let column, let row, let text, let readings):
            FailureReport(
                "ambiguous_number", .validation,
                "column \(column), row \(row): “\(text)” could be \(readings.joined(separator: " or "))",
                hints: ["say which: --decimal . or --decimal ,"])
        case .contradictoryNumbers(let column, let rows, let texts):
            FailureReport(
                "contradictory_numbers", .validation,
                "column \(column): \(places(rows, texts)) are written in different ways",
                hints: ["write all numbers of the column alike"])
        case .numberContradictsOption(let column, let row, let text, let mark):
            FailureReport(
                "contradictory_numbers", .validation,
                "column \(column), row \(row): “\(text)” is no number with “\(mark)” before its decimals",
                hints: ["--decimal \(mark) says so of every row; leave it out, or give the other mark"])
        case .ambiguousDate(let column, let row, let text, let readings):
            FailureReport(
                "ambiguous_date", .validation,
                "column \(column), row \(row): “\(text)” could be \(readings.joined(separator: " or "))",
                hints: ["say which: --dates \(DateFormat.Order.words.joined(separator: ", "))"])
        case .contradictoryDates(let column, let rows, let texts):
            FailureReport(
                "contradictory_dates", .validation,
                "column \(column): \(places(rows, texts)) are written in different ways",
                hints: ["write all dates of the column alike"])
        default: FailureReport("import", .validation, "the file is not accepted")
        }
    }

    private static func places(_ rows: [Int], _ texts: [String]) -> String {
        zip(rows, texts).map { "“\($0.1)” in row \($0.0)" }.joined(separator: " and ")
    }

    static func name(_ delimiter: Delimiter) -> String {
        switch delimiter {
        case .comma: "commas"
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .bar: "bars"
        }
    }

    private static func header(_ path: String, _ fault: CSVHeader.Fault) -> FailureReport {
        let reason: (String, [String]) =
            switch fault {
            case .emptyFile: ("the file is empty", [])
            case .headerOnly: ("the file has a header and no row", [])
            case .duplicateName(let name, let column, let other):
                (
                    "the header names “\(name)” twice, in columns \(column) and \(other)",
                    ["give each column its own name"]
                )
            case .emptyName(let column): ("column \(column) has no name", ["give each column a name"])
            case .nameTooLong(let column, let bytes, let max):
                ("the name of column \(column) has \(bytes) bytes, at most \(max) are taken", [])
            case .looksLikeData(let columns, let example):
                (
                    "the first row seems to be no header: column \(columns.first ?? 1) is “\(example)”",
                    ["put a row with the names of the columns on top"]
                )
            }
        return FailureReport("header", .validation, "\(path): \(reason.0)", hints: reason.1)
    }

    private static func plan(
        _ path: String, _ failure: ImportPlan.Failure, _ header: [String], _ column: String
    ) -> FailureReport {
        switch failure {
        case .unknownTarget(let name, let target, let near):
            FailureReport(
                "mapping", .validation,
                "\(path): the mapping of “\(name)” names “\(target)”, which is no field\(Phrase.near(near))")
        case .mappedColumnMissing(let name):
            FailureReport(
                "mapping", .validation,
                "\(path): the mapping names the \(column) “\(name)”, which the file does not have",
                hints: ["its \(column)s: \(header.prefix(40).joined(separator: ", "))"])
        case .fieldTwice(let field, let headers):
            FailureReport(
                "mapping", .validation,
                "\(path): the \(column)s \(headers.joined(separator: " and ")) both mean \(field)",
                hints: ["leave one out with a mapping: --map FILE"])
        case .otherResource(let resource):
            FailureReport("mapping", .validation, "\(path): the mapping is one for \(resource)")
        case .noKnownColumn:
            FailureReport("header", .validation, "\(path): no \(column) of the file is known")
        }
    }

    /// A file that says nothing of the resource: what it has, what there is, and how to say which is which.
    private static func noKnownColumn(
        _ path: String, _ header: [String], _ column: String, _ resource: ResourceFacts
    ) -> FailureReport {
        let fields = resource.fields.filter { !$0.isDerived }.map(\.key)
        let question = column == "key" ? "" : "is the first row the header? "
        return FailureReport(
            "header", .validation, "\(path): no \(column) of the file is known",
            hints: [
                "its \(column)s: \(header.prefix(40).joined(separator: ", "))",
                "the fields of \(resource.name): \(fields.joined(separator: ", "))",
                "\(question)\(mappingWay(column))",
            ])
    }

    /// A file whose bytes are no CSV.
    static func csv(_ failure: CSVFailure) -> FailureReport {
        func report(_ row: Int, _ column: Int?, _ reason: String, _ hints: [String] = []) -> FailureReport {
            let place = column.map { "row \(row), column \($0)" } ?? "row \(row)"
            return FailureReport(
                "csv", .validation, "\(place): \(reason)", hints: hints + ["nothing was imported"])
        }
        return switch failure {
        case .brokenText(let row, let column, let broken):
            report(
                row, column,
                "the bytes \(hex(broken)) are no \(name(broken.encoding)) text",
                broken.encoding == .utf8(mark: false)
                    ? [
                        "save the file as UTF-8, or say how all of it is to be read: --encoding windows-1252, "
                            + "utf-16le or utf-16be"
                    ] : ["say how the file is to be read: --encoding \(FileEncoding.words.joined(separator: ", "))"])
        case .nulByte(let row, let column): report(row, column, "it holds a NUL byte")
        case .cellCount(let row, let count, let expected):
            report(row, nil, "the row \(FailureRule.cellCount(count, header: expected).sentence)")
        case .unterminatedQuote(let row, let column): report(row, column, "a quote is opened and never closed")
        case .textAfterQuote(let row, let column, let value):
            report(row, column, "\(Phrase.quoted(value)) follows a closing quote")
        case .cellTooLarge(let row, let column, let isQuoted, let max):
            report(
                row, column, "the cell has more than \(max) bytes",
                isQuoted ? ["is a quote opened there and never closed?"] : [])
        case .rowTooLarge(let row, let max): report(row, nil, "the row has more than \(max) bytes")
        case .tooManyColumns(let row, let max): report(row, nil, "the row has more than \(max) columns")
        }
    }

    /// Broken bytes as people write them: "C3 28".
    static func hex(_ broken: BrokenText) -> String {
        broken.bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined(separator: " ")
    }

    static func name(_ encoding: TextEncoding) -> String {
        switch encoding {
        case .utf8: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .cp1252: "Windows-1252"
        }
    }
}
