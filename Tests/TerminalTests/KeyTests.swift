// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct KeyTests {
    static let all: [Key] = {
        var keys: [Key] = [.focusIn, .focusOut]
        let modifiers = (UInt8(0)...7).map { Key.Modifiers(rawValue: $0) }
        for special in Key.Special.allCases { keys += modifiers.map { .special(special, $0) } }
        for value in UInt8(0x20)...0x7E {
            let character = Character(Unicode.Scalar(value))
            keys += [.character(character), .alt(character)]
            if !character.isUppercase { keys.append(.control(character)) }
        }
        return keys + [.character("é"), .character("日"), .alt("ß")]
    }()

    @Test func `every key is found again by its name`() {
        #expect(KeyTests.all.map { Key(name: $0.name) } == KeyTests.all)
    }

    @Test func `no two keys share a name`() {
        #expect(Set(KeyTests.all.map(\.name)).count == KeyTests.all.count)
    }

    @Test(arguments: [
        ("ctrl-x", Key.control("x")), ("Ctrl-X", .control("x")), ("alt-1", .alt("1")), ("alt-X", .alt("X")),
        ("F3", .function(3)), ("f12", .function(12)), ("PgDn", .pageDown), ("PgUp", .pageUp), ("Home", .home),
        ("End", .end), ("Ins", .insert), ("Del", .delete), ("Backspace", .backspace), ("space", .space), (" ", .space),
        ("tab", .tab), ("shift-tab", .backtab), ("enter", .enter), ("esc", .escape), ("up", .up), ("down", .down),
        ("left", .left), ("right", .right), ("shift-down", .special(.down, .shift)), ("j", .character("j")),
        ("J", .character("J")), ("-", .character("-")), ("ctrl--", .control("-")), ("alt--", .alt("-")),
        ("shift-F3", .function(3, .shift)), ("shift-ctrl-up", .special(.up, [.shift, .control])),
        ("ctrl-space", .control(" ")),
    ])
    func `a name in a key map is a key`(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test(arguments: [
        "", "ctrl-", "F13", "F0", "jj", "ctrl-é", "shift-a", "ctrl-alt-a", "paste", "\u{1B}", "ctrl-ctrl-x",
    ])
    func `a name that is no key is refused`(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test func `keys that arrive as others are known as such`() {
        let names = ["ctrl-h", "ctrl-i", "ctrl-j", "ctrl-m", "ctrl-[", "ctrl-1", "ctrl-x", "ctrl-\\", "alt-i", "tab"]
        #expect(
            names.map { Key(name: $0)?.isReachable } == [false, false, false, false, false, false] + [
                true, true, true, true,
            ])
    }
}
