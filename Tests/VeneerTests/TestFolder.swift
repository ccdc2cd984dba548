// SPDX-License-Identifier: Apache-2.0
import Foundation
import Host
import Synchronization
import Testing

/// A folder that goes with the test.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/satchel-veneer-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        path = try #require(made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A word between two threads that can be asked for without waiting.
final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }

    func set() {
        state.withLock { $0 = true }
    }
}
