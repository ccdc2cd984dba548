// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct ModuleTests {
    /// What of the platform a module may import. Of Satchel's own modules it may import what Package.swift gives it.
    private static let platform: [String: Set<String>] = [
        "SQLite": ["Synchronization"],
        "Digest": [],
        "Text": ["Glibc"],
        "Host": ["Dispatch", "Glibc", "Synchronization"],
        "Terminal": ["Glibc", "Synchronization"],
        "Domain": ["FoundationEssentials", "Synchronization"],
        "Interchange": [],
        "Storage": ["Synchronization"],
        "Interface": [],
        "satchel": ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"],
    ]

    /// The layers, lowest first: what a module may need at most.
    private static let needsMax: [String: Set<String>] = [
        "SQLite": ["CSQLite"],
        "Digest": ["CNettle", "CSodium"],
        "Text": ["CUTF8Proc"],
        "Host": [],
        "Terminal": ["CNcurses", "Text"],
        "Domain": ["Digest", "Text"],
        "Interchange": ["Domain", "Text"],
        "Storage": ["Digest", "Domain", "Host", "SQLite", "Text"],
        "Interface": ["Domain", "Terminal", "Text"],
    ]

    /// The files that speak to the C library of a module with more than one file of its own.
    private static let veneers: [String: Set<String>] = [
        "Terminal": [
            "ColorPairs", "CursesCell", "FrameMemory", "OutputCapture", "Restore", "Screen", "Screen+Draw",
            "ScreenOpening", "Signals",
        ]
    ]

    /// The modules of Package.swift with what each needs.
    private static let needs: [String: Set<String>] = {
        var result: [String: Set<String>] = [:]
        let package = Repository.content("Package.swift")
        for line in package.split(separator: "\n") where line.contains(" module(\"") {
            let words = quoted(line)
            if let name = words.first { result[name] = Set(words.dropFirst()) }
        }
        if let start = package.firstRange(of: "name: \"satchel\",\n            dependencies: [") {
            result["satchel"] = Set(quoted(package[start.upperBound...].prefix { $0 != "]" }))
        }
        return result
    }()

    /// The texts in quotation marks.
    private static func quoted(_ text: Substring) -> [String] {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        return parts.filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// The files that hold tests.
    private static let testing = Repository.tests.filter { $0.code.contains { $0.contains("@Test") } }

    @Test func `each folder of Sources is a module that Package.swift declares`() {
        #expect(Repository.modules == Self.needs.keys.sorted())
        #expect(Repository.modules == Self.platform.keys.sorted())
    }

    @Test func `no module needs one that stands above it`() {
        for (module, most) in Self.needsMax {
            #expect(Self.needs[module, default: []].subtracting(most) == [], "\(module)")
        }
    }

    @Test func `a module imports only what Package.swift gives it and its part of the platform`() {
        let found = Repository.sources.flatMap { file in
            let allowed = Self.needs[file.folder, default: []].union(Self.platform[file.folder, default: []])
            return file.imports.filter { !allowed.contains($0.module) }
                .map { "\(file.path):\($0.line): \($0.module)" }
        }
        expectNone(found)
    }

    @Test func `each import says who sees it`() {
        let found = Repository.sources.flatMap { file in
            file.imports.filter { !file.code[$0.line - 1].hasPrefix("internal ") }
                .filter { !file.code[$0.line - 1].hasPrefix("package ") }
                .map { "\(file.path):\($0.line): \($0.module)" }
        }
        expectNone(found)
    }

    @Test func `only the veneer of the terminal speaks to ncurses`() {
        for (module, files) in Self.veneers {
            let found = Repository.sources.filter { file in
                file.folder == module && file.imports.contains { $0.module == "CNcurses" }
            }.map { $0.path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? "" }
            expectNone(Set(found).subtracting(files).sorted())
        }
    }

    @Test func `full Foundation is nowhere in the program`() {
        let found = Repository.sources.filter { file in file.imports.contains { $0.module == "Foundation" } }
        expectNone(found.map(\.path))
    }

    @Test func `nothing is public`() {
        let found = Repository.sources.flatMap { $0.places(of: "public ", in: \.code) }
        expectNone(found)
    }

    @Test func `no module holds a type of its own name`() {
        let found = Repository.sources.flatMap { file in
            ["struct", "class", "enum", "actor", "protocol"].flatMap { kind in
                file.code.enumerated()
                    .filter { " \($0.element) ".contains(" \(kind) \(file.folder) ") }
                    .map { "\(file.path):\($0.offset + 1)" }
            }
        }
        expectNone(found)
    }

    @Test func `each module has tests`() {
        let imported = Set(Self.testing.flatMap { $0.imports.map(\.module) })
        // The executable is tested from outside as well.
        let isDriven = Self.testing.contains { ["CommandTests", "ProgramTests"].contains($0.folder) }
        expectNone(Set(Repository.modules).subtracting(imported).subtracting(isDriven ? ["satchel"] : []).sorted())
    }

    @Test func `each folder of Tests has tests`() {
        expectNone(Set(Repository.tests.map(\.folder)).subtracting(Self.testing.map(\.folder)).sorted())
    }

    @Test func `each file declares something`() {
        let words = ["struct ", "class ", "enum ", "actor ", "protocol ", "extension ", "func ", "let ", "var "]
        let empty = (Repository.sources + Repository.tests).filter { file in
            let isMain = file.path.hasSuffix("/main.swift")
            return !isMain && !file.code.contains { line in words.contains { line.contains($0) } }
        }
        expectNone(empty.map(\.path))
    }
}
