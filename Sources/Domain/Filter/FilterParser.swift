internal import Text

/// Reads a filter's text: terms side by side must all hold, `or` parts groups of them.
package struct FilterParser {
    private let resource: ResourceFacts
    private let context: FilterViewpoint
    private let tokens: [FilterToken]
    private let length: Int
    private var position = 0
    private var depth = 0
    private var termCount = 0

    /// Parentheses and negations inside each other: more than a person writes. SQLite's parser has room for a hundred
    /// open pieces, and each of these takes several.
    package static let depthMax = 12
    /// Conditions, values of a list and words together: SQLite takes expressions of a depth of 1,000, and each of these
    /// is one level, beside those of the policies that narrow the filter.
    package static let termsMax = 256

    /// The filter of a text for a resource.
    package static func parse(_ text: String, for resource: ResourceFacts, in context: FilterViewpoint)
        throws(FilterError) -> Filter
    {
        var parser = FilterParser(
            resource: resource, context: context, tokens: try FilterToken.split(text), length: text.count)
        let filter = try parser.groups()
        guard parser.position == parser.tokens.count else {
            throw parser.error("nothing opens this parenthesis")
        }
        return filter
    }

    private init(resource: ResourceFacts, context: FilterViewpoint, tokens: [FilterToken], length: Int) {
        self.resource = resource
        self.context = context
        self.tokens = tokens
        self.length = length
    }

    private func error(_ reason: String, expected: String? = nil, at index: Int? = nil) -> FilterError {
        let index = index ?? position
        guard index < tokens.count else {
            return FilterError(start: length, end: length, reason: reason, expected: expected)
        }
        return FilterError(start: tokens[index].start, end: tokens[index].end, reason: reason, expected: expected)
    }

    private func symbol(_ offset: Int = 0) -> String? {
        guard position + offset < tokens.count, case .symbol(let symbol) = tokens[position + offset].kind else {
            return nil
        }
        return symbol
    }

    private func word(_ offset: Int = 0) -> String? {
        guard position + offset < tokens.count, case .word(let word) = tokens[position + offset].kind else {
            return nil
        }
        return word
    }

    /// Counts conditions that were read; the one that is too many is marked.
    private mutating func note(terms count: Int, at index: Int) throws(FilterError) {
        termCount += count
        guard termCount <= Self.termsMax else {
            throw error("there are more than \(Self.termsMax) conditions, values and words", at: index)
        }
    }

    /// Goes one level in.
    private mutating func inside(_ body: (inout FilterParser) throws(FilterError) -> Filter) throws(FilterError)
        -> Filter
    {
        guard depth < Self.depthMax else {
            throw error("more than \(Self.depthMax) parentheses and negations stand inside each other")
        }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func groups() throws(FilterError) -> Filter {
        var groups = [try terms()]
        while word()?.lowercased() == "or" {
            if groups.last == .all { throw error("“or” needs something on its left") }
            position += 1
            let group = try terms()
            if group == .all { throw error("“or” needs something on its right") }
            groups.append(group)
        }
        return groups.count == 1 ? groups[0] : .or(groups)
    }

    private mutating func terms() throws(FilterError) -> Filter {
        var terms: [Filter] = []
        while position < tokens.count, symbol() != ")", word()?.lowercased() != "or" { terms.append(try term()) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func term() throws(FilterError) -> Filter {
        switch symbol() {
        case "!":
            return try inside { (parser) throws(FilterError) in
                guard parser.position < parser.tokens.count else {
                    throw parser.error("“!” needs something on its right")
                }
                return .not(try parser.term())
            }
        case "-": return try inside { (parser) throws(FilterError) in try parser.negatedWord() }
        case "(": return try inside { (parser) throws(FilterError) in try parser.parenthesis() }
        case .some(let other): throw error("“\(other)” needs a field on its left", expected: "field=value")
        case nil: break
        }
        if word()?.lowercased() == "is:deleted" {
            try note(terms: 1, at: position)
            position += 1
            return .deleted
        }
        if case .word(let name) = tokens[position].kind, isComparison { return try comparison(name) }
        return try words()
    }

    private mutating func parenthesis() throws(FilterError) -> Filter {
        let filter = try groups()
        guard symbol() == ")" else { throw error("the parenthesis is not closed", expected: ")") }
        position += 1
        return filter
    }

    /// Whether an operator, `?` or `in (` follows.
    private var isComparison: Bool {
        if let symbol = symbol(1) {
            return symbol == "?" || Filter.Operator(rawValue: symbol) != nil
        }
        return word(1)?.lowercased() == "in" && symbol(2) == "("
    }

    /// `-archived`: a word of a choice is refused, any other is not to be found.
    private mutating func negatedWord() throws(FilterError) -> Filter {
        if let word = word(), !isComparison {
            for field in resource.fields {
                if case .choice(let words) = field.kind, words.contains(word.lowercased()) {
                    try note(terms: 1, at: position)
                    position += 1
                    return .compare(.init(field: field.key), .notEqual, .text(word.lowercased()))
                }
            }
        }
        return .not(try term())
    }

    private mutating func words() throws(FilterError) -> Filter {
        let text: String
        switch tokens[position].kind {
        case .word(let word), .quoted(let word): text = word
        case .symbol(let symbol): throw error("“\(symbol)” stands alone")
        }
        position += 1
        let words = Words.split(text)
        try note(terms: max(1, words.count), at: position - 1)
        let isLast = position == tokens.count
        let filters = words.enumerated().map { index, word in
            Filter.word(word, isPrefix: isLast && index == words.count - 1)
        }
        return filters.count == 1 ? filters[0] : .and(filters)
    }

    private mutating func comparison(_ name: String) throws(FilterError) -> Filter {
        let (path, kind) = try resolve(name)
        position += 1
        if symbol() == "?" {
            try note(terms: 1, at: position - 1)
            position += 1
            return .isSet(path)
        }
        if word()?.lowercased() == "in" {
            try require(.equal, written: "in", name, kind)
            return try list(path, kind)
        }
        guard let symbol = symbol(), let comparison = Filter.Operator(rawValue: symbol) else {
            throw error("an operator is missing", expected: "= != < <= > >= ~ in")
        }
        try require(comparison, written: symbol, name, kind)
        position += 1
        return try compared(path, kind, comparison)
    }

    /// Refuses, at its place, an operator that means nothing for a field.
    private func require(_ wanted: Filter.Operator, written sign: String, _ name: String, _ kind: Kind)
        throws(FilterError)
    {
        if kind.operators.contains(wanted) { return }
        var expected = kind.operators.map(\.rawValue).joined(separator: " ") + " ? in"
        if case .map = kind { expected = "\(name).key\(wanted.rawValue)…, or ?" }
        if case .reference(let target) = kind, let label = Resources.named(target)?.shape.labelField {
            expected += ", or \(name).\(label)\(wanted.rawValue)…"
        }
        throw error("“\(name)” is not compared by \(sign)", expected: expected)
    }

    private mutating func list(_ path: Filter.Path, _ kind: Kind) throws(FilterError) -> Filter {
        position += 2
        var parts: [Filter] = []
        while true {
            parts.append(try compared(path, kind, .equal))
            if symbol() == "," { position += 1 } else { break }
        }
        guard symbol() == ")" else { throw error("the list is not closed", expected: ")") }
        position += 1
        let values = parts.compactMap { part in
            if case .compare(_, _, let value) = part { value } else { nil }
        }
        return values.count == parts.count ? .oneOf(path, values) : .or(parts)
    }

    private mutating func compared(_ path: Filter.Path, _ kind: Kind, _ comparison: Filter.Operator)
        throws(FilterError) -> Filter
    {
        let index = position
        guard position < tokens.count else { throw error("a value is missing", expected: example(kind)) }
        try note(terms: 1, at: index)
        var text: String
        switch tokens[position].kind {
        case .word(let word): text = word
        case .quoted(let quoted): text = quoted
        case .symbol("-"): text = "-"
        case .symbol: throw error("a value is missing", expected: example(kind))
        }
        position += 1
        if text == "-", let next = word() {
            text += next
            position += 1
        }
        do {
            return try FilterValue(kind: kind, context: context).filter(path, comparison, text)
        } catch {
            throw self.error(
                "“\(text)” \(error.rule.sentence)", expected: error.rule.expected, at: index)
        }
    }

    private func example(_ kind: Kind) -> String {
        switch kind {
        case .choice(let words): words.joined(separator: ", ")
        case .money: "12.50"
        case .boolean: "yes or no"
        case .date, .moment: "2026-11-14, today or today-7d"
        default: "a value"
        }
    }

    /// The field a name stands for: `price`, `metadata.ply`, `category.name`, `tag`.
    private func resolve(_ name: String) throws(FilterError) -> (Filter.Path, Kind) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let head = parts.first ?? name
        if parts.count == 1, let system = SystemField(rawValue: head) { return (.init(field: head), system.kind) }
        let key = head == "tag" ? "tags" : head
        guard let field = resource.field(key) else {
            let names = resource.fields.map(\.key) + SystemField.allCases.map(\.rawValue)
            let near = Nearest.names(to: head, among: names)
            throw error("“\(head)” is no field of \(resource.name)", expected: near.joined(separator: ", "))
        }
        guard parts.count == 2 else { return (.init(field: key), field.kind) }
        switch field.kind {
        case .map: return (.init(field: key, member: parts[1]), .text(max: .max))
        case .reference(let target):
            guard let member = Resources.named(target)?.field(parts[1]) else {
                throw error("“\(parts[1])” is no field of \(target)")
            }
            return (.init(field: key, member: member.key), member.kind)
        default: throw error("“\(head)” has no parts")
        }
    }
}

/// The names closest to a mistyped one.
package enum Nearest {
    /// At most three names whose edit distance to `name` is small, best first.
    package static func names(to name: String, among names: [String]) -> [String] {
        let limit = max(2, name.count / 3)
        return names.map { (distance(name, $0), $0) }
            .filter { $0.0 <= limit || $0.1.hasPrefix(name) }
            .sorted { $0 < $1 }
            .prefix(3).map(\.1)
    }

    /// Levenshtein's distance.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
