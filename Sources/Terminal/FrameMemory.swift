// SPDX-License-Identifier: Apache-2.0
internal import CNcurses

/// How the C library keeps the memory of a program that draws frame after frame.
package enum FrameMemory {
    /// What one frame frees stays for the next instead of going back to the system, and all threads share one heap, so
    /// that what one of them frees serves the others. Call it before the first thread is started. Calls `mallopt`.
    package static func keep() {
        let byteCountKept: Int32 = 1 << 20
        mallopt(M_TRIM_THRESHOLD, byteCountKept)
        mallopt(M_MMAP_THRESHOLD, byteCountKept)
        mallopt(M_ARENA_MAX, 1)
    }
}
