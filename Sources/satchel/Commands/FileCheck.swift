// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interface

/// What `keys check` and `theme check` share: which files are meant, and how what is found is told.
struct FileCheck {
    let files: OwnFiles
    /// What the program has by itself under such names.
    let shipped: [String]
    let problems: ([UInt8], _ path: String) -> [FileProblem]

    /// Checks the file that is named, or all of the person's own.
    func run(_ session: Session) throws -> ExitCode {
        let paths = session.invocation.argument(0).map { [path(of: $0)] } ?? files.names.map(files.path)
        var checked: [(path: String, found: [FileProblem])] = []
        for path in paths { checked.append((path, found(path))) }
        let failed = checked.flatMap(\.found).contains { $0.weight == .error }
        if failed {
            throw CommandFailure.files(files.noun, checked.flatMap(\.found).filter { $0.weight != .note })
        }
        if session.wantsJSON {
            try JSONLines.writeArray(checked.map { Self.json($0.path, $0.found) }, to: session.output)
            return .done
        }
        if checked.isEmpty {
            try session.output.line(
                "\(files.folder): there is no \(files.noun); \(shipped.joined(separator: ", ")) come with the program")
        }
        for (path, found) in checked {
            for problem in found { try session.output.line("\(problem.weight.rawValue): \(problem.sentence)") }
            try session.output.line("\(path): accepted")
        }
        return .done
    }

    /// The file that is meant: at a path, else of a name among the person's own.
    private func path(of text: String) -> String {
        let own = files.path(of: text)
        return OwnFiles.isName(text) && Files.kind(text) == .missing && Files.kind(own) != .missing ? own : text
    }

    private func found(_ path: String) -> [FileProblem] {
        switch files.read(path) {
        case .missing: [FileProblem(file: path, .unreadable("there is no such file"))]
        case .unreadable(_, let reason): [FileProblem(file: path, .unreadable(reason))]
        case .bytes(let bytes, _): problems(bytes, path) + taken(path)
        }
    }

    /// A file of one's own that is called like one of the program's is never used.
    private func taken(_ path: String) -> [FileProblem] {
        let name = shipped.first { files.path(of: $0) == path }
        return name.map { [FileProblem(file: path, .nameTaken($0))] } ?? []
    }

    private static func json(_ path: String, _ found: [FileProblem]) -> JSONValue {
        let problems = found.map { problem in
            JSONValue.pairs([
                ("line", problem.place.map { .integer($0.line) } ?? .null),
                ("column", problem.place.map { .integer($0.column) } ?? .null),
                ("weight", .string(problem.weight.rawValue)), ("subject", .string(problem.subject)),
                ("value", .text(problem.value)), ("rule", .string(problem.code)), ("reason", .string(problem.reason)),
                ("expected", .text(problem.expected)),
            ])
        }
        return .pairs([("file", .string(path)), ("accepted", .boolean(true)), ("problems", .array(problems))])
    }
}
