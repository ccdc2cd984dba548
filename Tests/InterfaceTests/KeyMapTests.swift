// SPDX-License-Identifier: Apache-2.0
import Interface
import Terminal
import Testing

struct KeyMapTests {
    /// global ← nav ← list, and a field on its own.
    private static let table = KeyTables([
        .init(
            "global", on: nil, waysOut: [["palette.open", "quit"]],
            rows: [
                .init("palette.open", "Commands", keys: [":"]), .init("quit", "Quit", keys: ["q", "g q"]),
                .init("undo", "Undo", keys: ["u"]), .init("lock", "Lock", keys: []),
            ]),
        .init("nav", on: "global", rows: [.init("list.down", "Down", keys: ["down", "j"])]),
        .init("list", on: "nav", rows: [.init("cell.edit", "Edit", keys: ["e", "F2"])]),
        .init(
            "field", isTyping: true, waysOut: [["field.leave"]],
            rows: [
                .init("field.leave", "Leave", keys: ["esc"]), .init("field.repeat", "Repeat", keys: ["\""]),
                .init("field.save", "Save", keys: ["enter"]),
            ]),
    ])

    private func none(_ name: String) -> FoundFile { .missing(path: "/maps/\(name).json5") }

    private func parse(_ text: String) -> (map: KeyMap?, problems: [String]) {
        let (map, problems) = KeyMap.parse(Array(text.utf8), file: "m", table: KeyMapTests.table, reading: none)
        return (map, problems.map { "\($0.weight.rawValue) \($0.sentence)" })
    }

    private func keys(_ text: String) throws -> [Key] { try #require(KeySequence.keys(text)) }

    @Test func `the built-in map has the keys of the commands`() throws {
        let map = KeyMap(KeyMapTests.table)
        #expect(map.name == "default")
        #expect(map["global"].command(try keys("g q")) == "quit")
        #expect(map["global"].command(try keys("g")) == nil)
        #expect(map["global"].isPrefix(try keys("g")))
        #expect(!map["global"].isPrefix(try keys("g q")))
        #expect(map["global"].keys(of: "quit").map(KeySequence.text) == ["q", "g q"])
        #expect(map["global"].keys(of: "lock") == [])
        #expect(map["global"].following(try keys("g")).map(\.id) == ["quit"])
        #expect(map["nav"].command(try keys("e")) == nil)
        #expect(map["nowhere"].command(try keys("e")) == nil)
    }

    @Test func `a file's keys stand first, replace what they cannot share, and null unbinds`() throws {
        let (map, problems) = parse(
            """
            { global: { "g": "undo", "g q": null, "u": null, "x": "quit" }, list: { "i": "cell.edit", "q": "quit" } }
            """)
        #expect(problems == [])
        let found = try #require(map)
        #expect(
            found["global"].all.map { "\(KeySequence.text($0.keys)) \($0.id)" } == [
                "g undo", "x quit", ": palette.open", "q quit",
            ])
        #expect(found["list"].keys(of: "cell.edit").map(KeySequence.text) == ["i", "e", "F2"])
        #expect(found["nav"] == KeyMap(KeyMapTests.table)["nav"])
    }

    @Test func `what a map names must be there`() {
        let (map, problems) = parse(
            """
            {
              inherits: "vi",
              lst: {},
              list: {
                "k": "cel.edit",
                "hyper-x": "cell.edit",
                "g hyper-x": "cell.edit",
                "1 2 3 4 5": "cell.edit",
                "x": 3,
                "f2": "cell.edit",
                "F2": null,
              },
              nav: { "k": "cell.edit" },
              field: [],
            }
            """)
        #expect(map == nil)
        #expect(
            problems == [
                "error m:2:13: inherits: “vi” is no key map; accepted: vim",
                "error m:3:3: “lst” is no context; accepted: list",
                "error m:5:10: list k: “cel.edit” is no command; accepted: cell.edit",
                "error m:6:5: list: “hyper-x” is no key; accepted: a key like e, F2, ctrl-x, alt-1, PgDn, shift-tab, "
                    + "space, or a sequence of keys with blanks between",
                "error m:7:5: list: “hyper-x” is no key; accepted: a key like e, F2, ctrl-x, alt-1, PgDn, shift-tab, "
                    + "space, or a sequence of keys with blanks between",
                "error m:8:5: list: “1 2 3 4 5” has too many keys; accepted: at most 4 keys",
                "error m:9:10: list x is a number; accepted: a command, or null for none",
                "error m:11:5: list: “F2” is bound twice, first in line 10; accepted: another key",
                "error m:13:15: nav k: “cell.edit” is no command here; accepted: in list",
                "error m:14:10: field is a list; accepted: an object like { 'ctrl-n': 'list.down' }",
            ])
    }

    @Test(arguments: [
        ("ctrl-i", "arrives as tab; accepted: tab"), ("ctrl-m", "arrives as enter; accepted: enter"),
        ("ctrl-j", "arrives as enter; accepted: enter"), ("Ctrl-H", "arrives as Backspace; accepted: Backspace"),
        ("ctrl-[", "arrives as esc; accepted: esc"), ("ctrl-1", "is sent by no terminal; accepted: another key"),
        ("ctrl-enter", "is sent by no terminal; accepted: another key"),
        ("shift-esc", "is sent by no terminal; accepted: another key"),
        ("focus-in", "is sent by no terminal; accepted: another key"),
    ])
    func `a key that arrives as another, or never, is refused`(key: String, said: String) throws {
        let (map, problems) = parse("{ list: { 'x \(key)': 'cell.edit' } }")
        #expect(map == nil)
        let name = try #require(Key(name: key)).name
        #expect(problems == ["error m:1:11: list: “\(name)” \(said)"])
    }

    @Test(arguments: ["ctrl-s", "ctrl-q", "ctrl-v", "ctrl-k", "ctrl-\\\\", "F10", "F11", "F12", "alt-enter", "alt-["])
    func `a key that something may take before the program is warned of`(key: String) {
        let (map, problems) = parse("{ list: { '\(key)': 'cell.edit' } }")
        #expect(map != nil)
        #expect(problems.count == 1)
        #expect(problems[0].hasPrefix("warning m:1:11: list: “\(key.replacing("\\\\", with: "\\"))” is not safe: "))
    }

    @Test func `every key that a terminal can send is accepted, but for those that are warned of`() {
        let names =
            (1...9).map { "F\($0)" } + ["up", "shift-down", "Home", "PgDn", "Ins", "Del", "alt-x", "alt-Backspace"]
        for name in names + ["ctrl-a", "ctrl-space", "ctrl-_", "shift-tab", "é", "space", "tab", "{"] {
            let (map, problems) = parse("{ list: { '\(name)': 'cell.edit' } }")
            #expect(map != nil && problems.isEmpty, "\(name): \(problems)")
        }
    }

    @Test func `keys that cannot both be typed are told`() {
        let (own, ownProblems) = parse("{ list: { 'd': 'cell.edit', 'd d': 'cell.edit' } }")
        #expect(own == nil)
        #expect(
            ownProblems == [
                "error m:1:11: list: “d” begins d d, which cannot be typed then; accepted: another key than d, or null "
                    + "for d d"
            ])
        let (over, overProblems) = parse("{ global: { 'g': 'undo', 'u x': 'quit' } }")
        #expect(over?["global"].keys(of: "undo").map(KeySequence.text) == ["g"])
        #expect(
            overProblems == [
                "warning m:1:13: global: “g” takes the place of g q; accepted: null for g q, if that is meant",
                "warning m:1:26: global: “u x” takes the place of u; accepted: null for u, if that is meant",
            ])
        let (inner, innerProblems) = parse("{ list: { 'g': 'cell.edit', 'u': 'cell.edit' } }")
        #expect(inner != nil)
        #expect(
            innerProblems == ["warning m:1:11: list: “g” keeps g q from being typed here; accepted: another key"])
        let (outer, outerProblems) = parse("{ global: { 'e': 'undo' } }")
        #expect(outer != nil)
        #expect(
            outerProblems == [
                "warning m:1:13: global: “e” is cell.edit in list all the same; accepted: e in list as well, if that "
                    + "is meant"
            ])
        #expect(parse("{ global: { 'e': 'undo' }, list: { 'e': 'undo' } }").problems == [])
    }

    @Test func `what is typed as text is no command there`() {
        #expect(
            parse("{ field: { 'x': 'field.save', '+': 'field.repeat', 'ctrl-x x': 'field.save' } }").problems
                == ["error m:1:12: field: “x” is typed as text here; accepted: another key"])
    }

    @Test func `nothing to unbind, and a command without a key, are told without refusing`() {
        let (map, problems) = parse("{ list: { 'u': null, 'e': null, 'F2': null } }")
        #expect(map != nil)
        #expect(
            problems == [
                "note m:1:3: list: “cell.edit” has no key; the palette has it",
                "warning m:1:11: list: “u” is not bound here; accepted: in global",
            ])
    }

    @Test func `each context keeps a way out`() {
        let closed = parse("{ global: { ':': null, 'q': null, 'g q': null }, field: { 'esc': 'field.save' } }")
        #expect(closed.map == nil)
        #expect(
            closed.problems.filter { $0.hasPrefix("error") } == [
                "error m:1:3: global has no way out; accepted: a key for palette.open or quit",
                "error m:1:50: field has no way out; accepted: a key for field.leave",
            ])
        #expect(parse("{ global: { ':': null, 'q': null } }").map != nil)
        let empty = parse("{ inherits: null, field: { 'esc': 'field.leave' } }")
        #expect(
            empty.problems.filter { $0.hasPrefix("error") } == [
                "error m:1:13: global has no way out; accepted: a key for palette.open or quit"
            ])
        // An inner context that takes all keys of the ways out locks in as well.
        let hidden = KeyTables([
            .init("global", waysOut: [["quit"]], rows: [.init("quit", keys: ["q"])]),
            .init("list", on: "global", waysOut: [["quit"]], rows: [.init("edit", keys: ["e"])]),
        ])
        let problems = KeyMap.parse(Array("{ list: { 'q': 'edit' } }".utf8), file: "m", table: hidden, reading: none)
            .problems
        #expect(problems.map(\.sentence) == ["m:1:3: list has no way out; accepted: a key for quit"])
    }

    @Test func `a file that is broken leaves the built-in keys, and says why`() {
        func load(_ name: String, _ files: [String: String]) -> (KeyMap, [String]) {
            let (map, problems) = KeyMap.load(name: name, table: KeyMapTests.table) { name in
                files[name].map { .bytes(Array($0.utf8), path: name) } ?? .missing(path: "/maps/\(name).json5")
            }
            return (map, problems.map(\.sentence))
        }
        let plain = KeyMap(KeyMapTests.table)
        #expect(load("default", [:]) == (plain, []))
        #expect(load("a", ["a": "{ list: { 'i' } }"]) == (plain, ["a:1:15: is no JSON5: “}”; accepted: a colon"]))
        #expect(
            load("mine", [:])
                == (
                    plain,
                    [
                        "mine: “mine” is no key map; accepted: default, emacs, orthodox, vim, a file /maps/mine.json5"
                    ]
                ))
        let circle = load("a", ["a": "{ inherits: 'b' }", "b": "{ inherits: 'a' }"])
        #expect(
            circle == (
                plain,
                ["b:1:13: inherits is inherited in a circle: a, b, a; accepted: a map that does not inherit this one"]
            ))
        let chain = load("a", ["a": "{ inherits: 'b' }", "b": "{ list: { 'i': 'cell.edit' } }"])
        #expect(chain.1 == [] && chain.0.name == "a")
        #expect(chain.0["list"].keys(of: "cell.edit").map(KeySequence.text) == ["i", "e", "F2"])
        let warned = "{ list: { 'ctrl-s': 'cell.edit' } }"
        #expect(load("b", ["b": warned]).1.count == 1)
        #expect(load("a", ["a": "{ inherits: 'b' }", "b": warned]).1 == [])
        let broken = load("a", ["a": "{ inherits: 'b' }", "b": "{ list: { 'i': 'cell' } }"])
        #expect(broken == (plain, ["b:1:16: list i: “cell” is no command; accepted: cell.edit"]))
    }

    /// What is known of the shipped maps; nothing else may be found.
    private static let warnings = ["emacs": ["nav: “ctrl-v”", "help: “ctrl-v”"]]

    @Test(arguments: KeyMap.shippedNames)
    func `the shipped maps name what there is and do what they say`(name: String) {
        let (map, problems) = KeyMap.load(name: name, reading: none)
        #expect(map.name == name)
        let found = problems.filter { $0.weight != .note }
        #expect(found.allSatisfy { $0.weight == .warning }, "\(found.map(\.sentence))")
        #expect(found.map { "\($0.subject): “\($0.value ?? "")”" } == KeyMapTests.warnings[name] ?? [])
    }

    @Test func `the program's own map means what the commands' table means`() throws {
        let map = KeyMap(.program)
        #expect(map["nav"].command(try keys("g g")) == "list.first")
        #expect(map["list"].command(try keys("F2")) == "cell.edit")
        #expect(map["global"].isPrefix(try keys("g")))
        let ids = KeyTables.program.sections.flatMap(\.rows).map(\.id)
        #expect(Set(ids) == Set(Commands.keyTables.flatMap(\.commands).map(\.id)))
        let vim = KeyMap.load(name: "vim", reading: none).map
        #expect(vim["global"].keys(of: "quit").map(KeySequence.text) == ["Z Z", "Z Q", "q", "g q"])
    }
}
