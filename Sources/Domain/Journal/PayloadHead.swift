// SPDX-License-Identifier: Apache-2.0

/// What a change is about, read off the ends of its canonical bytes: `{"action":"…", … ,"id":"…","resource":"…"}`. Its
/// fields stand between them and are left alone.
package struct PayloadHead: Sendable, Equatable {
    package let action: ChangeAction
    package let record: Identifier
    package let resource: String

    private static let start = Array(#"{"action":""#.utf8)
    private static let beforeRecord = Array(#","id":""#.utf8)
    private static let beforeResource = Array(#"","resource":""#.utf8)
    private static let end = Array(#""}"#.utf8)
    private static let recordByteCount = 26

    /// Nil for what is no payload that this version knows.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.starts(with: Self.start), let word = Self.word(bytes.dropFirst(Self.start.count)),
            let action = ChangeAction(rawValue: word)
        else { return nil }
        var rest = bytes[...]
        guard Self.take(Self.end, from: &rest), let quote = rest.lastIndex(of: UInt8(ascii: "\"")) else { return nil }
        resource = String(decoding: rest[(quote + 1)...], as: UTF8.self)
        rest = rest[...quote]
        guard Self.take(Self.beforeResource, from: &rest), rest.count > Self.recordByteCount else { return nil }
        let id = String(decoding: rest.suffix(Self.recordByteCount), as: UTF8.self)
        rest = rest.dropLast(Self.recordByteCount)
        guard Self.take(Self.beforeRecord, from: &rest), let record = Identifier(text: id) else { return nil }
        self.action = action
        self.record = record
    }

    private static func word(_ bytes: Slice<UnsafeRawBufferPointer>) -> String? {
        bytes.firstIndex(of: UInt8(ascii: "\"")).map { String(decoding: bytes[..<$0], as: UTF8.self) }
    }

    /// Drops an ending; false where it is another one.
    private static func take(_ ending: [UInt8], from bytes: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        guard bytes.count >= ending.count, bytes.suffix(ending.count).elementsEqual(ending) else { return false }
        bytes = bytes.dropLast(ending.count)
        return true
    }
}
