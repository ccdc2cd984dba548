// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange

/// The SKUs that a file gives by itself. Where other rows leave theirs to the store, these must be known before the
/// first one is given out: a number that stands further down is taken.
struct GivenSKUs {
    private let scan: ImportScan
    private let options: ImportOptions
    private let patterns: [(text: String, pattern: SKUPattern)]
    private let columns: Set<String>
    /// The highest number of each pattern.
    private(set) var numbers: [String: Int64] = [:]

    /// Reads the whole file once more, which only a file of both kinds of rows needs.
    static func numbers(_ scan: ImportScan, _ options: ImportOptions, _ patterns: Set<String>) throws -> [String: Int64]
    {
        var given = GivenSKUs(scan, options, patterns)
        do {
            try given.read()
        } catch is CSVFailure {
            // The file breaks off, which is told when its rows are written.
        } catch is JSONFailure {
            // As above.
        }
        // Those that were typed anew stand nowhere in the file.
        for cells in options.mends.values {
            for (name, text) in cells where given.columns.contains(name) { given.note(text) }
        }
        return given.numbers
    }

    private init(_ scan: ImportScan, _ options: ImportOptions, _ patterns: Set<String>) {
        self.scan = scan
        self.options = options
        self.patterns = patterns.compactMap { text in SKUPattern(text: text).map { (text, $0) } }
        let target = SKUColumn.target(options.resource)
        columns = Set(scan.plan.columns.filter { $0.target == target }.map(\.header))
    }

    private mutating func read() throws {
        switch scan.form {
        case .csv(let encoding, let delimiter):
            guard let index = scan.header.firstIndex(where: columns.contains) else { return }
            let transforms = scan.plan.columns[index].transforms
            var reader = CSVReader(encoding: encoding, delimiter: delimiter)
            func take(_ row: borrowing CSVRow) {
                if row.failure == nil { note(RowParser.text(row[index], transforms, isRaw: options.isRaw)) }
            }
            try scan.eachChunk { chunk in try reader.feed(chunk, row: take) }
            try reader.finish(row: take)
        case .json(let form, let encoding):
            var reader = JSONItemReader(encoding: encoding, form: form)
            func take(_ item: JSONItem) {
                for member in item.members where columns.contains(member.key) {
                    let transforms = scan.plan.columns.first { $0.header == member.key }?.transforms ?? []
                    note(transforms.reduce(member.value.string ?? "") { $1.apply($0) })
                }
            }
            try scan.eachChunk { chunk in try reader.feed(chunk, take) }
            try reader.finish(take)
        }
    }

    private mutating func note(_ sku: String) {
        for (text, pattern) in patterns {
            if let number = pattern.number(in: sku) { numbers[text] = max(numbers[text] ?? 0, number) }
        }
    }
}

/// Whether the rows of a file give SKUs, seen in passing.
struct SKUColumn {
    private(set) var isGiven = false
    private(set) var isLeftOpen = false

    /// Whether some rows do and some do not.
    var isMixed: Bool { isGiven && isLeftOpen }

    /// The column that holds SKUs which the store gives out itself.
    static func target(_ resource: ResourceFacts) -> ImportPlan.Target? {
        resource === Product.declaration.facts ? .field(Product.declaration.fields.sku.position) : nil
    }

    mutating func note(isEmpty: Bool) {
        if isEmpty { isLeftOpen = true } else { isGiven = true }
    }
}
