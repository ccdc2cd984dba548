// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Synchronization
import Testing

/// Whole screens as texts in the tests. With `SATCHEL_WRITE_SCREENS=1` a text that differs is written anew where it
/// stands; read what changed before it is kept.
enum ScreenText {
    private struct Rewrite {
        let line: Int
        let text: String
    }

    private struct File {
        let original: [String]
        var rewrites: [Rewrite] = []
    }

    private static let files = Mutex<[String: File]>([:])
    private static let writes = ProcessInfo.processInfo.environment["SATCHEL_WRITE_SCREENS"] == "1"

    static func expect(_ stage: Stage, _ text: String, _ location: SourceLocation) {
        expect(stage.screen, text, location)
    }

    static func expect(_ screen: String, _ text: String, _ location: SourceLocation) {
        if screen != text && writes {
            rewrite(screen, location)
        } else {
            #expect(screen == text, sourceLocation: location)
        }
    }

    private static func rewrite(_ screen: String, _ location: SourceLocation) {
        let path = location.filePath
        files.withLock { files in
            let source = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var file = files[path] ?? File(original: lines)
            file.rewrites.append(Rewrite(line: location.line, text: screen))
            files[path] = file
            try? rewritten(file).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    /// The file with each text put between the quotes that follow its line.
    private static func rewritten(_ file: File) -> [String] {
        var lines = file.original
        for rewrite in file.rewrites.sorted(by: { $0.line > $1.line }) {
            let quote = String(repeating: "\"", count: 3)
            guard let start = lines[(rewrite.line - 1)...].firstIndex(where: { $0.hasSuffix(quote) }),
                let end = lines[(start + 1)...].firstIndex(where: { $0.contains(quote) })
            else { continue }
            let indent = String(lines[end].prefix { $0 == " " })
            let text = rewrite.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : indent + $0 }
            lines.replaceSubrange((start + 1)..<end, with: text)
        }
        return lines
    }
}
