internal import CUTF8Proc
internal import Glibc

/// Unicode normal forms and the keys that text is compared by (UAX #15, Unicode case folding).
package enum Normal {
    /// The text in NFC. Calls `utf8proc_map`.
    package static func form(_ text: String) -> String {
        isASCII(text) ? text : map(text, UTF8PROC_STABLE, UTF8PROC_COMPOSE)
    }

    /// What two texts share when they are the same word: NFC, case folded. Calls `utf8proc_map`.
    package static func key(_ text: String) -> String {
        isASCII(text) ? lowered(text) : map(text, UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_CASEFOLD)
    }

    /// What texts are sorted by: case folded and without accents. Calls `utf8proc_map`.
    package static func sortKey(_ text: String) -> String {
        isASCII(text)
            ? lowered(text)
            : map(text, UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_CASEFOLD, UTF8PROC_STRIPMARK)
    }

    /// Whether all bytes are below 128: then every normal form is the text itself.
    package static func isASCII(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 128 } } ?? text.utf8.allSatisfy { $0 < 128 }
    }

    private static func lowered(_ text: String) -> String {
        let count = text.utf8.count
        return String(unsafeUninitializedCapacity: count) { buffer in
            var index = 0
            for byte in text.utf8 {
                buffer[index] = byte >= 65 && byte <= 90 ? byte | 32 : byte
                index += 1
            }
            return count
        }
    }

    private static func map(_ text: String, _ options: utf8proc_option_t...) -> String {
        let bits = options.reduce(UInt32(0)) { $0 | $1.rawValue }
        let bytes = Array(text.utf8)
        var output: UnsafeMutablePointer<utf8proc_uint8_t>?
        let count = utf8proc_map(
            bytes, utf8proc_ssize_t(bytes.count), &output,
            utf8proc_option_t(rawValue: bits))
        defer { free(output) }
        guard count >= 0, let output else { return text }
        return String(decoding: UnsafeBufferPointer(start: output, count: count), as: UTF8.self)
    }
}
