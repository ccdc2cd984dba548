internal import Text

/// Reads a filter's text: terms side by side must all hold, `or` parts groups of them.
package struct FilterParser {
    private let resource: ResourceFacts
    private let context: FilterViewpoint
    private let lookUp: NameLookUp?
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
    /// Names that were found, with their places.
    private var pins: [(start: Int, end: Int, id: Identifier)] = []

    /// The filter of a text for a resource; names of records are looked up where that is given.
    package static func parse(
        _ text: String, for resource: ResourceFacts, in context: FilterViewpoint, lookUp: NameLookUp? = nil
    ) throws(FilterError) -> Filter {
        var parser = FilterParser(resource, context, lookUp, tokens: try FilterToken.split(text), length: text.count)
        return try parser.whole()
    }

    /// The text with the ids of records in place of their names, so that it means the same when they are renamed.
    package static func pinning(
        _ text: String, for resource: ResourceFacts, in context: FilterViewpoint, lookUp: @escaping NameLookUp
    ) throws(FilterError) -> String {
        var parser = FilterParser(resource, context, lookUp, tokens: try FilterToken.split(text), length: text.count)
        _ = try parser.whole()
        var characters = Array(text)
        for pin in parser.pins.reversed() { characters.replaceSubrange(pin.start..<pin.end, with: pin.id.text) }
        return String(characters)
    }

    private init(
        _ resource: ResourceFacts, _ context: FilterViewpoint, _ lookUp: NameLookUp?, tokens: [FilterToken],
        length: Int
    ) {
        self.resource = resource
        self.context = context
        self.lookUp = lookUp
        self.tokens = tokens
        self.length = length
    }

    private mutating func whole() throws(FilterError) -> Filter {
        let filter = try groups()
        guard position == tokens.count else { throw error("nothing opens this parenthesis") }
        return filter
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
        if let foreign = ForeignOperator.error(tokens, at: position, resource) { throw foreign }
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
        if let word = word()?.lowercased(), word.hasPrefix("is:") {
            guard word == "is:deleted" else {
                throw error("“\(word)” is nothing that a record can be", expected: "is:deleted")
            }
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
        guard filter != .all else { throw error("nothing stands in the parentheses") }
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

    /// `-archived`: records with that word of a choice are left out, for any other those that hold it. A slip of the
    /// pen is refused, because it would leave out nothing.
    private mutating func negatedWord() throws(FilterError) -> Filter {
        if let word = word(), !isComparison {
            for field in resource.fields {
                if case .choice(let words) = field.kind, words.contains(word.lowercased()) {
                    try note(terms: 1, at: position)
                    position += 1
                    return .compare(.init(field: field.key), .notEqual, .text(word.lowercased()))
                }
            }
            if let near = nearChoice(word) {
                throw error(
                    "“-\(word)” is near to “\(near)”", expected: "-\(near); !\(word) leaves out what holds the word")
            }
        }
        return .not(try term())
    }

    /// The word of a choice that another word comes near to; a short one comes near to too much.
    private func nearChoice(_ word: String) -> String? {
        let lengthMin = 4
        guard word.count >= lengthMin else { return nil }
        let choices = resource.fields.flatMap { field -> [String] in
            if case .choice(let words) = field.kind { words } else { [] }
        }
        return Nearest.names(to: word, among: choices).first
    }

    private mutating func words() throws(FilterError) -> Filter {
        let text: String
        switch tokens[position].kind {
        case .word(let word), .quoted(let word): text = word
        case .symbol(let symbol): throw error("“\(symbol)” stands alone")
        }
        let words = Words.split(text)
        guard !words.isEmpty else {
            throw error(
                text.isEmpty ? "nothing stands between the quotes" : "“\(text)” holds no letter and no digit",
                expected: "words with letters or digits; other signs in a field, like name~\"\(text)\"")
        }
        try note(terms: max(1, words.count), at: position)
        position += 1
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
            throw error("an operator is missing", expected: Filter.Operator.accepted)
        }
        if let foreign = ForeignOperator.error(tokens, operatorAt: position) { throw foreign }
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
            parts.append(try compared(path, kind, .equal, isInList: true))
            if symbol() == "," { position += 1 } else { break }
        }
        guard symbol() == ")" else { throw error("the list is not closed", expected: ")") }
        position += 1
        let values = parts.compactMap { part in
            if case .compare(_, _, let value) = part { value } else { nil }
        }
        return values.count == parts.count ? .oneOf(path, values) : .or(parts)
    }

    private mutating func compared(
        _ path: Filter.Path, _ kind: Kind, _ comparison: Filter.Operator, isInList: Bool = false
    ) throws(FilterError) -> Filter {
        let index = position
        let text = try valueText(path, kind, isInList: isInList)
        do {
            let value = FilterValue(kind: kind, context: context, lookUp: lookUp)
            let filter = try value.filter(path, comparison, text)
            if let id = value.named(text) { pins.append((tokens[index].start, tokens[position - 1].end, id)) }
            return filter
        } catch {
            var failure = self.error("“\(text)” \(error.rule.sentence)", expected: error.rule.expected, at: index)
            // A value of several pieces is marked whole.
            failure = FilterError(
                start: failure.start, end: tokens[position - 1].end, reason: failure.reason, expected: failure.expected)
            throw failure
        }
    }

    /// The text on the right of an operator.
    private mutating func valueText(_ path: Filter.Path, _ kind: Kind, isInList: Bool) throws(FilterError) -> String {
        guard position < tokens.count else { throw error("a value is missing", expected: example(kind)) }
        try note(terms: 1, at: position)
        var text: String
        switch tokens[position].kind {
        case .word(let word): text = word
        case .quoted(let quoted):
            guard !quoted.isEmpty else {
                throw error("the value is empty", expected: "!\(path.field)? for the records that have none")
            }
            text = quoted
        case .symbol("-"): text = "-"
        case .symbol: throw error("a value is missing", expected: example(kind))
        }
        position += 1
        if text == "-", let next = word() {
            text += next
            position += 1
        }
        // Outside a list a comma that touches digits on both sides belongs to the amount.
        while case .money = kind, !isInList, symbol() == ",", !tokens[position].isSpaced, let next = word(1),
            !tokens[position + 1].isSpaced, next.first?.isNumber == true
        {
            text += ",\(next)"
            position += 2
        }
        let unit = unit(behind: text, kind)
        position += unit.count
        return ([text] + unit).joined(separator: " ")
    }

    /// The words behind a number that are its unit or its currency, and so no words to search for: `weight>1 kg`.
    private func unit(behind number: String, _ kind: Kind) -> [String] {
        guard number.last?.isNumber == true, let next = word(), !isComparison else { return [] }
        switch kind {
        case .quantity:
            if let second = word(1), Unit(code: "\(next) \(second)") != nil { return [next, second] }
            return Unit(code: next) == nil ? [] : [next]
        case .money: return AmountText.isCurrency(next, besides: context.currency) ? [next] : []
        case .text, .note, .code, .integer, .boolean, .percent, .date, .moment, .choice, .reference, .references, .set,
            .map:
            return []
        }
    }

    private func example(_ kind: Kind) -> String {
        switch kind {
        case .choice(let words): words.joined(separator: ", ")
        case .money: "12.50"
        case .boolean: "yes or no"
        case .date, .moment: "2026-11-14, today or today-7d"
        case .text, .note, .code, .integer, .quantity, .percent, .reference, .references, .set, .map: "a value"
        }
    }

    /// The field a name stands for: `price`, `metadata.ply`, `category.parent.name`, `tag`.
    private func resolve(_ name: String) throws(FilterError) -> (Filter.Path, Kind) {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let head = parts[0]
        let key = resource.fieldCalled(head)?.key ?? head
        guard let kind = resource.kind(of: head) else {
            if let sign = ForeignOperator.sign(endingIn: head, resource) {
                throw error("“\(sign)” is no operator", expected: Filter.Operator.accepted)
            }
            let near = resource.near(head, beside: resource.systemFields.map(\.rawValue))
            throw error("“\(head)” is no field of \(resource.name)", expected: near.joined(separator: ", "))
        }
        guard parts.count == 2 else { return (.init(field: key), kind) }
        switch kind {
        case .map: return (.init(field: key, member: parts[1]), .text(max: .max))
        case .reference(let target) where !target.isEmpty:
            return (.init(field: key, member: parts[1]), try member(parts[1], of: target))
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference,
            .references, .set:
            throw error("“\(head)” has no parts")
        }
    }

    /// The kind of a field of the record referred to, through any number of references.
    private func member(_ name: String, of target: String) throws(FilterError) -> Kind {
        var kind = Kind.reference(target)
        for part in name.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
            guard case .reference(let target) = kind, let other = Resources.named(target) else {
                throw error("what stands before “\(part)” has no parts")
            }
            guard let field = other.field(part) else {
                throw error("“\(part)” is no field of \(target)", expected: other.near(part).joined(separator: ", "))
            }
            kind = field.kind
        }
        return kind
    }
}
