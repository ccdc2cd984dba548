internal import Domain
internal import Host
internal import Interface
internal import Interchange
internal import SQLite
internal import Storage
internal import Terminal
internal import Text

/// What is said about an error: the one place that words it, for people and for scripts.
struct FailureReport {
    /// One value or record that is not accepted.
    struct Item {
        var record: String?
        var row: Int?
        var field: String?
        var value: String?
        let rule: String
        var expected: String?
        /// The sentence for people.
        let sentence: String
    }

    let code: String
    let exit: ExitCode
    let message: String
    /// What is to be known before the single failures.
    var lead: [String] = []
    var items: [Item] = []
    /// The same for scripts, where people are told less: what is wrong with many rows in one way stands once for them.
    var dataItems: [Item]?
    /// How many there are, where not all are kept.
    var itemCount: Int?
    /// Further facts and the way out, one a line.
    var hints: [String] = []
    /// What only the log is told.
    var detail: String?
    /// Whether nobody expected it: then it carries the correlation id for people too.
    var isUnexpected = false

    /// The report of any error.
    init(_ error: any Error) {
        switch error {
        case let error as UsageFailure: self = .usage(error)
        case CommandFailure.usage(let error): self = .usage(error)
        case let error as CommandFailure: self = .command(error)
        case let error as StoreError: self = .store(error)
        case let error as ImportError: self = .importing(error)
        case let error as CSVFailure: self = .csv(error)
        case let error as HostError: self = .host(error)
        case let error as SQLiteError: self = .database(error)
        case let error as ValidationFailure: self = .store(.invalid([error]))
        case let error as BatchFailure: self = .batch(error)
        case let error as ScreenError: self = .screen(error)
        default:
            self.init("unexpected", .failed, "something unexpected happened", isUnexpected: true)
            detail = "\(error)"
        }
    }

    init(
        _ code: String, _ exit: ExitCode, _ message: String, items: [Item] = [], hints: [String] = [],
        isUnexpected: Bool = false
    ) {
        self.code = code
        self.exit = exit
        self.message = message
        self.items = items
        self.hints = hints
        self.isUnexpected = isUnexpected
    }

    /// Failures listed to a person; JSON has all of them.
    private static let itemsShownMax = 20
    /// Failures of one JSON document; `failure_count` says how many there are.
    static let dataItemsMax = 10_000

    /// The lines for a person: one fact a line.
    func text(correlation: String) -> String {
        var lines = [message] + lead + items.prefix(Self.itemsShownMax).map(\.sentence)
        if items.count > Self.itemsShownMax { lines.append("… and \(items.count - Self.itemsShownMax) more") }
        lines += hints
        if isUnexpected { lines.append("the log has more under \(correlation)") }
        // Carets under a filter must not be parted from it, so a line keeps its own breaks.
        return lines.map { "satchel: \(Self.neutral(Phrase.cut($0)))\n" }.joined()
    }

    /// The document for scripts.
    func json(correlation: String) -> String {
        var json = CanonicalJSON(escapesInvisible: true)
        json.beginObject()
        json.key("error")
        json.beginObject()
        json.key("code")
        json.string(code)
        json.key("message")
        json.string(Visible.neutral(message))
        json.key("correlation")
        json.string(correlation)
        json.key("failures")
        json.beginArray()
        let items = dataItems ?? items
        for item in items.prefix(Self.dataItemsMax) { Self.append(item, to: &json) }
        json.endArray()
        json.key("failure_count")
        json.integer(Int64(itemCount ?? items.count))
        json.endObject()
        json.endObject()
        return json.text + "\n"
    }

    private static func append(_ item: Item, to json: inout CanonicalJSON) {
        func text(_ key: String, _ text: String?) {
            json.key(key)
            if let text { json.string(text) } else { json.null() }
        }
        json.beginObject()
        text("record", item.record)
        json.key("row")
        if let row = item.row { json.integer(Int64(row)) } else { json.null() }
        text("field", item.field)
        text("value", item.value)
        text("rule", item.rule)
        text("expected", item.expected)
        json.endObject()
    }

    private static func neutral(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Visible.neutral(String($0)) }
            .joined(separator: "\n")
    }
}

/// Pieces of sentences.
enum Phrase {
    /// "; did you mean a or b?", or nothing.
    static func near(_ names: [String]) -> String {
        names.isEmpty ? "" : "; did you mean \(names.joined(separator: " or "))?"
    }

    /// That a newer program wrote the store.
    static func newer(_ reader: Reader) -> String {
        "the store has schema \(reader.schema), this program knows up to \(reader.knownSchema): it is only read"
    }

    /// "; accepted: this", "; see: there", or nothing.
    static func accepted(_ expected: String?) -> String {
        guard let expected, !expected.isEmpty else { return "" }
        let isWayOut = ["see: ", "bring it back: "].contains { expected.hasPrefix($0) }
        return isWayOut ? "; \(expected)" : "; accepted: \(expected)"
    }

    /// "1 record", "3 records".
    static func count(_ number: some BinaryInteger, _ singular: String, _ plural: String? = nil) -> String {
        number == 1 ? "1 \(singular)" : "\(number) \(plural ?? singular + "s")"
    }

    private static let lengthMax = 80

    /// A text inside a sentence, cut where it is long.
    static func short(_ text: String) -> String {
        text.count > lengthMax ? "\(text.prefix(lengthMax))…" : text
    }

    /// A value inside a sentence: short and in quotes.
    static func quoted(_ text: String) -> String { "“\(short(text))”" }

    /// A sentence with what stands in its quotes cut where it is long.
    static func cut(_ sentence: String) -> String {
        guard sentence.count > lengthMax else { return sentence }
        var rest = sentence[...]
        var result = ""
        while let open = rest.firstIndex(of: "“"), let close = rest[open...].firstIndex(of: "”") {
            result += rest[..<open] + quoted(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// A word of a command line as a shell takes it.
    static func argument(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./@".unicodeScalars.contains($0)
        }
        guard !isPlain || text.isEmpty else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Bytes as a person reads them.
    static func size(_ bytes: Int64) -> String { Figures.size(bytes, ones: "bytes") }
}
