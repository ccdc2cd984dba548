// SPDX-License-Identifier: Apache-2.0
internal import CNcurses

/// Gives the terminal back as it was found, on every way out of the program.
///
/// The bytes are built beforehand and the handler uses `write` and `tcsetattr` only, because a Swift trap (SIGILL or
/// SIGTRAP) runs neither `deinit` nor `atexit`.
package enum TerminalRestore {
    /// The most bytes a leave sequence may have: the handler's storage is fixed.
    package static let leaveBytesMax = 512

    /// Remembers what to write to leave the terminal and, unless an earlier call took it already, its present mode;
    /// false when the sequence is too long. Calls `tcgetattr`.
    @discardableResult
    package static func arm(descriptor: Int32, leaving bytes: [UInt8], takesMode: Bool = true) -> Bool {
        guard bytes.count <= leaveBytesMax else { return false }
        return bytes.withUnsafeBytes { raw in
            satchel_leave_arm(descriptor, raw.baseAddress, raw.count, takesMode ? 1 : 0) == 0
        }
    }

    /// Restores the terminal now if it is armed, once. Calls `write` and `tcsetattr`.
    package static func restoreNow() {
        satchel_leave_now()
    }

    /// Forgets the terminal: it has been left in order.
    package static func disarm() {
        satchel_leave_disarm()
    }

    /// Catches every signal that ends a program by default and is no `Signal`, unless it was ignored at the start:
    /// restores, then raises it again for the default action. The stack for a handler is this thread's; others bring
    /// their own.
    /// Calls `sigaction` and `sigaltstack`.
    package static func catchCrashes() {
        satchel_crash_install()
    }
}
