// SPDX-License-Identifier: Apache-2.0
import Host
import Interface
import Testing

@Suite struct DocumentTests {
    private static let documents = Repository.paths.filter { $0.hasSuffix(".md") }

    @Test func `the changelog is kept as Keep a Changelog 1.1.0 has it`() {
        let lines = Repository.content("CHANGELOG.md").split(separator: "\n")
        let versions = lines.filter { $0.hasPrefix("## ") }
        let kinds = lines.filter { $0.hasPrefix("### ") }
        let known: Set<Substring> = [
            "### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security",
        ]
        #expect(lines.first == "# Changelog")
        #expect(versions.first == "## [Unreleased]")
        #expect(versions.dropFirst().filter { !Self.isVersion($0) } == [])
        #expect(Set(kinds).subtracting(known) == [])
        #expect(kinds.first != nil)
    }

    /// Whether a head reads "## [1.2.3] - 2026-11-21".
    private static func isVersion(_ head: Substring) -> Bool {
        let words = head.dropFirst(3).split(separator: " ")
        guard words.count == 3, words[0].hasPrefix("["), words[0].hasSuffix("]"), words[1] == "-" else { return false }
        let numbers = words[0].dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let date = words[2].split(separator: "-").map(\.count)
        return numbers.count == 3 && numbers.allSatisfy { Int($0) != nil } && date == [4, 2, 2]
    }

    @Test func `each link between documents leads to a file`() {
        var broken: [String] = []
        for path in Self.documents {
            for target in links(in: path) where Files.kind("\(Repository.root)/\(target)") == .missing {
                broken.append("\(path): \(target)")
            }
        }
        expectNone(broken)
    }

    @Test func `each document can be reached from the README`() {
        var reached: Set<String> = ["README.md", "CHANGELOG.md"]
        var waiting = ["README.md"]
        while let path = waiting.popLast() {
            for target in links(in: path) where reached.insert(target).inserted { waiting.append(target) }
        }
        expectNone(Set(Self.documents).subtracting(reached).sorted())
    }

    /// The files of this repository that a document links to.
    private func links(in path: String) -> [String] {
        let folder = path.contains("/") ? path.split(separator: "/").dropLast().map(String.init) : []
        return Repository.content(path).split(separator: "](").dropFirst().compactMap { part in
            let target = part.prefix { $0 != ")" && $0 != "#" }
            guard !target.isEmpty, !target.contains("://") else { return nil }
            var parts = folder
            for step in target.split(separator: "/") where step != "." {
                if step == ".." { _ = parts.popLast() } else { parts.append(String(step)) }
            }
            return parts.joined(separator: "/")
        }
    }
}

/// Pages that are written by the program. With SATCHEL_WRITE_DOCS set they are written anew, else compared.
@Suite struct GeneratedDocs {
    @Test func `the page of keys is made from the table of commands`() throws {
        let head = "# Keys\n\nMade from the table of commands; `?` shows the same.\n\n"
        try check("docs/guide/keys.md", head + Commands.reference())
    }

    @Test func `the page of commands is what the program says of itself`() throws {
        try check("docs/guide/commands.md", Repository.satchel("help --format markdown"))
    }

    /// Compares a file with what it is made from, or writes it.
    func check(_ path: String, _ text: String) throws {
        try #require(!text.isEmpty)
        if Machine.environment("SATCHEL_WRITE_DOCS") != nil {
            try Files.write(Array(text.utf8), to: "\(Repository.root)/\(path)", mode: 0o644)
        }
        #expect(Repository.content(path) == text, "`make docs` writes \(path) anew")
    }
}
