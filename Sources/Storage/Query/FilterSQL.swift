package import Domain
internal import SQLite
internal import Text

/// A filter as an SQL condition with its parameters.
package struct FilterSQL {
    private(set) var parameters: [Value]
    private var table: RecordTable
    private var alias: String
    private let sight: Visibility

    private init(table: RecordTable, sight: Visibility, after parameters: [Value]) {
        self.table = table
        alias = RecordTable.alias
        self.sight = sight
        self.parameters = parameters
    }

    /// The condition of a filter, deleted records left out unless asked for, narrowed to what may be seen: of the
    /// records meant, and of those they refer to.
    package static func condition(_ filter: Filter, table: RecordTable, sight: Visibility = .everything)
        -> (sql: String, parameters: [Value])
    {
        var writer = FilterSQL(table: table, sight: sight, after: [])
        var conditions = filter.asksForDeleted ? [] : ["\(RecordTable.alias).deleted_at IS NULL"]
        conditions.append(writer.sql(filter.withoutWords))
        if !filter.words.isEmpty { conditions.append(writer.holdsWords(filter.words)) }
        if let seen = sight.condition(on: table.resource) { conditions.append(writer.sql(seen)) }
        return (conditions.joined(separator: " AND "), writer.parameters)
    }

    /// Whether a record may be seen, live or deleted, as a condition that stands behind other parameters.
    static func seen(_ condition: Filter, table: RecordTable, after parameters: [Value])
        -> (sql: String, parameters: [Value])
    {
        var writer = FilterSQL(table: table, sight: .everything, after: parameters)
        let sql = writer.sql(condition)
        return (sql, writer.parameters)
    }

    private mutating func parameter(_ value: Value) -> String {
        parameters.append(value)
        return "?\(parameters.count)"
    }

    private mutating func sql(_ filter: Filter) -> String {
        switch filter {
        case .and(let parts): parts.isEmpty ? "1" : "(" + parts.map { sql($0) }.joined(separator: " AND ") + ")"
        case .or(let parts): parts.isEmpty ? "0" : "(" + parts.map { sql($0) }.joined(separator: " OR ") + ")"
        case .not(let part): "NOT ifnull(\(sql(part)), 0)"
        case .deleted: "\(alias).deleted_at IS NOT NULL"
        case .isSet(let path): "\(operand(path).sql) IS NOT NULL"
        case .compare(let path, let comparison, let value): compare(path, comparison, value)
        case .oneOf(let path, let values):
            "(" + values.map { compare(path, .equal, $0) }.joined(separator: " OR ") + ")"
        case .refers(let path, let name): refers(path, name)
        case .word(let word, let isPrefix): containsWord(word, isPrefix)
        }
    }

    private struct Operand {
        let sql: String
        let kind: Kind
        /// What texts are compared by without case: a stored key, or the text folded row by row.
        var key: String?
        /// The column the order of `~` is asked on: folded already, or the text itself.
        let folded: String
        /// The JSON type of a map's entry.
        var type: String?
    }

    /// What stands on the left of a comparison.
    private mutating func operand(_ path: Filter.Path) -> Operand {
        if let system = SystemField(rawValue: path.field) {
            let column = "\(alias).\(Self.column(system))"
            if let member = path.member, let target = system.kind.target { return chained(column, target, member) }
            return Operand(sql: column, kind: system.kind, folded: column)
        }
        guard let field = table.resource.field(path.field) else {
            return Operand(sql: "NULL", kind: .boolean, folded: "NULL")
        }
        let column = "\(alias).\(RecordTable.quoted(field.key))"
        if let member = path.member {
            return field.target.map { chained(column, $0, member) } ?? entry(column, member)
        }
        return Operand(
            sql: column, kind: field.kind,
            key: field.isKeyed ? "\(alias).\(field.key)_key" : Self.key(column, field.kind),
            folded: field.isSorted ? "\(alias).\(field.key)_sort" : "sort_key(\(column))")
    }

    /// A text folded row by row; nil where case tells values apart.
    private static func key(_ sql: String, _ kind: Kind) -> String? { kind.foldsCase ? "case_key(\(sql))" : nil }

    /// The entry of a map.
    private mutating func entry(_ column: String, _ member: String) -> Operand {
        let path = "$." + Self.jsonKey(member)
        let place = "(\(column), \(parameter(.text(path))))"
        let value = "json_extract\(place)"
        let type = "json_type\(place)"
        return Operand(
            sql: value, kind: .map(nil), key: Self.key(value, .map(nil)),
            folded: "CASE WHEN \(type) IN ('integer', 'text') THEN sort_key(\(value)) END", type: type)
    }

    /// A field of the record that a column refers to, through further references where its name has several parts.
    private mutating func chained(_ column: String, _ target: String, _ member: String) -> Operand {
        var sql = column
        var target = target
        let parts = member.split(separator: ".").map(String.init)
        for (index, part) in parts.enumerated() {
            guard let resource = Resources.named(target), let field = resource.field(part) else { break }
            let (outer, inner) = (sql, alias + String(repeating: RecordTable.alias, count: index + 1))
            // What may not be seen of the other record is empty here too, so that a filter cannot ask it out.
            let seen = seen(resource, as: inner)
            func select(_ column: String) -> String {
                """
                (SELECT \(inner).\(column) FROM \(resource.shape.singular) AS \(inner) \
                WHERE \(inner).id = \(outer)\(seen))
                """
            }
            let value = select(RecordTable.quoted(field.key))
            if index == parts.count - 1 {
                return Operand(
                    sql: value, kind: field.kind,
                    key: field.isKeyed ? select("\(field.key)_key") : Self.key(value, field.kind),
                    folded: field.isSorted ? select("\(field.key)_sort") : "sort_key(\(value))")
            }
            guard let next = field.target else { break }
            sql = value
            target = next
        }
        return Operand(sql: "NULL", kind: .boolean, folded: "NULL")
    }

    /// The condition under which records of another resource may be seen, behind AND; nothing where there is none.
    private mutating func seen(_ resource: ResourceFacts, as inner: String) -> String {
        guard let condition = sight.condition(on: resource) else { return "" }
        let outer = (table, alias)
        (table, alias) = (RecordTable.of(resource), inner)
        defer { (table, alias) = outer }
        return " AND \(sql(condition))"
    }

    private static func jsonKey(_ key: String) -> String {
        var json = CanonicalJSON()
        json.string(key)
        return json.text
    }

    static func column(_ system: SystemField) -> String {
        switch system {
        case .id: "id"
        case .createdAt: "created_at"
        case .createdBy: "created_by"
        case .updatedAt: "updated_at"
        case .updatedBy: "updated_by"
        case .deletedAt: "deleted_at"
        }
    }

    private mutating func compare(_ path: Filter.Path, _ comparison: Filter.Operator, _ value: Value) -> String {
        let operand = operand(path)
        if comparison == .contains, case .set = operand.kind {
            let pattern = parameter(.text("%" + Self.escaped(value.text ?? "") + "%"))
            return "EXISTS (SELECT 1 FROM json_each(\(operand.sql)) WHERE sort_key(value) LIKE \(pattern) ESCAPE '\\')"
        }
        if comparison == .contains {
            let pattern = "%" + Self.escaped(value.text ?? "") + "%"
            return "\(operand.folded) LIKE \(parameter(.text(pattern))) ESCAPE '\\'"
        }
        switch operand.kind {
        case .set:
            let wanted = Value.text(Normal.key(value.text ?? ""))
            return "EXISTS (SELECT 1 FROM json_each(\(operand.sql)) WHERE case_key(value) = \(parameter(wanted)))"
        case .references:
            let wanted = value.identifier.map { Value.text($0.text) } ?? value
            return "EXISTS (SELECT 1 FROM json_each(\(operand.sql)) WHERE value = \(parameter(wanted)))"
        case .map: return compareMember(operand, comparison, value.text ?? "")
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference:
            break
        }
        let wanted = operand.key == nil ? value : value.text.map { .text(Normal.key($0)) } ?? value
        let compared = operand.key ?? operand.sql
        // Nothing is unequal to a value only because it is missing in SQL; to a person it is.
        if comparison == .notEqual { return "\(compared) IS NOT \(parameter(wanted))" }
        return "\(compared) \(comparison.rawValue) \(parameter(wanted))"
    }

    /// A map's entry, by its own type: numbers as numbers, yes and no as such, all else as text.
    private mutating func compareMember(_ operand: Operand, _ comparison: Filter.Operator, _ wanted: String) -> String {
        let isUnequal = comparison == .notEqual
        let number = Int64(wanted).map { "\(operand.sql) \(comparison.rawValue) \(parameter(.integer($0)))" }
        let boolean = FieldReading.boolean(wanted).flatMap { boolean in
            comparison == .equal || isUnequal ? "\(operand.sql) \(comparison.rawValue) \(boolean ? 1 : 0)" : nil
        }
        let text = "\(operand.key ?? operand.sql) \(comparison.rawValue) \(parameter(.text(Normal.key(wanted))))"
        let other = isUnequal ? "1" : "0"
        return """
            CASE \(operand.type ?? "NULL") WHEN 'integer' THEN \(number ?? other) WHEN 'text' THEN \(text) \
            WHEN 'true' THEN \(boolean ?? other) WHEN 'false' THEN \(boolean ?? other) ELSE \(other) END
            """
    }

    /// A name that was not looked up before.
    private mutating func refers(_ path: Filter.Path, _ name: String) -> String {
        let operand = operand(path)
        guard case .reference(let target) = operand.kind, let resource = Resources.named(target) else { return "0" }
        let names = [name] + (resource.field("path").flatMap { _ in Category.path(of: name) }.map { [$0] } ?? [])
        let conditions = resource.shape.lookupFields.filter { resource.field($0)?.isKeyed == true }.flatMap { key in
            names.map { "\(key)_key = \(parameter(.text(Normal.key($0))))" }
        }
        let inner = alias + RecordTable.alias
        let ids = """
            SELECT \(inner).id FROM \(resource.shape.singular) AS \(inner) \
            WHERE (\(conditions.joined(separator: " OR ")))\(seen(resource, as: inner))
            """
        return "\(operand.sql) IN (\(ids))"
    }

    /// A word anywhere in the searched fields, or in what a search finds by itself: where full-text search cannot help,
    /// as inside `or`.
    private mutating func containsWord(_ word: String, _ isPrefix: Bool) -> String {
        let codes = ["sku", "gtin"].compactMap { table.resource.field($0) }
        let conditions = (SearchTables.wordFields(of: table.resource) + codes).map { field in
            let column =
                field.isSorted ? "\(alias).\(field.key)_sort" : "sort_key(\(alias).\(RecordTable.quoted(field.key)))"
            return "\(column) LIKE \(parameter(.text("%\(Self.escaped(word))%"))) ESCAPE '\\'"
        }
        return conditions.isEmpty ? "0" : "(\(conditions.joined(separator: " OR ")))"
    }

    /// Every word in the searched fields, or all of them as the beginning of a SKU or as a GTIN: what a search finds by
    /// its index, found without it. Splitting each text would take long, so that only those which hold the letters are.
    private mutating func holdsWords(_ words: [SoughtWords.Word]) -> String {
        let alias = alias
        let fields = SearchTables.wordFields(of: table.resource)
        let each = words.map { wanted in
            let letters = parameter(.text("%\(Self.escaped(wanted.word))%"))
            let word = parameter(.text("% \(Self.escaped(wanted.word))\(wanted.isPrefix ? "" : " ")%"))
            let anywhere = fields.map { field in
                let column = "\(alias).\(RecordTable.quoted(field.key))"
                let folded = field.isSorted ? "\(alias).\(field.key)_sort" : "sort_key(\(column))"
                return "(\(folded) LIKE \(letters) ESCAPE '\\' AND word_list(\(column)) LIKE \(word) ESCAPE '\\')"
            }
            return anywhere.isEmpty ? "0" : "(\(anywhere.joined(separator: " OR ")))"
        }
        var conditions = ["(\(each.joined(separator: " AND ")))"]
        if table.resource.field("sku") != nil {
            let code = parameter(.text(SoughtWords.code(words)))
            conditions.append("\(alias).sku_key >= \(code) AND \(alias).sku_key < \(code) || x'f4'")
        }
        if let gtin = table.resource.field("gtin"), words.count == 1 {
            conditions.append("\(alias).\(RecordTable.quoted(gtin.key)) = \(parameter(.text(words[0].word)))")
        }
        return "(\(conditions.joined(separator: " OR ")))"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += "%_\\".contains($1) ? "\\\($1)" : String($1) }
    }
}
