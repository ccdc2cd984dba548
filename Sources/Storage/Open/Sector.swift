// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain

/// A line of a disk sector's length, so that it is on the disk wholly or not at all: canonical JSON without a blank,
/// its SHA-256, and blanks up to the line's end.
enum Sector {
    static let byteCount = 512

    static func bytes(_ json: CanonicalJSON) -> [UInt8] {
        let bytes = json.bytes + [UInt8(ascii: " ")] + Array(Hash.of(json.bytes).hex.utf8)
        precondition(bytes.count < byteCount, "a line of fixed length holds hashes, ids and numbers alone")
        let blanks = byteCount - bytes.count - 1
        return bytes + [UInt8](repeating: UInt8(ascii: " "), count: blanks) + [UInt8(ascii: "\n")]
    }

    /// What a line says; nil for one that is not whole.
    static func json(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        guard bytes.count == byteCount, let end = bytes.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let body = Array(bytes[..<end])
        let hash = Hash.of(body).hex
        guard bytes[bytes.index(after: end)...].starts(with: hash.utf8), bytes.last == UInt8(ascii: "\n"),
            bytes[(end + 1 + hash.utf8.count)...].dropLast().allSatisfy({ $0 == UInt8(ascii: " ") })
        else { return nil }
        return try? JSONParser.parse(body)
    }
}
