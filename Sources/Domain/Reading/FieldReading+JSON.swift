// SPDX-License-Identifier: Apache-2.0

extension FieldReading {
    /// The value of a JSON value of a kind: a plain one as its text would be read, an array as the members of a set, an
    /// object as a map's keys or as the record of an `id`. Null stays in a map: in a change it removes its key.
    /// `transform` is done to each text before it is read.
    package func value(_ json: JSONValue, _ kind: Kind, transform: (String) -> String = { $0 })
        throws(FailureRuleError) -> Value
    {
        switch kind {
        case .set:
            guard case .array(let elements) = json else { break }
            return .set(of: try Self.texts(elements).map { Trim.blanks(transform($0)) }.filter { !$0.isEmpty })
        case .references(let target):
            guard case .array(let elements) = json else { break }
            var ids: [String] = []
            for element in elements { ids.append(try identifier(try Self.name(element, .notAList), target).text) }
            return .set(of: ids)
        case .reference(let target):
            guard case .object = json else { break }
            return .identifier(try identifier(try Self.name(json, .notFound(resource: target)), target))
        case .map:
            guard case .object(let members) = json else { break }
            var entries: [MapEntry] = []
            for member in members { entries.append(MapEntry(key: member.key, value: try Self.entry(member.value))) }
            return .map(entries)
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice: break
        }
        guard let text = Self.text(json), Self.fits(json, kind) else { throw .init(FieldCheck.mismatch(kind)) }
        return try value(transform(text), kind)
    }

    /// A plain JSON value as the text a cell would hold; nil for an array or an object.
    package static func text(_ json: JSONValue) -> String? {
        switch json {
        case .string(let text), .number(let text): text
        case .boolean(let flag): flag ? "yes" : "no"
        case .null: ""
        case .array, .object: nil
        }
    }

    /// A plain JSON value as a map's value; fractions stay text, so that they stay exact.
    package static func plain(_ json: JSONValue) -> Value? {
        switch json {
        case .null: .null
        case .boolean(let boolean): .boolean(boolean)
        case .number(let text): Int64(text).flatMap { $0.magnitude < 1 << 53 ? .integer($0) : nil } ?? .text(text)
        case .string(let text): .text(text)
        case .array, .object: nil
        }
    }

    /// The value of one key of a map.
    package static func entry(_ json: JSONValue) throws(FailureRuleError) -> Value {
        guard let value = plain(json) else { throw .init(.notAnObject) }
        return value
    }

    private static func texts(_ elements: [JSONValue]) throws(FailureRuleError) -> [String] {
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else { throw .init(.notAList) }
            texts.append(text)
        }
        return texts
    }

    /// The name or id that stands for a record, by itself or as `{"id", "name"}`.
    private static func name(_ json: JSONValue, _ rule: FailureRule) throws(FailureRuleError) -> String {
        guard let name = json["id"]?.string ?? json.string, !name.isEmpty else { throw .init(rule) }
        return name
    }

    /// Whether true and false are meant where they stand.
    package static func fits(_ json: JSONValue, _ kind: Kind) -> Bool {
        guard case .boolean = json else { return true }
        return kind == .boolean
    }
}
