internal import Glibc

/// What this process knows of the machine and the person that started it.
package enum Machine {
    /// The host's name. Calls `gethostname`.
    package static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The login name of the process's user. Calls `getpwuid`.
    package static var userName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user" }
        return String(cString: name)
    }

    /// An environment variable; nil when unset or empty. Calls `getenv`.
    package static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// All environment variables that begin with a prefix, by name. Reads `environ`.
    package static func environment(prefixed prefix: String) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var cursor = environ
        while let entry = cursor.pointee {
            let text = String(cString: entry)
            if text.hasPrefix(prefix), let equals = text.firstIndex(of: "=") {
                result.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
            }
            cursor += 1
        }
        return result.sorted { $0.name < $1.name }
    }

    /// Where this person is sitting: terminal and SSH origin, for the audit log. Calls `ttyname`.
    package static var session: String {
        let terminal = ttyname(STDIN_FILENO).map { String(cString: $0) } ?? "no terminal"
        guard let ssh = environment("SSH_CONNECTION") else { return terminal }
        return "\(terminal), SSH from \(ssh.split(separator: " ").first ?? "")"
    }

    /// Whether standard input and output are a terminal. Calls `isatty`.
    package static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }
    package static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    package static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// From now on a reader that went away makes writing fail instead of ending the process. Calls `signal`.
    package static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

    /// The process's number. Calls `getpid`.
    package static var processNumber: Int32 { getpid() }
}
