// SPDX-License-Identifier: Apache-2.0
internal import CNcurses
internal import Glibc

/// A signal as the event loop sees it.
package enum Signal: Hashable, Sendable, CaseIterable {
    case terminate, hangUp, interrupt, quit, resized, suspend, resumed

    /// Whether it ends the program, in order.
    package var ends: Bool {
        switch self {
        case .terminate, .hangUp, .interrupt, .quit: true
        case .resized, .suspend, .resumed: false
        }
    }

    /// Raises it with its default action, so that whoever started the program learns what ended it. Calls `raise`.
    package func raiseByDefault() {
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        satchel_signal_default(number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        raise(number)
    }

    /// The number the system knows it by.
    package var number: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .interrupt: SIGINT
        case .quit: SIGQUIT
        case .resized: SIGWINCH
        case .suspend: SIGTSTP
        case .resumed: SIGCONT
        }
    }
}

/// Signals as bytes on a pipe, so that the event loop polls them beside its keys and ends in order.
package struct Signals: ~Copyable {
    /// The read end, for `poll`.
    package let descriptor: Int32
    private let writeEnd: Int32

    private init(readEnd: Int32, writeEnd: Int32) {
        self.descriptor = readEnd
        self.writeEnd = writeEnd
    }

    deinit {
        for signal in Signal.allCases { satchel_signal_default(signal.number) }
        close(descriptor)
        close(writeEnd)
    }

    /// Catches every `Signal`; one that was ignored at the start (`nohup`) stays ignored. Nil when no pipe can be had.
    /// Calls `pipe2` and `sigaction`.
    package static func install() -> Signals? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        for signal in Signal.allCases where !isLeftIgnored(signal) {
            satchel_signal_install(signal.number, ends[1])
        }
        return Signals(readEnd: ends[0], writeEnd: ends[1])
    }

    /// What has arrived since the last call, each kind once, in order of arrival. Calls `read`.
    package func drain() -> [Signal] {
        var found: [Signal] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return found }
            for byte in bytes[..<count] {
                guard let signal = Signal.allCases.first(where: { $0.number == Int32(byte) }) else { continue }
                if !found.contains(signal) { found.append(signal) }
            }
        }
    }

    /// Stops the process as Ctrl-Z would have and returns after it was continued; the screen is suspended before.
    /// The whole group stops, so that a shell script around the program gives the terminal back too. Calls `kill`.
    package func stopProcess() {
        satchel_signal_default(SIGTSTP)
        kill(0, SIGTSTP)
        satchel_signal_install(SIGTSTP, writeEnd)
    }

    private static func isLeftIgnored(_ signal: Signal) -> Bool {
        signal == .hangUp && satchel_signal_is_ignored(signal.number) != 0
    }
}
