internal import Domain
internal import Host

/// One operation of a batch as its line says it.
struct BatchItem {
    let index: Int
    let line: Int
    let verb: String
    let resource: ResourceFacts
    /// The record's id or key; nil for a new one.
    let key: String?
    let values: [JSONMember]

    func failure(
        _ message: String, rule: String, field: String? = nil, value: String? = nil, expected: String? = nil
    ) -> BatchFailure.Item {
        BatchFailure.Item(
            index: index, line: line, resource: resource.name, record: key ?? "", field: field, value: value,
            rule: rule,
            message: message, expected: expected)
    }
}

/// Reads a file of operations.
enum BatchFile {
    static let verbs = ["create", "update", "delete", "restore", "transfer"]
    /// More belongs into an import.
    private static let itemsMax = 100_000
    /// So many operations of some 600 bytes each: they are held all at once.
    private static let byteCountMax = 64_000_000

    /// A line of a file: an operation, or why it is none.
    typealias Line = Result<BatchItem, BatchFailure.Item>

    /// The operations of a file, and the lines that are none, in their order.
    static func read(_ path: String) throws -> [Line] {
        if path != "-", let denial = Files.denial(path) { throw denial }
        switch Files.kind(path) {
        case .directory: throw ImportError.directory(path)
        case .missing where path != "-": throw ImportError.missing(path)
        default: break
        }
        guard var bytes = try Files.read(path, byteCountMax: byteCountMax) else {
            throw CommandFailure.fileTooLarge(path, byteCountMax: byteCountMax)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
        var lines: [Line] = []
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let index = lines.count
            guard index < itemsMax else {
                let failure = failure(
                    index, number + 1, "the file has more than \(itemsMax) operations", rule: "too_many")
                throw BatchFailure(path: path, items: [failure], exit: .validation)
            }
            lines.append(
                Result { () throws(BatchFailure.Item) in try item(Array(line), index: index, line: number + 1) })
        }
        return lines
    }

    private static func failure(
        _ index: Int, _ line: Int, _ message: String, rule: String, field: String? = nil, value: String? = nil,
        expected: String? = nil
    ) -> BatchFailure.Item {
        BatchFailure.Item(
            index: index, line: line, resource: "", record: "", field: field, value: value, rule: rule,
            message: message,
            expected: expected)
    }

    private static func item(_ bytes: [UInt8], index: Int, line: Int) throws(BatchFailure.Item) -> BatchItem {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONParser.parse(bytes)
        } catch {
            let before = String(decoding: bytes.prefix(error.offset), as: UTF8.self).count
            throw failure(
                index, line, "this is no JSON from character \(before + 1) on", rule: "bad_json",
                expected: error.expected)
        }
        guard case .object(let members) = json else {
            throw failure(index, line, "this is no JSON object", rule: "bad_json", expected: "{\"op\": …}")
        }
        let known = ["op", "resource", "id", "key", "values"]
        if let stranger = members.first(where: { !known.contains($0.key) }) {
            throw failure(
                index, line, "is no part of an operation", rule: "unknown_field", field: stranger.key,
                expected: known.joined(separator: ", "))
        }
        let verb = json["op"]?.string ?? ""
        guard verbs.contains(verb) else {
            throw failure(
                index, line, "is no operation", rule: "not_a_choice", field: "op", value: verb,
                expected: verbs.joined(separator: ", "))
        }
        let name = json["resource"]?.string ?? ""
        guard let resource = Resources.called(name) else {
            throw failure(
                index, line, "is no resource", rule: "not_a_choice", field: "resource", value: name,
                expected: Resources.all.map(\.name).joined(separator: ", "))
        }
        let key = json["id"]?.string ?? json["key"]?.string
        if verb == "create" { try checkNew(json, index, line) }
        if verb != "create", key == nil {
            throw failure(index, line, "must be given", rule: "required", field: "key", expected: "an id, SKU or name")
        }
        if let values = json["values"], case .object = values {
        } else if json["values"] != nil {
            throw failure(index, line, "is no object", rule: "not_an_object", field: "values")
        }
        return BatchItem(
            index: index, line: line, verb: verb, resource: resource, key: key, values: json["values"]?.members ?? [])
    }

    /// A new record may come with its id; a key it has none yet.
    private static func checkNew(_ json: JSONValue, _ index: Int, _ line: Int) throws(BatchFailure.Item) {
        if json["key"] != nil {
            throw failure(
                index, line, "is no part of a create", rule: "unknown_field", field: "key",
                expected: "op, resource, id, values")
        }
        guard let given = json["id"], given != .null else { return }
        guard let text = given.string, Identifier(text: text) != nil else {
            throw failure(
                index, line, "is no id", rule: "not_an_id", field: "id", value: FieldReading.text(given),
                expected: "a ULID of 26 characters, or none")
        }
    }
}
