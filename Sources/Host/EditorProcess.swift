// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A program that has the terminal until it ends, as a person's editor.
package enum EditorProcess {
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// A signal ended it.
        case killed(Int32)
        case notStarted(HostError)
    }

    /// Runs a shell command with a file's path behind it, and waits until it has ended. `isToEnd` is asked whenever a
    /// signal came meanwhile; where it says yes, the program is hung up on. Calls `posix_spawn`, `waitpid`.
    package static func run(_ command: String, on file: String, isToEnd: () -> Bool) -> Ending {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this process ignores, the editor would ignore as well.
        var usual = sigset_t()
        sigfillset(&usual)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let words = ["/bin/sh", "-c", "\(command) \"$1\"", "sh", file]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ)
        guard code == 0 else { return .notStarted(HostError(number: code, path: "/bin/sh")) }
        return wait(for: process, isToEnd)
    }

    private static func wait(for process: pid_t, _ isToEnd: () -> Bool) -> Ending {
        while true {
            var status: Int32 = 0
            let found = waitpid(process, &status, WUNTRACED)
            if found < 0 && errno == EINTR {
                if isToEnd() { kill(process, SIGHUP) }
                continue
            }
            guard found == process else { return .notStarted(HostError.last("/bin/sh")) }
            if status & 0xFF == 0x7F {
                // The editor was stopped, as by Ctrl-Z in it: the shell gets its terminal back only when this process
                // stops as well. `fg` wakes both.
                raise(SIGSTOP)
                continue
            }
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        }
    }
}
