internal import Domain
internal import Host

/// The checks of `doctor` that look at the configuration, the log and the terminal.
struct SurroundingChecks {
    let invocation: Invocation
    let logPath: String

    var all: [HealthRun.Item] {
        [
            .init(name: "configuration", check: configuration), .init(name: "log", check: log),
            .init(name: "terminal", check: terminal),
        ]
    }

    private func configuration() -> HealthCheck {
        do throws(CommandFailure) {
            let look = LookCheck.problems(try Configuration.read(invocation))
            if !look.isEmpty {
                return .degraded(
                    "configuration", look.map(\.sentence).joined(separator: "; "),
                    "choose others for the screen: satchel theme list, satchel keys list")
            }
            return .healthy("configuration", Files.kind(Configuration.path) == .missing ? "defaults" : "accepted")
        } catch {
            guard case .configuration(let problems) = error else {
                return .unhealthy("configuration", "not accepted", "satchel config check")
            }
            return .unhealthy(
                "configuration", problems.map(\.sentence).joined(separator: "; "), "mend \(Configuration.path)")
        }
    }

    private func log() -> HealthCheck {
        let folder = Files.parent(logPath)
        if Files.kind(folder) == .directory, !Files.isWritable(folder) {
            return .degraded("log", "\(folder) cannot be written", "give yourself the right to write it")
        }
        let isFile = if case .regular = Files.kind(logPath) { !Files.isLink(logPath) } else { Files.isFree(logPath) }
        guard isFile else {
            return .degraded("log", "\(logPath) is no file of its own, nothing is logged", "move it out of the way")
        }
        if let mode = Files.mode(logPath), mode & 0o077 != 0 {
            return .degraded("log", "others can read \(logPath)", "chmod 600 \(logPath)")
        }
        return .healthy("log", logPath)
    }

    private func terminal() -> HealthCheck {
        guard Machine.hasTerminal else { return .healthy("terminal", "none here; commands work, the screen needs one") }
        let name = Machine.environment("TERM") ?? "dumb"
        if name == "dumb" { return .degraded("terminal", "TERM is dumb", "set TERM, xterm-256color for most") }
        let locale =
            Machine.environment("LC_ALL") ?? Machine.environment("LC_CTYPE") ?? Machine.environment("LANG") ?? ""
        guard locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8") else {
            return .degraded("terminal", "\(name), and the locale is not UTF-8", "set LANG=C.UTF-8, or use --ascii")
        }
        return .healthy("terminal", "\(name), \(TerminalSize.columns) columns, \(locale)")
    }
}
