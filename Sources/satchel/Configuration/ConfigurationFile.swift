internal import Domain
internal import Host

/// The configuration file: JSON5, one object of plain values.
struct ConfigurationFile: Sendable {
    struct Entry: Sendable {
        let value: String
        let line: Int
    }

    let entries: [String: Entry]

    /// A configuration larger than this is none.
    private static let byteCountMax = 1_048_576

    /// The file at a path; nil when there is none, or when it cannot be read, which is then a problem.
    static func read(_ path: String, _ problems: inout [ConfigurationProblem]) -> ConfigurationFile? {
        func fail(_ reason: String, line: Int? = nil, expected: String? = nil) {
            problems.append(
                ConfigurationProblem(
                    place: path, line: line, key: nil, value: nil, reason: reason, expected: expected))
        }
        switch Files.kind(path) {
        case .missing: return nil
        case .directory, .other:
            fail("is no file")
            return nil
        case .regular(let count):
            if count > Int64(byteCountMax) {
                fail("is larger than \(Phrase.size(Int64(byteCountMax)))")
                return nil
            }
        }
        do {
            let root = try JSON5Parser.parse(try Files.read(path), byteCountMax: byteCountMax)
            if case .object(let members) = root.content {
                return ConfigurationFile(entries: checked(members, path, &problems))
            }
            fail(
                "is \(root.kind), no object of keys and values", line: root.place.line,
                expected: "keys with plain values, like { theme: 'dusk' }")
        } catch let error as JSON5Error {
            fail("is no JSON5: there is \(error.found)", line: error.place.line, expected: error.expected)
        } catch let error as HostError {
            fail(error.message)
        } catch {
            fail("cannot be read")
        }
        return nil
    }

    private static func checked(
        _ members: [JSON5Member], _ path: String, _ problems: inout [ConfigurationProblem]
    ) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for member in members.sorted(by: { $0.key < $1.key }) {
            func fail(_ reason: String, expected: String?) {
                problems.append(
                    ConfigurationProblem(
                        place: path, line: member.place.line, key: member.key, value: nil, reason: reason,
                        expected: expected))
            }
            guard let key = ConfigurationKey.all.first(where: { $0.name == member.key }) else {
                let names = ConfigurationKey.all.map(\.name)
                let near = Nearest.names(to: member.key, among: names)
                fail("is no key", expected: (near.isEmpty ? names : near).joined(separator: ", "))
                continue
            }
            guard let text = text(member.value) else {
                fail("is no plain value", expected: key.accepted)
                continue
            }
            entries[member.key] = Entry(value: text, line: member.place.line)
        }
        return entries
    }

    /// A plain value as a word; nil for any other.
    private static func text(_ node: JSON5Node) -> String? {
        switch node.content {
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let text): node.integer.map(String.init) ?? text
        case .string(let text): text
        case .null, .array, .object: nil
        }
    }
}
