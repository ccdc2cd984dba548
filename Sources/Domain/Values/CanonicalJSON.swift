internal import Text

/// Writes JSON in the canonical form of RFC 8785 (JCS) over the value types the journal uses: objects, arrays, strings,
/// integers below 2^53, booleans and null. The caller gives object keys in UTF-16 order.
package struct CanonicalJSON: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false
    /// Whether what acts on a terminal or turns text round stands as an escape: in JSON that goes out, never in what is
    /// hashed. RFC 8259, 7 asks for that up to U+001F only, and allows it for all.
    private let escapesInvisible: Bool

    package init(capacity: Int = 256, escapesInvisible: Bool = false) {
        self.escapesInvisible = escapesInvisible
        bytes.reserveCapacity(capacity)
    }

    /// Starts anew and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    package mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    package mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    package mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    package mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    package mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A key that was quoted before, with its colon: for the fields of a resource.
    package mutating func key(encoded: [UInt8]) {
        separate()
        bytes += encoded
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    package mutating func integer(_ value: Int64) {
        separate()
        appendDecimal(value)
        needsComma = true
    }

    /// A number in quotes: money and quantities, which may pass 2^53.
    package mutating func decimalString(_ value: Int64, unit: String? = nil) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendDecimal(value)
        if let unit {
            bytes.append(UInt8(ascii: " "))
            bytes += unit.utf8
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    package mutating func boolean(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
        needsComma = true
    }

    package mutating func null() {
        separate()
        append("null")
        needsComma = true
    }

    package mutating func identifier(_ value: Identifier) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        value.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A JSON value that is in canonical form already.
    package mutating func verbatim(_ encoded: [UInt8]) {
        separate()
        bytes += encoded
        needsComma = true
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func append(_ word: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private mutating func appendDecimal(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Strings as RFC 8785, 3.2.2.2: only quotes, backslashes and controls are escaped.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if escapesInvisible, Visible.firstForbidden(in: text, allowingLines: true) != nil {
            for scalar in text.unicodeScalars { appendVisible(scalar) }
            bytes.append(UInt8(ascii: "\""))
            return
        }
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { utf8 in
            if utf8.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 }) {
                bytes.append(contentsOf: utf8)
            } else {
                for byte in utf8 { appendEscaped(byte) }
            }
        }
        if isDone == nil { for byte in text.utf8 { appendEscaped(byte) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 8: bytes += Array("\\b".utf8)
        case 9: bytes += Array("\\t".utf8)
        case 10: bytes += Array("\\n".utf8)
        case 12: bytes += Array("\\f".utf8)
        case 13: bytes += Array("\\r".utf8)
        case 0..<32:
            let hex = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    private mutating func appendVisible(_ scalar: Unicode.Scalar) {
        guard scalar.value > 126, Visible.isForbidden(scalar) else {
            for byte in String(scalar).utf8 { appendEscaped(byte) }
            return
        }
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            bytes += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
    }
}
