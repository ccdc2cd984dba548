// SPDX-License-Identifier: Apache-2.0

/// Tells a scanner from a hand where keys are commands: six or more characters of a code, each within 35 ms of the one
/// before, closed by Enter. A pure state machine over keys and their times.
///
/// What may begin a code waits until it is known: digits and capital letters. All other keys pass at once, so that
/// nothing one moves with is ever late.
package struct ScanReader: Equatable, Sendable {
    /// A hand needs longer from key to key; a scanner and the line it sits on do not.
    static let gapMicroseconds: Int64 = 35_000
    /// The fewest characters of a code.
    static let lengthMin = 6
    /// The most characters of a code: those of a SKU.
    static let lengthMax = 64

    private var held: [Key] = []
    private var last: Int64 = 0
    /// Until then an Enter is the second half of a scanner's line end.
    private var twinUntil: Int64?

    /// A reader that has seen nothing.
    package init() {}

    /// Takes in a key that came at a moment of a clock that never goes back, in microseconds; answers the keys that are
    /// known by now, in their order.
    package mutating func take(_ key: Key, at now: Int64) -> [Key] {
        let before = release(at: now)
        if key == .enter, let until = twinUntil, now <= until {
            twinUntil = nil
            return before
        }
        twinUntil = nil
        if case .character(let character) = key, ScanReader.isCode(character, asFirst: held.isEmpty),
            held.count < ScanReader.lengthMax
        {
            held.append(key)
            last = now
            return before
        }
        let held = flush()
        guard key == .enter, let code = ScanReader.code(of: held) else { return before + held + [key] }
        twinUntil = now + ScanReader.gapMicroseconds
        return before + [.scan(code)]
    }

    /// How long it is until what waits is known to be no scan, in microseconds; nil when nothing waits.
    package func left(at now: Int64) -> Int64? {
        held.isEmpty ? nil : max(0, last + ScanReader.gapMicroseconds - now)
    }

    /// The keys that waited and are no scan, once nothing has followed them for so long.
    package mutating func release(at now: Int64) -> [Key] {
        now - last > ScanReader.gapMicroseconds ? flush() : []
    }

    /// The keys that waited, whatever may follow them.
    package mutating func flush() -> [Key] {
        defer { held = [] }
        return held
    }

    /// Lower-case letters are left to hands: a SKU is compared without case anyway.
    private static func isCode(_ character: Character, asFirst isFirst: Bool) -> Bool {
        switch character {
        case "0"..."9", "A"..."Z": character.utf8.count == 1
        case "-", "_", ".", "/": !isFirst
        default: false
        }
    }

    private static func code(of keys: [Key]) -> String? {
        var code = ""
        for case .character(let character) in keys { code.append(character) }
        let hasDigit = code.utf8.contains { (48...57).contains($0) }
        return code.count >= lengthMin && hasDigit ? code : nil
    }
}
