internal import Glibc

/// A program that shows what this one prints a page at a time; it gets standard output until it is finished.
package struct PagerProcess: ~Copyable {
    private let process: pid_t
    /// The terminal that standard output was.
    private let terminal: Int32

    private init(process: pid_t, terminal: Int32) {
        self.process = process
        self.terminal = terminal
    }

    /// Starts a shell command as the pager; nil when it cannot be started, and output goes on as it was. Calls `pipe`,
    /// `posix_spawn`, `dup2`.
    package static func start(_ command: String) -> PagerProcess? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        guard terminal >= 0, let process = spawn(command, input: ends[0]) else {
            close(ends[0])
            close(ends[1])
            if terminal >= 0 { close(terminal) }
            return nil
        }
        close(ends[0])
        dup2(ends[1], STDOUT_FILENO)
        close(ends[1])
        // An interrupt is the pager's to take; a person who has seen enough quits it, and then writing fails.
        signal(SIGINT, SIG_IGN)
        return PagerProcess(process: process, terminal: terminal)
    }

    private static func spawn(_ command: String, input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        // The ways of less that suit a list, for whoever has not chosen others: end where all fits, keep colours, leave
        // the screen.
        setenv("LESS", "FRX", 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words: [String] = ["/bin/sh", "-c", command]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) == 0 else { return nil }
        return process
    }

    /// Gives the terminal back once everything was shown. Calls `dup2`, `waitpid`.
    package consuming func finish() {
        dup2(terminal, STDOUT_FILENO)
        close(terminal)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }
}

extension Machine {
    /// Whether a program of that name can be started. Calls `access`.
    package static func hasProgram(_ name: String) -> Bool {
        (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
