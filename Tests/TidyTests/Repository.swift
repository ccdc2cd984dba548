// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

/// Expects that nothing was found; tells what was, one place a line.
func expectNone(_ found: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let places = found.map { "\n    \($0)" }.joined()
    #expect(found.isEmpty, "\(found.count) found:\(places)", sourceLocation: sourceLocation)
}

/// The files of this repository, as version control knows them.
enum Repository {
    /// The folder above Sources and Tests.
    static let root: String = {
        var folder = #filePath
        for _ in 0..<3 { folder = Files.parent(folder) }
        return folder
    }()

    /// All files that are or will be in version control, by path below the root.
    static let paths: [String] = output("git -C '\(root)' ls-files --cached --others --exclude-standard")
        .split(separator: "\n").map(String.init).filter { Files.kind("\(root)/\($0)") != .missing }.sorted()

    static let sources = swift(below: "Sources/")
    static let tests = swift(below: "Tests/")

    /// The modules: folders of Sources that hold Swift.
    static let modules = Set(sources.map(\.folder)).sorted()

    /// The content of a file; empty when it is missing or no text.
    static func content(_ path: String) -> String {
        guard let bytes = try? Files.read("\(root)/\(path)") else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The built program; it stands beside this test bundle.
    static let program = "\(Files.parent(Files.absolute("/proc/self/exe")))/satchel"

    /// What the built program prints.
    static func satchel(_ words: String) -> String {
        output("'\(program)' \(words)")
    }

    private static func swift(below folder: String) -> [SourceFile] {
        paths.filter { $0.hasPrefix(folder) && $0.hasSuffix(".swift") }.map(SourceFile.init)
    }

    /// What a shell command prints. Calls `popen`.
    static func output(_ command: String) -> String {
        guard let pipe = popen(command, "r") else { return "" }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }
}

/// One Swift file, read once.
struct SourceFile: Sendable {
    let path: String
    /// The folder below Sources or Tests: the module.
    let folder: String
    let lines: [String]
    let code: [String]
    let comments: [String]
    let texts: [String]
    /// Numbers of the lines inside multi-line texts.
    let linesInsideText: Set<Int>

    init(_ path: String) {
        self.path = path
        folder = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let content = Repository.content(path)
        lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let text = SwiftText(content)
        code = text.lines(of: .code)
        comments = text.lines(of: .comment)
        texts = text.lines(of: .text)
        linesInsideText = text.linesInsideText
    }

    /// How many lines it has; the end of the last one begins no other.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

    /// "path:line: what" for each line of a part that holds a word.
    func places(of word: String, in part: KeyPath<SourceFile, [String]>) -> [String] {
        self[keyPath: part].enumerated().filter { $0.element.contains(word) }
            .map { "\(path):\($0.offset + 1): \(word)" }
    }

    /// The modules it imports, with their lines.
    var imports: [(module: String, line: Int)] {
        code.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place < 3, words.count > place + 1 else { return nil }
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "var", "let", "protocol", "typealias"]
            let name = words[place + (kinds.contains(words[place + 1]) ? 2 : 1)]
            return (String(name.prefix { $0 != "." }), index + 1)
        }
    }
}
