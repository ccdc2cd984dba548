/// Finds where a JSON value ends in text that comes piece by piece, by brackets and quotes alone.
struct JSONSlicer: Sendable {
    /// Up to where the text was looked at.
    var position = 0
    private(set) var isIdle = true
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isScalar = false

    /// A value begins.
    mutating func begin(at start: Int) {
        self = JSONSlicer()
        position = start
        isIdle = false
    }

    mutating func stop() {
        self = JSONSlicer()
    }

    /// The text before a position was dropped.
    mutating func shift(by count: Int) {
        position = max(0, position - count)
    }

    /// The position after the value; nil when the text ends within it.
    mutating func end(in text: [UInt8], isLast: Bool) -> Int? {
        while position < text.count {
            let byte = text[position]
            if isInString {
                position += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return position }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where !isScalar: isInString = true
            case UInt8(ascii: "{") where !isScalar, UInt8(ascii: "[") where !isScalar: depth += 1
            case UInt8(ascii: "}") where depth > 0, UInt8(ascii: "]") where depth > 0:
                depth -= 1
                if depth == 0 {
                    position += 1
                    return position
                }
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return position }
            default: if depth == 0 { isScalar = true }
            }
            position += 1
        }
        return isLast && isScalar ? position : nil
    }
}
