// SPDX-License-Identifier: Apache-2.0

/// What there is under the name of a key map or a theme that is not built in.
package enum FoundFile: Equatable, Sendable {
    /// Nothing; where it would have to be.
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case bytes([UInt8], path: String)
}
