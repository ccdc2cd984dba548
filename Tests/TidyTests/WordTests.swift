// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct WordTests {
    private static let all = Repository.sources + Repository.tests

    /// Words that end a name without saying what the thing is.
    private static let hollow = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Handler", "Context"]

    @Test(arguments: ["try!", "fatalError", "as!", "nonisolated(unsafe)", "@unchecked Sendable"])
    func `code does without`(word: String) {
        // A file system that fails on purpose is a C table of functions: there is no safe way to hand one to SQLite.
        let checked = Self.all.filter { $0.path != "Tests/FaultTests/FaultVFS.swift" }
        expectNone(checked.flatMap { $0.places(of: word, in: \.code) })
    }

    @Test(arguments: ["TODO", "FIXME", "XXX"])
    func `nothing is left for later`(word: String) {
        expectNone(Self.all.flatMap { $0.places(of: word, in: \.code) + $0.places(of: word, in: \.comments) })
    }

    @Test func `only the executable prints`() {
        let silent = Repository.sources.filter { $0.folder != "satchel" }
        expectNone(silent.flatMap { calls(of: ["print", "debugPrint", "dump", "puts"], in: $0) })
    }

    @Test func `only the executable ends the process`() {
        let others = Repository.sources.filter { $0.folder != "satchel" }
        expectNone(others.flatMap { calls(of: ["exit", "_exit", "abort"], in: $0) })
    }

    @Test func `tests do not sleep`() {
        expectNone(Repository.tests.flatMap { calls(of: ["sleep", "usleep", "nanosleep"], in: $0) })
    }

    @Test func `names say what a thing is`() {
        let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        let names = Self.all.flatMap { file in
            file.code.enumerated().flatMap { index, line in
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                return zip(words, words.dropFirst()).filter { kinds.contains($0.0) }
                    .map { (name: String($0.1), place: "\(file.path):\(index + 1): \($0.1)") }
            }
        }
        expectNone(names.filter { name in Self.hollow.contains { name.name.hasSuffix($0) } }.map(\.place))
    }

    @Test func `the domain and the interface know no clock and no chance`() {
        let sources = ["SystemRandomNumberGenerator", ".random(", ".randomElement(", ".shuffled(", "ContinuousClock"]
        let pure = Repository.sources.filter { ["Domain", "Interchange", "Interface"].contains($0.folder) }
        expectNone(pure.flatMap { file in sources.flatMap { file.places(of: $0, in: \.code) } })
    }

    @Test func `SQL stays in the store and its veneer`() {
        let phrases = ["insert into ", "delete from ", "create table ", "pragma ", "select count(", " order by "]
        let others = Repository.sources.filter { $0.folder != "Storage" && $0.folder != "SQLite" }
        let found = others.flatMap { file in
            file.texts.enumerated().flatMap { index, line in
                phrases.filter { line.lowercased().contains($0) }.map { "\(file.path):\(index + 1): \($0)" }
            }
        }
        expectNone(found)
    }

    /// Places where a function of the system or the library is called by its bare name.
    private func calls(of names: [String], in file: SourceFile) -> [String] {
        file.code.enumerated().flatMap { index, line in
            names.filter { name in
                line.ranges(of: "\(name)(").contains { range in
                    let before = line[..<range.lowerBound]
                    let isPart = before.last.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false
                    return !isPart && !before.hasSuffix("func ")
                }
            }.map { "\(file.path):\(index + 1): \($0)" }
        }
    }
}
