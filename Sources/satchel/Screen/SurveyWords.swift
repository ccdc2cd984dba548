// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Interface
internal import Storage

/// What the screen is shown of a look at a file.
struct SurveyWords {
    let file: KnownFile
    let order: ImportOrder

    private var source: ImportSurvey { file.survey }

    var survey: FileSurvey {
        FileSurvey(
            facts: facts, columns: source.plan.columns.indices.map(column), questions: questions,
            mapping: file.saved?.name, obstacle: obstacle, notes: notes)
    }

    /// "12 480 rows · UTF-8 · separator ;".
    private var facts: String {
        let rows =
            Figures.grouped(Int64(source.rowCount))
            + (source.rowCount == 1 ? " \(source.form.noun)" : " \(source.form.noun)s")
        switch source.form {
        case .csv(let encoding, let delimiter):
            return [rows, FailureReport.name(encoding), "separator \(delimiter.sign)"].joined(separator: " · ")
        case .json(let form, let encoding):
            return [rows, form == .lines ? "JSON Lines" : "JSON", FailureReport.name(encoding)].joined(separator: " · ")
        }
    }

    private func column(_ index: Int) -> FileSurvey.Column {
        let column = source.plan.columns[index]
        var isRequired = false
        let title: String?
        switch column.target {
        case .none: title = nil
        case .id: title = "Id"
        case .field(let position):
            title = order.resource.fields[position].label
            isRequired = order.resource.requiredFields.contains { $0.position == position && $0.standard.isNull }
        case .key(let position, let key): title = "\(order.resource.fields[position].key).\(key)"
        }
        let samples = source.samples.indices.contains(index) ? source.samples[index] : []
        return FileSurvey.Column(
            header: column.header, samples: samples, target: title, isRequired: isRequired,
            how: ([reason(column)] + readings(index)).joined(separator: ", "))
    }

    private func reason(_ column: ImportPlan.Column) -> String {
        if let chosen = order.targets[column.header] {
            return chosen == .leftOut ? "left out by you" : "chosen by you"
        }
        if file.saved != nil { return column.target == .none ? "left out, as saved" : "as saved" }
        if column.isUnknown { return column.target == .none ? "left out, no field" : "no field, kept in metadata" }
        if column.isGuessed { return "guessed" }
        return column.target == .none ? "left out, computed" : "by name"
    }

    /// How the texts of a column are read.
    private func readings(_ index: Int) -> [String] {
        var words: [String] = []
        if case .decided(let format)? = source.numbers[index]?.reading() { words.append("like \(format.example)") }
        if case .decided(let format)? = source.dates[index]?.reading { words.append(format.order.rawValue) }
        let transforms = source.plan.columns[index].transforms
        return words + transforms.map(\.word)
    }

    // MARK: Questions

    private var questions: [FileQuestion] {
        [decimalQuestion, dateQuestion, priceQuestion, missingQuestion].compactMap { $0 }
            .sorted { $0.column ?? -1 < $1.column ?? -1 }
    }

    static func delimiterQuestion(_ candidates: [Delimiter]) -> FileSurvey {
        let question = FileQuestion(
            .delimiter, column: nil, words: "The columns are parted by",
            choices: candidates.map { .init($0.sign, FailureReport.name($0)) })
        return FileSurvey(facts: "columns could be parted in several ways", columns: [], questions: [question])
    }

    private var decimalQuestion: FileQuestion? {
        guard file.saved?.mapping.decimal == nil, let (column, reading) = file.undecidedNumbers.first else {
            return nil
        }
        let name = source.header[column]
        switch reading {
        case .ambiguous(let ambiguity):
            return FileQuestion(
                .decimal, column: column,
                words: "\(name): \(Phrase.quoted(ambiguity.sample.text)) in row \(ambiguity.sample.row) is",
                choices: marks(ambiguity.point.value.description, ambiguity.comma.value.description))
        case .contradictory(let first, let second):
            return FileQuestion(
                .decimal, column: column,
                words:
                    "\(name): \(Phrase.quoted(first.text)) and \(Phrase.quoted(second.text)) differ; decimals follow",
                choices: marks("a point", "a comma"))
        case .noNumbers, .decided, .against: return nil
        }
    }

    /// The two ways to read numbers, each in words.
    private func marks(_ point: String, _ comma: String) -> [FileQuestion.Choice] {
        [.init(NumberFormat.DecimalMark.point.word, point), .init(NumberFormat.DecimalMark.comma.word, comma)]
    }

    private var dateQuestion: FileQuestion? {
        guard file.saved?.mapping.dates == nil, let (column, observer) = file.undecidedDates.first,
            observer.orders.count > 1
        else { return nil }
        let name = source.header[column]
        switch observer.reading {
        case .ambiguous(let sample, let choices):
            let texts = observer.orders.map { order in
                let date = choices.first { $0.format.order == order }?.date
                return FileQuestion.Choice(order.rawValue, date.map { "\($0) (\(order.rawValue))" } ?? order.rawValue)
            }
            return FileQuestion(
                .dates, column: column, words: "\(name): \(Phrase.quoted(sample.text)) in row \(sample.row) is",
                choices: texts)
        case .contradictory(let first, let second):
            return FileQuestion(
                .dates, column: column,
                words: "\(name): \(Phrase.quoted(first.text)) and \(Phrase.quoted(second.text)) differ; dates are",
                choices: observer.orders.map { .init($0.rawValue, $0.rawValue) })
        case .noDates, .decided: return nil
        }
    }

    private var priceQuestion: FileQuestion? {
        guard file.saved?.mapping.prices == nil, let column = file.priceColumn else { return nil }
        return FileQuestion(
            .prices, column: column, words: "\(source.header[column]): the prices are",
            choices: file.priceTerms.map { .init($0.rawValue, $0.rawValue) })
    }

    private var missingQuestion: FileQuestion? {
        let namesShown = 3
        guard let (column, names, count) = file.missing.first else { return nil }
        let shown = names.prefix(namesShown).map(Phrase.short).joined(separator: ", ")
        let more = names.count > namesShown ? " and \(names.count - namesShown) more" : ""
        let verb = names.count == 1 ? "is no category" : "are no categories"
        return FileQuestion(
            .missing, column: column,
            words: "\(source.header[column]): \(names.count) of \(count) \(verb) (\(shown)\(more)):",
            choices: [
                .init(KnownFile.makesMissing, "make \(names.count == 1 ? "it" : "them")"),
                .init("bad", "their rows are bad"),
            ])
    }

    // MARK: What stands in the way

    private var obstacle: Problem? {
        guard let failure = source.plan.failure, !source.header.isEmpty else { return nil }
        switch failure {
        case .fieldTwice(let field, let headers):
            let label = order.resource.field(field)?.label ?? field
            let names = headers.map(Phrase.quoted).joined(separator: " and ")
            return Problem(
                title: "\(names) both become \(label).", lines: ["space leaves one out, e chooses another field."])
        case .noKnownColumn:
            return Problem(
                title: "No column is called like a field of \(order.resource.name).",
                lines: ["e chooses the field of a column. Is the first row the one with the names?"])
        case .unknownTarget, .mappedColumnMissing, .otherResource:
            return ProblemText.problem(
                ImportError.plan(
                    order.path, failure, header: source.header, column: source.form.column, resource: order.resource))
        }
    }

    private var notes: [String] {
        let missing = source.plan.missingFields.map(\.label)
        if missing.isEmpty || source.header.isEmpty { return [] }
        return [
            "No column gives \(missing.joined(separator: " and ")), which new \(order.resource.name) must have."
        ]
    }
}

extension Delimiter {
    /// The character, as it is shown.
    var sign: String {
        switch self {
        case .comma: ","
        case .semicolon: ";"
        case .tab: "tab"
        case .bar: "|"
        }
    }
}

extension CellTransform {
    /// What it does, in a word.
    fileprivate var word: String {
        switch self {
        case .upper: "upper"
        case .lower: "lower"
        case .prefix(let text): "prefix \(Phrase.quoted(text))"
        case .suffix(let text): "suffix \(Phrase.quoted(text))"
        case .standard(let text): "default \(Phrase.quoted(text))"
        case .map(let map): "map of \(map.count)"
        }
    }
}
