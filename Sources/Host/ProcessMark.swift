// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// One run of a program on this machine, told apart from a later process that got the same number.
package struct ProcessMark: Hashable, Sendable {
    /// The machine's boot, the process's number and the moment it began, as one word to be kept in a file.
    package let text: String

    package init(text: String) {
        self.text = text
    }

    /// This process. Reads `/proc/sys/kernel/random/boot_id` and `/proc/self/stat`.
    package static var current: ProcessMark {
        let number = getpid()
        return ProcessMark(text: "\(boot):\(number):\(start(of: number) ?? "")")
    }

    /// Whether the process still runs. What cannot be told, as of another machine, counts as over. Reads
    /// `/proc/PID/stat`.
    package var isRunning: Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.boot, let number = Int32(parts[1]), number > 0,
            let start = Self.start(of: number)
        else { return false }
        return start == parts[2]
    }

    /// Changes each time the machine starts.
    private static let boot: String = {
        let bytes = try? Files.read("/proc/sys/kernel/random/boot_id", byteCountMax: 100)
        return String(decoding: (bytes ?? nil) ?? [], as: UTF8.self).filter { $0.isHexDigit || $0 == "-" }
    }()

    /// When a process began, in ticks since the boot (proc(5), field 22 of stat); nil for one that is over.
    private static func start(of number: Int32) -> String? {
        guard let bytes = (try? Files.read("/proc/\(number)/stat", byteCountMax: 4_096)) ?? nil else { return nil }
        // The name in parentheses may hold anything, parentheses too.
        guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
        let startField = 19
        guard fields.count > startField, let state = fields.first, state != "Z", state != "X" else { return nil }
        return String(fields[startField])
    }
}
