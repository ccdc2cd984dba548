internal import CSodium

/// A value sealed with a key, so that destroying the key destroys the value (XSalsa20-Poly1305, `crypto_secretbox`).
package enum Seal {
    package static let keyByteCount = 32
    private static let nonceByteCount = 24
    private static let tagByteCount = 16

    /// Nonce and ciphertext of `bytes` under a key of 32 bytes. Calls `crypto_secretbox_easy`.
    package static func close(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        precondition(key.count == keyByteCount)
        let nonce = Entropy.bytes(nonceByteCount)
        let sealed = [UInt8](unsafeUninitializedCapacity: bytes.count + tagByteCount) { buffer, initialized in
            if let start = buffer.baseAddress {
                crypto_secretbox_easy(start, bytes, UInt64(bytes.count), nonce, key)
            }
            initialized = bytes.count + tagByteCount
        }
        return nonce + sealed
    }

    /// The value in a seal; nil when key or seal is not right. Calls `crypto_secretbox_open_easy`.
    package static func open(_ sealed: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard key.count == keyByteCount, sealed.count >= nonceByteCount + tagByteCount else { return nil }
        let nonce = Array(sealed[..<nonceByteCount])
        let box = Array(sealed[nonceByteCount...])
        var isGenuine = false
        let opened = [UInt8](unsafeUninitializedCapacity: max(1, box.count - tagByteCount)) { buffer, initialized in
            if let start = buffer.baseAddress {
                isGenuine = crypto_secretbox_open_easy(start, box, UInt64(box.count), nonce, key) == 0
            }
            initialized = box.count - tagByteCount
        }
        return isGenuine ? opened : nil
    }
}
