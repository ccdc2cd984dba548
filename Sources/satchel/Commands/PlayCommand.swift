internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Terminal

/// `play`: a script of keys, played without a terminal.
enum PlayCommand {
    static let spec = CommandSpec(
        name: "play", summary: "Play a script of keys and print the screen at its end; needs no terminal",
        arguments: [
            .init(name: "FILE", help: "keys and commands, one step a line; - for standard input", words: .files)
        ],
        options: [
            .init(name: "size", value: "SIZE", help: "columns and rows at its start, like 80x24; 120x36 unless given"),
            .init(name: "keep-going", help: "go on where something goes wrong, which ends it else"),
        ],
        examples: [
            .init("satchel play prices.keys", "what a macro recorded, or you wrote"),
            .init("printf 'filter.open\\ntype \"mug\"\\n' | satchel play - --size 80x24", "see what a filter shows"),
        ],
        exits: [.usage, .notAllowed, .busy], printsData: true, run: run)

    private static let byteCountMax = 1 << 20
    private static let usualSize = Size(columns: 120, rows: 36)

    private static func run(_ session: Session) throws -> ExitCode {
        guard let path = session.invocation.arguments.first else {
            throw UsageFailure.argumentMissing("FILE", command: "play")
        }
        let size = try size(session) ?? usualSize
        let name = path == "-" ? "standard input" : path
        let (script, problems) = KeyScript.parse(try text(of: path), file: name)
        guard problems.isEmpty else { throw CommandFailure.files("script", problems) }
        let options = try ScreenStart.options(session)
        defer { if !session.isReadOnly { try? StoreClosing.settle(options.paths, options.surroundings) } }
        let end = try ScreenProgram.play(
            script, size: size, keepsGoing: session.invocation.has("keep-going"), options)
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("steps", .integer(Int64(end.stepCount))), ("failed", .boolean(end.hasFailed)),
                ("message", .text(end.message)),
                ("contradiction", .text(end.contradiction)),
                ("screen", .array(lines(end.screen).map { .string($0) })),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            for line in lines(end.screen) { try session.output.line(line) }
        }
        if end.hasFailed { throw CommandFailure.scriptEnded(name, end.message ?? "") }
        return .done
    }

    private static func lines(_ canvas: Canvas) -> [String] {
        canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func size(_ session: Session) throws(UsageFailure) -> Size? {
        guard let text = session.invocation.value("size") else { return nil }
        guard let size = KeyScript.size(text) else {
            throw .notAChoice(option: "size", value: text, choices: ["columns and rows, like 80x24"])
        }
        return size
    }

    private static func text(of path: String) throws -> String {
        if path != "-", let denial = Files.denial(path) { throw denial }
        let file = try FileReader(path: path)
        var bytes = try file.read(upTo: byteCountMax)
        while bytes.count <= byteCountMax {
            let more = try file.read(upTo: byteCountMax)
            if more.isEmpty { break }
            bytes += more
        }
        if bytes.count > byteCountMax { throw CommandFailure.fileTooLarge(path, byteCountMax: byteCountMax) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure.files("script", [FileProblem(file: path, .unreadable("it is no UTF-8 text"))])
        }
        return text
    }
}
