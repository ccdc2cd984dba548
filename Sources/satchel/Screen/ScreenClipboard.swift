// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Interface
internal import Terminal

/// Puts texts where the person can paste them from, and says where that was.
struct ScreenClipboard {
    /// Where copied texts go.
    enum Way: Sendable {
        /// Into the terminal's clipboard, by OSC 52.
        case terminal
        /// To a shell command's standard input.
        case command(String)
        /// Into a file, in place of what it held.
        case file(String)
    }

    private let way: Way
    /// Nil where a script is played.
    private let screen: Screen?
    private let mailbox: Mailbox<Message>
    private let runner = CopyRunner()

    init(_ way: Way, screen: Screen?, mailbox: Mailbox<Message>) {
        self.way = way
        self.screen = screen
        self.mailbox = mailbox
    }

    /// Copies a text; the reply to its request says what became of it. Commands and files are waited for elsewhere.
    func copy(_ text: String, _ what: String, for id: RequestID) {
        switch way {
        case .terminal:
            guard let screen else {
                let problem = Problem(title: "Not copied: there is no terminal.")
                return mailbox.post(.reply(id, .failed(problem)))
            }
            let isSent = screen.copy(text)
            mailbox.post(
                .reply(
                    id,
                    isSent
                        ? .copied("Copied to the terminal's clipboard: \(what)")
                        : .failed(Self.tooLong(text.utf8.count))))
        case .command(let command): inBackground(id) { Self.give(text, to: command, what) }
        case .file(let path): inBackground(id) { Self.write(text, to: path, what) }
        }
    }

    private func inBackground(_ id: RequestID, _ body: @escaping @Sendable () -> Reply) {
        let isTaken = runner.add { [mailbox] in mailbox.post(.reply(id, body())) }
        if isTaken { return }
        let problem = Problem(title: "Not copied: what was copied before is not taken yet.")
        mailbox.post(.reply(id, .failed(problem)))
    }

    /// Whether a copy is on its way.
    var isBusy: Bool { runner.isBusy }

    /// Waits for what was copied.
    func finish() { runner.finish() }

    private static func tooLong(_ byteCount: Int) -> Problem {
        Problem(
            title: "Not copied: the text has \(byteCount) bytes, and terminals take \(Clipboard.bytesMax) at most.",
            lines: ["“copy_command” or “copy_file” in the configuration takes any length."])
    }

    private static func give(_ text: String, to command: String, _ what: String) -> Reply {
        let name = command.split(separator: " ").first.map(String.init) ?? command
        do throws(HostError) {
            let exit = try PipedCommand.run(command, input: Array(Neutral.copied(text).utf8))
            if exit == 0 { return .copied("Copied with \(name): \(what)") }
            return .failed(
                Problem(
                    title: "Not copied: “\(name)” ended with \(exit).",
                    lines: ["It is “copy_command” in the configuration."]))
        } catch {
            return .failed(Problem(title: "Not copied: “\(name)” cannot be started: \(error.message)."))
        }
    }

    private static func write(_ text: String, to path: String, _ what: String) -> Reply {
        do throws(HostError) {
            try Files.requireFile(path)
            try Files.write(Array(Neutral.copied(text).utf8), to: path)
            return .copied("Copied to \(path): \(what)")
        } catch {
            return .failed(
                Problem(
                    title: "Not copied: \(path): \(error.message).", lines: ["It is “copy_file” in the configuration."])
            )
        }
    }
}
