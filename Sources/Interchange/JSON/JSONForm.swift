internal import Domain

/// How records stand in a JSON file.
package enum JSONForm: Hashable, Sendable {
    /// An export: one object that says which resource, and holds the records under `data`.
    case document
    /// One array of objects.
    case array
    /// One object a line.
    case lines

    /// The member of an export that holds the records.
    package static let dataKey = "data"

    /// The form of a file that begins with some UTF-8 text; nil when it is no JSON.
    package static func detect(prefix: [UInt8]) -> JSONForm? {
        let text = prefix.drop(while: isBlank)
        let next = text.dropFirst().drop(while: isBlank).first
        switch (text.first, next) {
        case (UInt8(ascii: "["), UInt8(ascii: "{")?), (UInt8(ascii: "["), UInt8(ascii: "]")?), (UInt8(ascii: "["), nil):
            return .array
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")?), (UInt8(ascii: "{"), UInt8(ascii: "}")?),
            (UInt8(ascii: "{"), nil):
            return holdsData(Array(text)) ? .document : .lines
        default:
            return nil
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Whether the first object has a member `data` with an array, as far as the text reaches.
    private static func holdsData(_ text: [UInt8]) -> Bool {
        var reader = JSONItemReader(encoding: .utf8(mark: false), form: .document)
        do {
            try reader.feed(text) { _ in throw Found() }
        } catch is Found {
            return true
        } catch {
            return reader.isInData
        }
        return reader.isInData
    }

    private struct Found: Error {}
}
