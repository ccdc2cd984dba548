// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// How a program ended.
enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)

    init(status: Int32) {
        self = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }
}

/// The program on a pseudo terminal of its own, as the leader of its session: every byte that it writes is seen, and
/// how it ends.
final class Wire {
    let process: pid_t
    /// All that was written so far.
    private(set) var bytes: [UInt8] = []
    /// The terminal's mode before the program was started.
    let modeBefore: String
    private var master: Int32
    private let slave: Int32
    private var ending: Ending?
    private let shop: Shop
    /// How long something may take before a test gives up.
    private static let patienceSeconds = 20

    /// Starts the program on a shop; `shell` stands before it, as `trap '' HUP; exec`.
    init(
        _ shop: Shop, _ options: String..., columns: Int = 100, rows: Int = 30, variables: [String: String] = [:],
        shell: String = "exec"
    ) throws {
        self.shop = shop
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&master, &slave, &name, nil, &size) == 0)
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        (self.master, self.slave) = (master, slave)
        modeBefore = Wire.mode(of: slave)
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let command = "\(shell) \(Shop.program) --store \(shop.store) \(options.joined(separator: " "))"
        process = try Wire.start(
            ["/bin/sh", "-c", command], on: path,
            shop.environment.merging(["TERM": "xterm-256color", "COLORTERM": "", "NO_COLOR": ""]) { $1 }
                .merging(variables) { $1 })
    }

    deinit {
        if ending == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        if master >= 0 { close(master) }
        close(slave)
    }

    private static func start(_ words: [String], on terminal: String, _ variables: [String: String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The leader of a session that opens a terminal gets it as its own.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which the C library shows to GNU sources only.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | 0x80)
        var arguments = words.map { strdup($0) } + [nil]
        var entries = Run.variables(variables).map { strdup($0) } + [nil]
        defer { for pointer in arguments + entries { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &entries)
        try #require(code == 0, "\(String(cString: strerror(code)))")
        return process
    }

    // MARK: What is seen

    /// All that was written, as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes in what was written, waiting so long for it to begin; false when nothing came.
    @discardableResult
    func take(withinMilliseconds milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard master >= 0, poll(&ready, 1, milliseconds) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &chunk, chunk.count)
        guard count > 0 else { return false }
        bytes += chunk[..<count]
        return true
    }

    /// Waits until something was written since a place, by default ever.
    func waitFor(_ wanted: String, since start: Int = 0, line: Int = #line) throws {
        let end = time(nil) + Self.patienceSeconds
        while time(nil) < end {
            if String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self).contains(wanted) { return }
            take(withinMilliseconds: 50)
        }
        Issue.record("line \(line): “\(wanted)” does not come: \(String(reflecting: String(text.suffix(600))))")
    }

    /// Waits for the list, and until nothing more is drawn.
    func waitForList(line: Int = #line) throws {
        try waitFor("moss 000", line: line)
        settle()
    }

    /// Takes in what is written until nothing came for so long, and answers it.
    @discardableResult
    func settle(milliseconds: Int32 = 500) -> [UInt8] {
        let start = bytes.count
        let end = time(nil) + Self.patienceSeconds
        while take(withinMilliseconds: milliseconds), time(nil) < end {}
        return Array(bytes[start...])
    }

    // MARK: What is done

    /// Types text; what the program writes meanwhile is taken in, so that neither waits for the other.
    func type(_ text: String) { send(Array(text.utf8)) }

    func send(_ input: [UInt8]) {
        var sent = 0
        let end = time(nil) + Self.patienceSeconds
        while sent < input.count, time(nil) < end {
            let count = input[sent...].withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 4_096)) }
            if count > 0 { sent += count } else { take(withinMilliseconds: 20) }
        }
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The terminal goes away, as with a closed window.
    func hangUp() {
        close(master)
        master = -1
    }

    /// Waits for the program's end.
    func end(line: Int = #line) throws -> Ending {
        if let ending { return ending }
        let end = time(nil) + Self.patienceSeconds
        var status: Int32 = 0
        while time(nil) < end {
            if waitpid(process, &status, WNOHANG) == process {
                while take(withinMilliseconds: 0) {}
                let found = Ending(status: status)
                ending = found
                return found
            }
            if !take(withinMilliseconds: 20), master < 0 { _ = poll(nil, 0, 20) }
        }
        Issue.record("line \(line): the program does not end: \(String(reflecting: String(text.suffix(600))))")
        return .exit(-1)
    }

    // MARK: The terminal

    var mode: String { Wire.mode(of: slave) }

    private static func mode(of terminal: Int32) -> String {
        var mode = termios()
        guard tcgetattr(terminal, &mode) == 0 else { return "none" }
        let control = withUnsafeBytes(of: mode.c_cc) { Array($0) }
        return "\(mode.c_iflag) \(mode.c_oflag) \(mode.c_cflag) \(mode.c_lflag) \(control)"
    }

    /// The private modes that were switched on and not off again: 1049 the other screen, 2004 bracketed paste, 1000 and
    /// 1006 the mouse, 1004 the focus.
    var modesLeftOn: [String] {
        var on: Set<String> = []
        for part in text.split(separator: "\u{1B}[?", omittingEmptySubsequences: false).dropFirst() {
            let numbers = part.prefix { $0.isNumber || $0 == ";" }.split(separator: ";").map(String.init)
            switch part.dropFirst(part.prefix { $0.isNumber || $0 == ";" }.count).first {
            case "h": on.formUnion(numbers)
            case "l": on.subtract(numbers)
            default: break
            }
        }
        // On as a rule: 25 the cursor, 12 its blinking, 7 wrapping at the edge.
        return on.subtracting(["25", "12", "7"]).sorted()
    }

    /// Whether the cursor is shown.
    var showsCursor: Bool {
        let last = text.split(separator: "\u{1B}[?", omittingEmptySubsequences: false).dropFirst().last {
            $0.hasPrefix("25h") || $0.hasPrefix("25l")
        }
        return last?.hasPrefix("25h") ?? true
    }

    /// That the terminal is as it was.
    func expectRestored(line: Int = #line) {
        #expect(modesLeftOn == [], "line \(line)")
        #expect(showsCursor, "line \(line)")
        #expect(mode == modeBefore, "line \(line)")
    }

    /// The parameters of all changes of colours and attributes.
    var looks: [String] {
        text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            let parameters = part.prefix { $0.isNumber || $0 == ";" || $0 == ":" }
            return part.dropFirst(parameters.count).first == "m" ? String(parameters) : nil
        }
    }
}
