// SPDX-License-Identifier: Apache-2.0
// The module that termios belongs to as soon as <term.h> has been imported.
import CNcurses
import Glibc

/// A pseudo terminal: the program's end, and the end where a test reads what the person would see.
final class Pty {
    let master: Int32
    let slave: Int32
    let path: String

    init(columns: Int, rows: Int) throws {
        var master: Int32 = -1
        var slave: Int32 = -1
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw PtyError.none(errno) }
        self.master = master
        self.slave = slave
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(master)
        close(slave)
    }

    /// What was written since the last call.
    func drain() -> String {
        var found: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return String(decoding: found, as: UTF8.self) }
            found += bytes[..<count]
        }
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    func setSize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The terminal mode as comparable text.
    var mode: String {
        var mode = termios()
        guard tcgetattr(slave, &mode) == 0 else { return "none" }
        let control = withUnsafeBytes(of: mode.c_cc) { Array($0) }
        return "\(mode.c_iflag) \(mode.c_oflag) \(mode.c_cflag) \(mode.c_lflag) \(control)"
    }
}

enum PtyError: Error { case none(Int32) }

extension String {
    /// How often a part occurs.
    func count(of part: String) -> Int {
        var count = 0
        var rest = Substring(self).utf8[...]
        let wanted = Array(part.utf8)
        while rest.count >= wanted.count {
            if rest.starts(with: wanted) { count += 1 }
            rest = rest.dropFirst()
        }
        return count
    }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
