// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Terminal
import Testing

/// Test bodies run on worker threads, which hold back most signals; a program's main thread does not.
private func unblockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
}

/// Calls itself with some of the stack in use until there is none left.
private func fallEndlessly(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 8) { buffer in
        buffer.storeBytes(of: depth, as: Int.self)
        return fallEndlessly(depth + 1) + buffer.load(as: Int.self)
    }
}

/// Each way out of a program, in a child process on a pseudo terminal.
@Suite(.serialized) struct RestoreTests {
    private static func openScreen(_ path: String) throws -> Screen {
        var options = ScreenOptions()
        options.input = open(path, O_RDWR | O_NOCTTY)
        options.output = options.input
        options.term = "xterm-256color"
        return try Screen.open(options)
    }

    private func expectRestored(_ pty: Pty, mode: String) {
        let written = pty.drain()
        let pairs = ["?1049", "?2004"].map { name in
            [written.count(of: "\u{1B}[\(name)h"), written.count(of: "\u{1B}[\(name)l")]
        }
        #expect(pairs == [[1, 1], [1, 1]])
        #expect(written.hasSuffix("\u{1B}[?1049l\u{1B}[23;0;0t"))
        #expect(written.contains("\u{1B}[?25h"))
        #expect(pty.mode == mode)
    }

    @Test func `a fault gives the terminal back and still ends the program by its signal`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
            let screen = try RestoreTests.openScreen(path)
            unblockSignals()
            raise(SIGSEGV)
            screen.close()
        }
        expectRestored(pty, mode: mode)
    }

    @Test func `an abort gives the terminal back`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
            let screen = try RestoreTests.openScreen(path)
            unblockSignals()
            raise(SIGABRT)
            screen.close()
        }
        expectRestored(pty, mode: mode)
    }

    @Test func `a trap of the language gives the terminal back`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .failure) { [path = path as String] in
            let screen = try RestoreTests.openScreen(path)
            let none = [Int](repeating: 0, count: Int(screen.size.rows) - 24)
            print(none[screen.size.columns])
        }
        expectRestored(pty, mode: mode)
    }

    @Test func `a stack that overflows on another thread gives the terminal back`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
            let screen = try RestoreTests.openScreen(path)
            Worker.start("deep") { print(fallEndlessly(0)) }.wait()
            screen.close()
        }
        expectRestored(pty, mode: mode)
    }

    @Test func `a pipe that nobody reads gives the terminal back, unless that was to be ignored`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .signal(SIGPIPE)) { [path = path as String] in
            signal(SIGPIPE, SIG_DFL)
            let screen = try RestoreTests.openScreen(path)
            unblockSignals()
            raise(SIGPIPE)
            screen.close()
        }
        expectRestored(pty, mode: mode)
        await #expect(processExitsWith: .exitCode(3)) {
            signal(SIGPIPE, SIG_IGN)
            TerminalRestore.catchCrashes()
            unblockSignals()
            raise(SIGPIPE)
            _exit(3)
        }
    }

    @Test func `restoring happens once`() async throws {
        let pty = try Pty(columns: 80, rows: 24)
        let (path, mode) = (pty.path, pty.mode)
        await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
            let screen = try RestoreTests.openScreen(path)
            TerminalRestore.restoreNow()
            TerminalRestore.restoreNow()
            withExtendedLifetime(screen) { _exit(3) }
        }
        expectRestored(pty, mode: mode)
    }
}

/// Signals of this process, one test at a time in children of their own.
@Suite(.serialized) struct SignalTests {
    @Test func `signals arrive on the pipe, each kind once, in order`() async {
        await #expect(processExitsWith: .success) {
            unblockSignals()
            guard let signals = Signals.install() else { _exit(1) }
            let none = signals.drain()
            for number in [SIGWINCH, SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH] {
                raise(number)
            }
            let found = signals.drain()
            let expected: [Signal] = [.resized, .terminate, .hangUp, .interrupt, .quit, .suspend, .resumed]
            _exit(none.isEmpty && found == expected && signals.drain().isEmpty ? 0 : 1)
        }
    }

    @Test func `a storm of signals neither blocks nor is lost`() async {
        await #expect(processExitsWith: .success) {
            unblockSignals()
            guard let signals = Signals.install() else { _exit(1) }
            for _ in 0..<100_000 { raise(SIGWINCH) }
            _exit(signals.drain() == [.resized] ? 0 : 1)
        }
    }

    @Test func `the hang-up stays ignored where it was`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_IGN)
            unblockSignals()
            guard let signals = Signals.install() else { _exit(1) }
            raise(SIGHUP)
            _exit(signals.drain().isEmpty ? 0 : 1)
        }
    }

    @Test func `a terminal that hung up ends the input`() {
        var (master, slave): (Int32, Int32) = (-1, -1)
        #expect(openpty(&master, &slave, nil, nil, nil) == 0)
        let input = Input(descriptor: slave)
        #expect(input.read() == .nothing)
        close(master)
        #expect(input.read() == .endOfFile)
        close(slave)
    }

    @Test func `a pipe that is gone ends the input`() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let input = Input(descriptor: ends[0])
        #expect(input.read() == .nothing)
        #expect(write(ends[1], "ab", 2) == 2)
        #expect(input.read() == .bytes([0x61, 0x62]))
        close(ends[1])
        #expect(input.read() == .endOfFile)
        close(ends[0])
        #expect(Input(descriptor: ends[0]).read() == .endOfFile)
    }
}
