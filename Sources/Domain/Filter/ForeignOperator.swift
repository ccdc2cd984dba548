/// Operators of other languages that people write by habit: each is answered with the one that is used here.
enum ForeignOperator {
    /// What two symbols that touch would mean elsewhere.
    private static let pairs = [
        "==": "=", "<>": "!=", "=~": "~", "~=": "~", "=>": ">=", "=<": "<=", "!==": "!=", "~~": "~", "><": "!=",
    ]
    /// Words behind a field's name.
    private static let words = [
        "between": "price>=5 price<=10", "like": "name~part", "ilike": "name~part", "contains": "name~part",
        "matches": "name~part", "startswith": "name~part", "is": "colour? or !colour?", "equals": "=", "eq": "=",
        "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<=", "not": "!price>5",
    ]

    /// The failure of an operator that is none.
    static func error(_ tokens: [FilterToken], operatorAt position: Int) -> FilterError? {
        guard case .symbol(let first) = tokens[position].kind, position + 1 < tokens.count,
            case .symbol(let second) = tokens[position + 1].kind, !tokens[position + 1].isSpaced,
            let ours = pairs[first + second]
        else { return nil }
        return FilterError(
            start: tokens[position].start, end: tokens[position + 1].end,
            reason: "“\(first)\(second)” is no operator here", expected: ours)
    }

    /// The failure of a word that is an operator elsewhere; nil where it may be searched for.
    static func error(_ tokens: [FilterToken], at position: Int, _ resource: ResourceFacts) -> FilterError? {
        guard position < tokens.count, case .word(let word) = tokens[position].kind else { return nil }
        let ours = joining(tokens, position, word) ?? behindField(tokens, position, word, resource)
        guard let ours else { return nil }
        return FilterError(
            start: tokens[ours.place].start, end: tokens[ours.place].end, reason: ours.reason, expected: ours.expected)
    }

    private struct Ours {
        let place: Int
        let reason: String
        let expected: String
    }

    /// `AND`, `&&`, `NOT`, `||` between conditions; in small letters between words they are words.
    private static func joining(_ tokens: [FilterToken], _ position: Int, _ word: String) -> Ours? {
        let isLoud = word.count > 1 && !word.contains { $0.isLowercase }
        let isBeforeCondition = isCondition(tokens, position + 1)
        let isBehindCondition = position > 0 && (isEnd(tokens[position - 1]) || isOperator(tokens, position - 2))
        switch word.lowercased() {
        case "and" where isLoud || isBeforeCondition || isBehindCondition:
            return Ours(
                place: position, reason: "“\(word)” is not needed: side by side means and",
                expected: "status=draft price>=10")
        case "&&", "&":
            return Ours(
                place: position, reason: "“\(word)” is not needed: side by side means and",
                expected: "status=draft price>=10")
        case "||", "|":
            return Ours(place: position, reason: "“\(word)” is no operator here", expected: "status=draft or price>=10")
        case "not" where isLoud || isBeforeCondition:
            return Ours(place: position, reason: "“\(word)” is no operator here", expected: "!status=draft")
        default: return nil
        }
    }

    /// `price between 5 and 10`, `name like x`, `status:draft`, `name !~ x`.
    private static func behindField(
        _ tokens: [FilterToken], _ position: Int, _ word: String, _ resource: ResourceFacts
    ) -> Ours? {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, isField(String(parts[0]), resource) {
            return Ours(
                place: position, reason: "“:” is no operator here",
                expected: "\(parts[0])=\(parts[1].isEmpty ? "…" : parts[1])")
        }
        guard isField(word, resource), position + 1 < tokens.count else { return nil }
        switch tokens[position + 1].kind {
        case .word(let next) where next.lowercased() == "in" && position + 2 < tokens.count:
            guard case .word(let value) = tokens[position + 2].kind else { return nil }
            return Ours(
                place: position + 2, reason: "“in” wants its values in parentheses", expected: "\(word) in (\(value))")
        case .word(let next):
            guard position + 2 < tokens.count, let ours = words[next.lowercased()] else { return nil }
            return Ours(place: position + 1, reason: "“\(next)” is no operator here", expected: ours)
        case .symbol("!"):
            guard position + 2 < tokens.count, case .symbol(let sign) = tokens[position + 2].kind,
                Filter.Operator(rawValue: sign) != nil
            else { return nil }
            return Ours(
                place: position + 1, reason: "“!\(sign)” is no operator here", expected: "!\(word)\(sign)…")
        case .quoted, .symbol: return nil
        }
    }

    /// The signs at the end of a word that is a field's name without them: the `^` of `sku^=DE`.
    static func sign(endingIn word: String, _ resource: ResourceFacts) -> String? {
        let name = word.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard name.count < word.count, isField(String(name), resource) else { return nil }
        return String(word.dropFirst(name.count))
    }

    private static func isField(_ name: String, _ resource: ResourceFacts) -> Bool {
        resource.fieldCalled(name) != nil || SystemField(rawValue: name) != nil
    }

    /// Whether a condition, not a word, begins at a place.
    private static func isCondition(_ tokens: [FilterToken], _ position: Int) -> Bool {
        guard position < tokens.count else { return false }
        if tokens[position].kind == .symbol("(") || tokens[position].kind == .symbol("!") { return true }
        return isOperator(tokens, position + 1) || (position + 1 < tokens.count && isEnd(tokens[position + 1]))
    }

    private static func isOperator(_ tokens: [FilterToken], _ position: Int) -> Bool {
        guard tokens.indices.contains(position), case .symbol(let symbol) = tokens[position].kind else { return false }
        return Filter.Operator(rawValue: symbol) != nil
    }

    /// Whether a condition can end with a token.
    private static func isEnd(_ token: FilterToken) -> Bool {
        token.kind == .symbol(")") || token.kind == .symbol("?")
    }
}
