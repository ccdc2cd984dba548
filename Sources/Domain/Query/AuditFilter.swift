/// The audit log as a filter sees it: what may be asked of its lines. It has no table; its lines are commits and
/// events.
package struct AuditLog: Resource {
    package static let declaration = Declaration<AuditLog>()
    package static let shape = ResourceShape(
        name: "audit", singular: "audit line", title: "Audit", labelField: "what", uniqueKeys: [], defaultSort: [],
        lookupFields: [])

    package let who = Field<Identifier?>("who", "Who", .reference("members"), .alias("member"))
    package let what = Field<String>("what", "What", .choice(AuditLog.actions), .alias("action"))
    package let when = Field<Int64>("when", "When", .moment)
    package let resource = Field<String>("resource", "Resource", .choice(Resources.all.map(\.name)))
    package let record = Field<String>("record", "Record", .text(max: 255))
    package let security = Field<Bool>("security", "Denied attempts, rights, exports, purges", .boolean)

    package init() {}

    /// What may have been done: changes first, then events.
    package static let actions = ChangeAction.allCases.map(\.rawValue) + EventEntry.Kind.allCases.map(\.rawValue)
}

/// Which lines of the audit log are wanted: all conditions hold at once.
package struct AuditFilter: Hashable, Sendable {
    /// A member, by id or by name.
    package enum Person: Hashable, Sendable {
        case identifier(Identifier)
        case named(String)
    }

    package var who: Person?
    /// The name of a change's action or of an event's kind.
    package var what: String?
    /// The name of a resource.
    package var resource: String?
    /// What a record is known by: a SKU, a name, an id.
    package var record: String?
    /// From this moment on, microseconds UTC.
    package var since: Int64?
    /// Before this moment.
    package var until: Int64?
    package var isSecurityOnly = false
    /// Words that a line's summary, reason or member holds, folded; the last one may be the start of a word.
    package var words: [String] = []

    /// Every line.
    package static let all = AuditFilter()

    package init(isSecurityOnly: Bool = false) { self.isSecurityOnly = isSecurityOnly }

    /// Reads a filter's text: `who=mara when>=today-7d what=deleted teapot`.
    package static func parse(_ text: String, in context: FilterViewpoint) throws(FilterError) -> AuditFilter {
        var filter = AuditFilter()
        guard filter.take(try FilterParser.parse(text, for: AuditLog.declaration.facts, in: context)) else {
            throw FilterError(
                start: 0, end: text.count, reason: "the audit log takes conditions that all hold, each once",
                expected: "who=mara when>=today-7d what=deleted")
        }
        return filter
    }

    /// Adds a condition; false for one that no line of the log can be asked.
    private mutating func take(_ part: Filter) -> Bool {
        switch part {
        case .and(let parts): return parts.allSatisfy { take($0) }
        case .word(let word, _):
            words.append(word)
            return true
        case .refers(let path, let name): return path.member == nil && set(\.who, .named(name))
        case .compare(let path, let comparison, let value):
            return path.member == nil && take(path.field, comparison, value)
        case .or, .not, .oneOf, .isSet, .deleted: return false
        }
    }

    private mutating func take(_ field: String, _ comparison: Filter.Operator, _ value: Value) -> Bool {
        if field == "when" { return take(comparison, moment: value) }
        guard comparison == .equal else { return false }
        switch (field, value) {
        case ("who", .identifier(let id)): return set(\.who, .identifier(id))
        case ("what", .text(let action)): return set(\.what, action)
        case ("resource", .text(let name)): return set(\.resource, name)
        case ("record", .text(let key)): return set(\.record, key)
        case ("security", .boolean(true)):
            isSecurityOnly = true
            return true
        default: return false
        }
    }

    /// Narrows the time; several conditions on it hold together.
    private mutating func take(_ comparison: Filter.Operator, moment: Value) -> Bool {
        guard let moment = moment.integer else { return false }
        func later(_ other: Int64?, _ own: Int64) -> Int64 { other.map { max($0, own) } ?? own }
        func earlier(_ other: Int64?, _ own: Int64) -> Int64 { other.map { min($0, own) } ?? own }
        switch comparison {
        case .greaterOrEqual: since = later(since, moment)
        case .greater: since = later(since, moment + 1)
        case .less: until = earlier(until, moment)
        case .lessOrEqual: until = earlier(until, moment + 1)
        case .equal:
            since = later(since, moment)
            until = earlier(until, moment + 1)
        case .notEqual, .contains: return false
        }
        return true
    }

    /// Sets what may be asked for once.
    private mutating func set<Wanted>(_ path: WritableKeyPath<AuditFilter, Wanted?>, _ value: Wanted) -> Bool {
        guard self[keyPath: path] == nil else { return false }
        self[keyPath: path] = value
        return true
    }
}
