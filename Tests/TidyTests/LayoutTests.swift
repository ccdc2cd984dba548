// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct LayoutTests {
    private static let topLevel: Set<String> = [
        "CHANGELOG.md", "Makefile", "Package.swift", "README.md", "Sources", "Tests", "docs", "keymaps", "themes",
    ]

    @Test func `the top level holds what belongs there, and hidden files`() {
        let entries = Set(Repository.paths.map { String($0.prefix { $0 != "/" }) }.filter { !$0.hasPrefix(".") })
        expectNone(entries.subtracting(Self.topLevel).sorted())
        expectNone(Self.topLevel.subtracting(entries).sorted())
    }

    @Test func `no file names a folder of the machine it was written on`() {
        // Put together here, so that this file does not name them itself.
        let folders = ["work", "root", "farm"].map { "/\($0)/" } + ["tmp/h", "tmp/w"].map { "/\($0)-" }
        let found = Repository.paths.flatMap { path in
            let content = Repository.content(path)
            return folders.filter { content.contains($0) }.map { "\(path): \($0)" }
        }
        expectNone(found)
    }

    @Test func `the licence is named`() {
        let line = "SPDX-License-Identifier: Apache-2.0"
        #expect(Repository.content("README.md").contains(line))
        #expect(Repository.content("Package.swift").contains(line))
    }

    @Test func `each module of C is a module map and a header`() {
        for folder in Set(Repository.paths.filter { $0.hasPrefix("Sources/C") }.map { $0.split(separator: "/")[1] }) {
            let files = Repository.paths.filter { $0.hasPrefix("Sources/\(folder)/") }
            #expect(files == ["Sources/\(folder)/module.modulemap", "Sources/\(folder)/shim.h"])
        }
    }
}
