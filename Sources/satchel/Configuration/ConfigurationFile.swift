internal import Domain
internal import FoundationEssentials
internal import Host

/// The configuration file: JSON5, one object of plain values.
struct ConfigurationFile: Sendable {
    struct Entry: Sendable {
        let value: String
        let line: Int
    }

    let entries: [String: Entry]

    /// A configuration larger than this is none.
    private static let byteCountMax: Int64 = 1_048_576

    /// The file at a path; nil when there is none, or when it cannot be read, which is then a problem.
    static func read(_ path: String, _ problems: inout [ConfigurationProblem]) -> ConfigurationFile? {
        func fail(_ reason: String, line: Int? = nil, key: String? = nil, expected: String? = nil) {
            problems.append(
                ConfigurationProblem(
                    place: path, line: line, key: key, value: nil, reason: reason, expected: expected))
        }
        switch Files.kind(path) {
        case .missing: return nil
        case .directory, .other:
            fail("is no file")
            return nil
        case .regular(let count):
            if count > byteCountMax {
                fail("is larger than \(Phrase.size(byteCountMax))")
                return nil
            }
        }
        do {
            let bytes = try Files.read(path)
            let decoder = JSONDecoder()
            decoder.allowsJSON5 = true
            let values = try decoder.decode([String: ConfigurationScalar].self, from: Data(bytes))
            let text = String(decoding: bytes, as: UTF8.self)
            return ConfigurationFile(entries: checked(values, text, path, &problems))
        } catch let error as HostError {
            fail(error.message)
        } catch let DecodingError.typeMismatch(_, context) {
            let key = context.codingPath.first?.stringValue
            let text = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            fail(
                key == nil ? "is no object of keys and values" : "is no plain value",
                line: key.map { line(of: $0, in: text) },
                key: key, expected: key.flatMap { name in ConfigurationKey.all.first { $0.name == name }?.accepted })
        } catch DecodingError.dataCorrupted {
            let text = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            fail("is no JSON5", line: brokenLine(text), expected: "keys with plain values, like theme: 'dusk',")
        } catch {
            fail("cannot be read: \(error)")
        }
        return nil
    }

    private static func checked(
        _ values: [String: ConfigurationScalar], _ text: String, _ path: String,
        _ problems: inout [ConfigurationProblem]
    ) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let line = line(of: name, in: text)
            entries[name] = Entry(value: value.text, line: line)
            guard !ConfigurationKey.all.contains(where: { $0.name == name }) else { continue }
            let names = ConfigurationKey.all.map(\.name)
            let near = Nearest.names(to: name, among: names)
            problems.append(
                ConfigurationProblem(
                    place: path, line: line, key: name, value: nil, reason: "is no key",
                    expected: (near.isEmpty ? names : near).joined(separator: ", ")))
        }
        return entries
    }

    /// The line a key stands on.
    private static func line(of key: String, in text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = lines.firstIndex { line in
            let words = line.split { " \t{,\"':".contains($0) }
            return line.contains(":") && words.contains { $0 == key }
        }
        return (index ?? 0) + 1
    }

    /// The decoder does not tell where a mistake is: it is on the first line without which the text reads.
    private static func brokenLine(_ text: String) -> Int? {
        let linesMax = 500
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= linesMax else { return nil }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        for index in lines.indices {
            var rest = lines
            rest[index] = ""
            let data = Data(rest.joined(separator: "\n").utf8)
            if (try? decoder.decode([String: ConfigurationScalar].self, from: data)) != nil { return index + 1 }
        }
        // Else it is behind the longest beginning that reads.
        for count in stride(from: lines.count, to: 0, by: -1) {
            let data = Data((lines.prefix(count).joined(separator: "\n") + "\n}").utf8)
            if (try? decoder.decode([String: ConfigurationScalar].self, from: data)) != nil {
                return min(count + 1, lines.count)
            }
        }
        return 1
    }
}

/// A plain value of the configuration file.
struct ConfigurationScalar: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            text = flag ? "true" : "false"
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }
}
