internal import Glibc

/// A second stack for a thread's signal handlers: where its own has overflowed they run on this one, and the terminal
/// is still given back.
enum AlternateStack {
    /// What a handler needs that writes a few bytes, with room for the kernel's frame of large vector registers.
    private static let byteCount = 64 * 1024

    /// Runs `body` with such a stack in place. Calls `sigaltstack`.
    static func provided(_ body: () -> Void) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
        defer { memory.deallocate() }
        var stack = stack_t()
        stack.ss_sp = memory
        stack.ss_size = byteCount
        var before = stack_t()
        guard sigaltstack(&stack, &before) == 0 else { return body() }
        body()
        sigaltstack(&before, nil)
    }
}
