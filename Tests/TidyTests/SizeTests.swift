// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct SizeTests {
    private static let columnCountMax = 120
    private static let functionLineCountMax = 50
    private static let sourceLineCountMax = 400
    private static let sourceLineCountMedianMax = 150
    private static let testLineCountMax = 600
    /// Migrations are frozen once released and never read as code.
    private static let frozen: Set<String> = ["Sources/Storage/Schema/FirstMigration.swift"]

    @Test func `source files have at most 400 lines, half of them at most 150`() {
        let counted = Repository.sources.filter { !Self.frozen.contains($0.path) }
        let tooLong = counted.filter { $0.lineCount > Self.sourceLineCountMax }.map { "\($0.path): \($0.lineCount)" }
        expectNone(tooLong)
        #expect(counted.map(\.lineCount).sorted()[counted.count / 2] <= Self.sourceLineCountMedianMax)
    }

    @Test func `test files have at most 600 lines`() {
        let tooLong = Repository.tests.filter { $0.lineCount > Self.testLineCountMax }
        expectNone(tooLong.map { "\($0.path): \($0.lineCount)" })
    }

    @Test func `functions have at most 50 lines`() {
        let tooLong = (Repository.sources + Repository.tests).flatMap { file in
            // The lines of a text, like an expected screen, are none of a function.
            FunctionLength.all(in: file.code).filter { function in
                let lines = function.line..<function.line + function.lineCount
                let textLineCount = file.linesInsideText.count { lines.contains($0) }
                return function.lineCount - textLineCount > Self.functionLineCountMax
            }
            .map { "\(file.path):\($0.line): \($0.name): \($0.lineCount)" }
        }
        expectNone(tooLong)
    }

    @Test func `lines have at most 120 columns, but for expected screens in tests`() {
        var tooLong: [String] = []
        for file in Repository.sources + Repository.tests {
            for (index, line) in file.lines.enumerated() where line.count > Self.columnCountMax {
                if file.path.hasPrefix("Tests/"), file.linesInsideText.contains(index + 1) { continue }
                tooLong.append("\(file.path):\(index + 1): \(line.count)")
            }
        }
        expectNone(tooLong)
    }
}
