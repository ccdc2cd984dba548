// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct KeysAndThemesTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
    }

    @Test func `without files of one's own the checks say what there is`() throws {
        #expect(
            try place.satchel("keys", "check")
                == Run(
                    output:
                        "\(place.path("config/satchel/keymaps")): there is no key map; default, emacs, orthodox, vim "
                        + "come with the program\n"))
        #expect(
            try place.satchel("theme", "check")
                == Run(
                    output: "\(place.path("config/satchel/themes")): there is no theme; dusk, ascii, high-contrast, "
                        + "mono, paper come with the program\n"))
        #expect(try place.satchel("keys", "check", "--json") == Run(output: "[]\n"))
    }

    @Test func `a key map that is not accepted names line, key and what would be`() throws {
        try place.write("mine.json5", "{\n  nav: {\n    'ctrl-i': 'list.down',\n    'x': 'list.dwn',\n  },\n}\n")
        #expect(
            try place.satchel("keys", "check", "mine.json5")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: the key map is not accepted
                        satchel: mine.json5:3:5: nav: “ctrl-i” arrives as tab; accepted: tab
                        satchel: mine.json5:4:10: nav x: “list.dwn” is no command; accepted: list.down

                        """))
        let json = try place.satchel("keys", "check", "mine.json5", "--json")
        #expect(json.exit == 1 && json.output == "")
        #expect(
            json.errors.contains(
                "{\"record\":\"mine.json5\",\"row\":4,\"field\":\"nav x\",\"value\":\"list.dwn\",\"rule\":\"unknown\","
                    + "\"expected\":\"list.down\"}"))
        #expect(
            try place.satchel("keys", "check", "nothing.json5")
                == Run(
                    exit: 1,
                    errors: "satchel: the key map is not accepted\nsatchel: nothing.json5: cannot be read: there is no "
                        + "such file\n"))
    }

    @Test func `all of one's own maps are checked, with what does not work everywhere`() throws {
        let folder = "config/satchel/keymaps"
        try place.write("\(folder)/mine.json5", "{ inherits: 'vim', nav: { 'ctrl-s': 'list.down' } }")
        try place.write("\(folder)/vim.json5", "{}")
        try place.write("\(folder)/notes.txt", "none")
        let (mine, vim) = (place.path("\(folder)/mine.json5"), place.path("\(folder)/vim.json5"))
        #expect(
            try place.satchel("keys", "check")
                == Run(
                    output: """
                        warning: \(mine):1:27: nav: “ctrl-s” is not safe: many terminals stop and start their output \
                        with it; accepted: another key
                        \(mine): accepted
                        warning: \(vim): “vim” is the name of a file of Satchel's own, which is taken instead; \
                        accepted: another name
                        \(vim): accepted

                        """))
        #expect(
            try place.satchel("keys", "check", "--json").output.contains(
                "{\"line\":1,\"column\":27,\"weight\":\"warning\",\"subject\":\"nav\",\"value\":\"ctrl-s\","
                    + "\"rule\":\"risky\""))
        let list = try place.satchel("keys", "list", "--map", "mine").output
        #expect(list.contains("nav       ctrl-s      list.down"))
        #expect(list.contains("global    Z Z         quit"))
        #expect(try place.satchel("keys", "list", "--map", mine).output == list)
    }

    @Test func `the keys of a map are listed by context`() throws {
        let list = try place.satchel("keys", "list").output.split(separator: "\n")
        #expect(list.first == "Context   Keys        Command              Does")
        #expect(list.contains("list      e           cell.edit            Change this cell"))
        let json = try place.satchel("keys", "list", "--json").output
        #expect(
            json.contains(
                "{\"context\":\"global\",\"keys\":\"g q\",\"command\":\"quit\",\"title\":\"Quit\"}"))
        let orthodox = try place.satchel("keys", "list", "--map", "orthodox").output
        #expect(orthodox.contains(" F9 ") && orthodox.contains(" F8          record.delete"))
        #expect(
            try place.satchel("keys", "list", "--map", "wordstar")
                == Run(
                    exit: 1,
                    errors:
                        "satchel: the key map is not accepted\nsatchel: wordstar: “wordstar” is no key map; accepted: "
                        + "default, emacs, orthodox, vim, "
                        + "a file \(place.path("config/satchel/keymaps/wordstar.json5"))\n"
                ))
    }

    @Test func `a theme is checked for mistakes and for text that is hard to read`() throws {
        try place.write(
            "pale.json5",
            "{ name: 'pale', inherits: 'paper', palette: { dim: '#999999' },\n  roles: { rule: { fg: 'ink' } } }")
        let pale = try place.satchel("theme", "check", "pale.json5")
        #expect(pale.exit == 0 && pale.errors == "")
        #expect(
            pale.output.hasPrefix(
                "warning: pale.json5: “text.dim” has a contrast of 2.37 on its ground; accepted: at least 4.50\n"))
        #expect(pale.output.hasSuffix("pale.json5: accepted\n") && !pale.output.contains("“rule”"))
        try place.write("broken.json5", "{ name: 'b', roles: { txt: {},\n  rule: { fg: 'red' } } }")
        #expect(
            try place.satchel("theme", "check", "broken.json5")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: the theme is not accepted
                        satchel: broken.json5:1:23: roles: “txt” is no role; accepted: text
                        satchel: broken.json5:2:15: roles.rule.fg: “red” is no colour of the palette; accepted: terminal

                        """))
    }

    @Test func `the themes are listed with the one in use`() throws {
        try place.write("config/satchel/themes/night.json5", "{ name: 'night' }")
        let night = place.path("config/satchel/themes/night.json5")
        #expect(
            try place.satchel("theme", "list", "--theme", "night").output
                == """
                Theme          From
                dusk           comes with the program
                ascii          comes with the program
                high-contrast  comes with the program
                mono           comes with the program
                paper          comes with the program
                night          \(night)\(String(repeating: " ", count: 2))in use

                """)
        #expect(
            try place.satchel("theme", "list", "--json").output.hasPrefix(
                "[\n{\"name\":\"dusk\",\"file\":null,\"used\":true},\n"))
    }

    @Test func `a pipe is no theme and no key map, and is not waited for`() throws {
        for kind in ["theme", "keys"] {
            let run = try place.shell("rm -f p.json5; mkfifo p.json5; \"$SATCHEL\" \(kind) check p.json5")
            #expect(run.exit == 1)
            #expect(run.errors.contains("it is a device or a pipe, not a file"), "\(run.errors)")
        }
    }
}
