// SPDX-License-Identifier: Apache-2.0
internal import CNcurses
internal import Glibc

/// Holds back what curses writes during a refresh: its descriptor leads into memory meanwhile.
final class OutputCapture {
    private let descriptor: Int32
    private let output: Int32
    private let memory: Int32

    /// Captures what is written to a descriptor that leads to `output` otherwise; nil when the system has no memory
    /// for it: then curses writes for itself. Calls `memfd_create`.
    init?(of descriptor: Int32, output: Int32) {
        let memory = satchel_memory()
        guard memory >= 0 else { return nil }
        self.descriptor = descriptor
        self.output = output
        self.memory = memory
    }

    deinit { close(memory) }

    /// From now on nothing reaches the terminal; false when that cannot be had. Calls `dup2`.
    func begin() -> Bool { dup2(memory, descriptor) >= 0 }

    /// What was written since; the descriptor leads to the terminal again. Calls `dup2` and `pread`.
    func end() -> [UInt8] {
        dup2(output, descriptor)
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return [] }
        lseek(memory, 0, SEEK_SET)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(memory, buffer.baseAddress, count, 0))
        }
    }
}
