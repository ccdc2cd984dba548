// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// What a first look at a whole file tells, before anything that it leaves open is decided.
struct ImportSurvey: Sendable {
    let source: ImportSource
    let form: ImportForm
    let header: [String]
    let plan: ImportPlan
    let rowCount: Int
    let references: [Int: [String: Int]]
    var namesOfIds: [String: String] = [:]
    /// How the columns write numbers and dates, by column; a JSON file has neither.
    var numbers: [Int: NumberObserver] = [:]
    var dates: [Int: DateObserver] = [:]
    /// Whether some rows give an SKU and some leave it to the store.
    var mixesSKUs = false
    /// Some texts of each column, where a person is shown them.
    let samples: [[String]]

    /// Rows that are looked at for samples, and samples of a column.
    static let sampleRowsMax = 100
    static let samplesMax = 3

    /// Reads the file once. Throws what keeps it from being looked at.
    static func read(_ source: ImportSource, _ options: ImportOptions, _ attendant: Attendant = Attendant()) throws
        -> ImportSurvey
    {
        let file = try SurveyedFile.open(source, options, attendant)
        switch file.form {
        case .csv(let encoding, let delimiter):
            var pass = RowPass(options: options, source: source)
            var reader = CSVReader(encoding: encoding, delimiter: delimiter)
            try file.eachChunk { chunk in try reader.feed(chunk) { row in try pass.take(row) } }
            try reader.finish { row in try pass.take(row) }
            return try pass.survey(file.form)
        case .json(let json, let encoding):
            do {
                var pass = ItemPass(options: options, source: source)
                var reader = JSONItemReader(encoding: encoding, form: json)
                try file.eachChunk { chunk in try reader.feed(chunk) { item in try pass.take(item) } }
                try reader.finish { item in try pass.take(item) }
                return try pass.survey(file.form, head: reader.head)
            } catch let failure as JSONFailure {
                throw ImportError.json(source.name, failure, json)
            }
        }
    }

    /// What is known of the file once all is decided. Throws what is not.
    func scan(_ options: ImportOptions) throws -> ImportScan {
        if let failure = plan.failure, rowCount > 0 || !header.isEmpty {
            throw ImportError.plan(source.name, failure, header: header, column: form.column, resource: plan.resource)
        }
        var formats: [NumberFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in numbers { formats[index] = try number(observer, header[index], options) }
        var dateFormats: [DateFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in dates { dateFormats[index] = try date(observer, header[index], options) }
        return ImportScan(
            source: source, form: form, header: header, plan: plan, numbers: formats, dates: dateFormats,
            rowCount: rowCount, references: references, namesOfIds: namesOfIds, mixesSKUs: mixesSKUs)
    }

    private func number(_ observer: NumberObserver, _ column: String, _ options: ImportOptions) throws -> NumberFormat?
    {
        switch observer.reading(as: options.isAsked ? nil : options.decimal) {
        case .noNumbers: return nil
        case .decided(let format): return format
        case .against(let sample):
            throw ImportError.numberContradictsOption(
                column: column, row: sample.row, text: sample.text, mark: options.decimal?.word ?? ".")
        case .ambiguous(let ambiguity):
            if options.isAsked, let mark = options.decimal { return observer.format(of: mark) }
            throw ImportError.ambiguousNumber(
                column: column, row: ambiguity.sample.row, text: ambiguity.sample.text,
                readings: [ambiguity.point.value.description, ambiguity.comma.value.description])
        case .contradictory(let first, let second):
            if options.isAsked, let mark = options.decimal { return observer.format(of: mark) }
            throw ImportError.contradictoryNumbers(
                column: column, rows: [first.row, second.row], texts: [first.text, second.text])
        }
    }

    private func date(_ observer: DateObserver, _ column: String, _ options: ImportOptions) throws -> DateFormat? {
        switch observer.reading {
        case .noDates: return nil
        case .decided(let format): return format
        case .ambiguous(let sample, let choices):
            if let format = options.dates.flatMap(observer.format) { return format }
            throw ImportError.ambiguousDate(
                column: column, row: sample.row, text: sample.text, readings: choices.map(\.date))
        case .contradictory(let first, let second):
            if options.isAsked, let format = options.dates.flatMap(observer.format) { return format }
            throw ImportError.contradictoryDates(
                column: column, rows: [first.row, second.row], texts: [first.text, second.text])
        }
    }
}

extension ImportOptions {
    /// What the columns of a header become. Where a person is asked, a plan that contradicts itself is shown to them.
    func plan(_ names: [String], guesses: Bool = false) throws(ImportPlan.Failure) -> ImportPlan {
        isAsked
            ? try ImportPlan(
                unchecked: names, into: resource, mapping: mapping, dropsUnknown: dropsUnknown, guesses: guesses)
            : try ImportPlan(names, into: resource, mapping: mapping, dropsUnknown: dropsUnknown)
    }
}

/// A file from its begin to its end, with the form that its begin says it has.
private struct SurveyedFile: ~Copyable {
    let form: ImportForm
    let prefix: [UInt8]
    let isWhole: Bool
    let file: FileReader
    let byteCount: Int64
    let attendant: Attendant

    static func open(_ source: ImportSource, _ options: ImportOptions, _ attendant: Attendant) throws -> SurveyedFile {
        if let denial = Files.denial(source.path) { throw denial }
        var byteCount: Int64 = 0
        switch Files.kind(source.path) {
        case .missing: throw ImportError.missing(source.name)
        case .directory: throw ImportError.directory(source.name)
        case .regular(let count): byteCount = count
        case .other: break
        }
        let file = try FileReader(path: source.path)
        let (prefix, isWhole) = try begin(of: file)
        return SurveyedFile(
            form: try form(prefix, isWhole: isWhole, source, options), prefix: prefix, isWhole: isWhole, file: file,
            byteCount: byteCount, attendant: attendant)
    }

    /// The first bytes, and whether they are all.
    private static func begin(of file: borrowing FileReader) throws(HostError) -> ([UInt8], Bool) {
        var prefix: [UInt8] = []
        while prefix.count < TextEncoding.prefixBytesMax {
            let chunk = try file.read(upTo: TextEncoding.prefixBytesMax - prefix.count)
            if chunk.isEmpty { return (prefix, true) }
            prefix += chunk
        }
        return (prefix, false)
    }

    /// What the file's beginning says it is. An empty file is JSON Lines where it is called so: an export of nothing.
    private static func form(_ prefix: [UInt8], isWhole: Bool, _ source: ImportSource, _ options: ImportOptions) throws
        -> ImportForm
    {
        if prefix.isEmpty {
            guard source.path.hasSuffix(".jsonl") else { throw ImportError.header(source.name, .emptyFile) }
            return .json(.lines, .utf8(mark: false))
        }
        let encoding = try options.encoding ?? FileEncoding.find(prefix, isWhole: isWhole, of: source.path)
        let layout = CSVLayout.detect(prefix: prefix, isWholeFile: isWhole, encoding: encoding)
        var text: [UInt8] = []
        var transcoder = Transcoder(from: encoding)
        // Broken bytes are reported with their place when the file is read.
        try? transcoder.transcode(prefix, into: &text)
        if let json = JSONForm.detect(prefix: text) {
            if let chosen = options.encoding, chosen != .utf8(mark: false) {
                throw ImportError.encodingOfJSON(source.name)
            }
            // JSON is UTF-8, or UTF-16 where the file's first bytes say so.
            return .json(json, encoding == .cp1252 ? .utf8(mark: false) : encoding)
        }
        switch layout.delimiter {
        case .decided(let delimiter): return .csv(encoding, delimiter)
        case .oneColumn: return .csv(encoding, .comma)
        case .ambiguous(let candidates):
            if let delimiter = options.delimiter { return .csv(encoding, delimiter) }
            throw ImportError.delimiter(source.name, candidates)
        }
    }

    func eachChunk(_ feed: ([UInt8]) throws -> Void) throws {
        var done = Int64(prefix.count)
        try feed(prefix)
        while !isWhole {
            try attendant.advance(to: done, of: max(done, byteCount))
            let chunk = try file.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { return }
            done += Int64(chunk.count)
            try feed(chunk)
        }
    }
}
