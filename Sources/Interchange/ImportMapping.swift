internal import Domain

/// How the columns of a file become fields: saved under a name and used again.
package struct ImportMapping: Equatable, Sendable {
    /// What one column becomes.
    package struct Column: Equatable, Sendable {
        package let header: String
        /// The field's key, `metadata.KEY`, or nil when the column is left out.
        package let target: String?
        package let transforms: [CellTransform]

        package init(header: String, target: String?, transforms: [CellTransform] = []) {
            self.header = header
            self.target = target
            self.transforms = transforms
        }
    }

    package let resource: String
    package let columns: [Column]
    package let decimal: NumberFormat.DecimalMark?
    package let dates: DateFormat.Order?
    package let prices: PriceTerms?

    package init(
        resource: String, columns: [Column], decimal: NumberFormat.DecimalMark? = nil, dates: DateFormat.Order? = nil,
        prices: PriceTerms? = nil
    ) {
        self.resource = resource
        self.columns = columns
        self.decimal = decimal
        self.dates = dates
        self.prices = prices
    }

    /// Why a mapping file cannot be used.
    package struct Failure: Error, Equatable, Sendable {
        package let reason: String
    }

    /// Reads `{"resource": "products", "decimal": ",", "columns": {"Preis": "price", "Notiz": null,
    /// "Farbe": {"field": "colour", "transforms": [{"map": {"rot": "red"}}, "lower"]}}}`.
    package static func parse(_ bytes: [UInt8]) throws(Failure) -> ImportMapping {
        let json: JSONValue
        do {
            json = try JSONParser.parse(bytes)
        } catch {
            throw Failure(reason: "it is no JSON at byte \(error.offset): \(error.expected) is expected")
        }
        let known = ["resource", "decimal", "dates", "prices", "columns"]
        if let stranger = json.members.first(where: { !known.contains($0.key) }) {
            throw Failure(reason: "“\(stranger.key)” is none of \(known.joined(separator: ", "))")
        }
        guard let resource = json["resource"]?.string else { throw Failure(reason: "“resource” is missing") }
        let decimal = try choice("decimal", json, NumberFormat.DecimalMark.init(word:), [".", ","])
        let dates = try choice("dates", json, DateFormat.Order.init(rawValue:), DateFormat.Order.words)
        let prices = try choice("prices", json, PriceTerms.init(rawValue:), PriceTerms.words)
        var columns: [Column] = []
        switch json["columns"] {
        case nil, .null: break
        case .object(let members): for member in members { columns.append(try column(member)) }
        case .some(let other):
            throw Failure(
                reason: "“columns” is \(JSONRendering.noun(other)), expected is an object like "
                    + #"{"Preis": "price", "Notiz": null}"#)
        }
        return ImportMapping(resource: resource, columns: columns, decimal: decimal, dates: dates, prices: prices)
    }

    /// One of some words, if it is given.
    private static func choice<Choice>(
        _ key: String, _ json: JSONValue, _ make: (String) -> Choice?, _ words: [String]
    ) throws(Failure) -> Choice? {
        let expected = "expected is \(words.joined(separator: " or "))"
        switch json[key] {
        case nil, .null: return nil
        case .string(let word):
            guard let choice = make(word) else { throw Failure(reason: "“\(key)” is “\(word)”, \(expected)") }
            return choice
        case .boolean, .number, .array, .object: throw Failure(reason: "“\(key)” is no text, \(expected)")
        }
    }

    private static func column(_ member: JSONMember) throws(Failure) -> Column {
        switch member.value {
        case .null: return Column(header: member.key, target: nil)
        case .string(let target): return Column(header: member.key, target: target)
        case .object:
            let known: Set<String> = ["field", "transforms"]
            if let stranger = member.value.members.first(where: { !known.contains($0.key) }) {
                throw Failure(reason: "“\(stranger.key)” of column “\(member.key)” is none of field, transforms")
            }
            guard isTextOrNone(member.value["field"]) else {
                throw Failure(reason: "“field” of column “\(member.key)” wants a field's name or null")
            }
            var transforms: [CellTransform] = []
            for step in try steps(member) {
                guard let transform = CellTransform(step) else {
                    throw Failure(reason: "a transform of column “\(member.key)” is none of \(CellTransform.names)")
                }
                transforms.append(transform)
            }
            return Column(header: member.key, target: member.value["field"]?.string, transforms: transforms)
        case .boolean, .number, .array:
            throw Failure(reason: "column “\(member.key)” wants a field's name, null or an object")
        }
    }

    private static func isTextOrNone(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null, .string: true
        case .boolean, .number, .array, .object: false
        }
    }

    private static func steps(_ column: JSONMember) throws(Failure) -> [JSONValue] {
        switch column.value["transforms"] {
        case nil, .null: return []
        case .array(let steps): return steps
        case .some(let other):
            throw Failure(
                reason: "“transforms” of column “\(column.key)” is \(JSONRendering.noun(other)), expected is an array")
        }
    }

    /// The mapping as the JSON that `parse` reads.
    package var json: [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("columns")
        json.beginObject()
        for column in columns {
            json.key(column.header)
            if column.transforms.isEmpty {
                if let target = column.target { json.string(target) } else { json.null() }
            } else {
                json.beginObject()
                json.key("field")
                if let target = column.target { json.string(target) } else { json.null() }
                json.key("transforms")
                json.beginArray()
                for transform in column.transforms { transform.append(to: &json) }
                json.endArray()
                json.endObject()
            }
        }
        json.endObject()
        if let dates {
            json.key("dates")
            json.string(dates.rawValue)
        }
        if let decimal {
            json.key("decimal")
            json.string(decimal.word)
        }
        if let prices {
            json.key("prices")
            json.string(prices.rawValue)
        }
        json.key("resource")
        json.string(resource)
        json.endObject()
        return json.bytes
    }
}

/// A change of a cell's text before it is read.
package enum CellTransform: Equatable, Sendable {
    case upper
    case lower
    case prefix(String)
    case suffix(String)
    /// What stands for an empty cell.
    case standard(String)
    case map([String: String])

    package static let names = "upper, lower, prefix, suffix, default, map"

    init?(_ json: JSONValue) {
        switch json {
        case .string("upper"): self = .upper
        case .string("lower"): self = .lower
        case .object(let members) where members.count == 1:
            switch (members[0].key, members[0].value) {
            case ("prefix", .string(let text)): self = .prefix(text)
            case ("suffix", .string(let text)): self = .suffix(text)
            case ("default", .string(let text)): self = .standard(text)
            case ("map", .object(let pairs)):
                var map: [String: String] = [:]
                for pair in pairs {
                    guard let text = pair.value.string else { return nil }
                    map[pair.key] = text
                }
                self = .map(map)
            default: return nil
            }
        default: return nil
        }
    }

    func append(to json: inout CanonicalJSON) {
        func object(_ key: String, _ text: String) {
            json.beginObject()
            json.key(key)
            json.string(text)
            json.endObject()
        }
        switch self {
        case .upper: json.string("upper")
        case .lower: json.string("lower")
        case .prefix(let text): object("prefix", text)
        case .suffix(let text): object("suffix", text)
        case .standard(let text): object("default", text)
        case .map(let map):
            json.beginObject()
            json.key("map")
            json.beginObject()
            for key in map.keys.sorted(by: UTF16Order.isLess) {
                json.key(key)
                json.string(map[key] ?? "")
            }
            json.endObject()
            json.endObject()
        }
    }

    package func apply(_ text: String) -> String {
        switch self {
        case .upper: text.uppercased()
        case .lower: text.lowercased()
        case .prefix(let prefix): text.isEmpty ? text : prefix + text
        case .suffix(let suffix): text.isEmpty ? text : text + suffix
        case .standard(let standard): text.isEmpty ? standard : text
        case .map(let map): map[text] ?? text
        }
    }
}
