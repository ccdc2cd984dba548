// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A shell command that is given some bytes on its standard input, apart from the terminal.
package enum PipedCommand {
    /// Runs it to its end and answers its exit code, or 128 and the number of the signal that ended it. What it prints
    /// is nobody's to see. A reader that goes away must not end this process: `Machine.outliveReaders`. Calls `pipe`,
    /// `posix_spawn`, `write`, `waitpid`.
    package static func run(_ command: String, input: [UInt8]) throws(HostError) -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw HostError(number: errno, path: command) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let spawned = spawn(command, input: ends[0])
        close(ends[0])
        guard let process = spawned.process else {
            close(ends[1])
            throw HostError(number: spawned.code, path: command)
        }
        // A command that reads only a part of it is told by its exit code.
        do throws(HostError) { try Descriptor.write(input, to: ends[1], command) } catch {}
        close(ends[1])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// POSIX_SPAWN_SETSID, which the C library shows to GNU sources only (POSIX.1-2024).
    private static let ownSession: Int16 = 0x80

    private static func spawn(_ command: String, input: Int32) -> (process: pid_t?, code: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A session of its own: it can neither read the keys nor be stopped with them.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | ownSession)
        let words: [String] = ["/bin/sh", "-c", command]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ)
        return (code == 0 ? process : nil, code)
    }
}
