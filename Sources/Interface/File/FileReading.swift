// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Reads the values of a JSON5 file and gathers every mistake instead of stopping at the first.
struct FileReading {
    let file: String
    private(set) var problems: [FileProblem] = []

    init(file: String) { self.file = file }

    /// Whether what was read may be used.
    var isSound: Bool { !problems.contains { $0.weight == .error } }

    mutating func add(_ fact: FileProblem.Fact, at place: TextPlace?, _ subject: String = "") {
        problems.append(FileProblem(file: file, place: place, subject: subject, fact))
    }

    mutating func add(_ more: [FileProblem]) { problems += more }

    /// The document of a file; nil when it is no JSON5, which is then the only problem.
    mutating func document(_ bytes: [UInt8]) -> JSON5Node? {
        do throws(JSON5Error) {
            return try JSON5Parser.parse(bytes)
        } catch {
            add(.syntax(found: error.found, expected: error.expected), at: error.place)
            return nil
        }
    }

    /// The members of an object; any key may stand there.
    mutating func members(_ node: JSON5Node, _ subject: String, _ expected: String) -> [JSON5Member] {
        if case .object(let members) = node.content { return members }
        add(.wrongKind(found: node.kind, expected: expected), at: node.place, subject)
        return []
    }

    /// The members of an object that has some keys and no others.
    mutating func members(_ node: JSON5Node, _ subject: String, among known: [String]) -> [JSON5Member] {
        let members = members(node, subject, "an object with \(known.joined(separator: ", "))")
        for member in members where !known.contains(member.key) {
            add(.notAmong(member.key, noun: "key", known: known), at: member.place, subject)
        }
        return members.filter { known.contains($0.key) }
    }

    /// A text; nil for anything else.
    mutating func text(_ node: JSON5Node, _ subject: String) -> String? {
        if let text = node.string { return text }
        add(.wrongKind(found: node.kind, expected: "a text in quotes"), at: node.place, subject)
        return nil
    }

    /// A text that is one of some words.
    mutating func word(_ node: JSON5Node, _ subject: String, _ noun: String, among known: [String]) -> String? {
        guard let text = text(node, subject) else { return nil }
        if known.contains(text) { return text }
        add(.notAmong(text, noun: noun, known: known), at: node.place, subject)
        return nil
    }

    /// A whole number of a range.
    mutating func integer(_ node: JSON5Node, _ subject: String, _ range: ClosedRange<Int64>) -> Int64? {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .number(let text) = node.content else {
            add(.wrongKind(found: node.kind, expected: expected), at: node.place, subject)
            return nil
        }
        if let number = node.integer, range.contains(number) { return number }
        add(.notAccepted(text, expected: expected), at: node.place, subject)
        return nil
    }

    /// The values of a list.
    mutating func elements(_ node: JSON5Node, _ subject: String, _ expected: String) -> [JSON5Node] {
        if case .array(let elements) = node.content { return elements }
        add(.wrongKind(found: node.kind, expected: expected), at: node.place, subject)
        return []
    }
}
