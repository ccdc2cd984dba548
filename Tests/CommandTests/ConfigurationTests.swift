// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

@Suite struct ConfigurationTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
    }

    private var file: String { place.path("config/satchel/config.json5") }

    private func configure(_ text: String) throws {
        try place.write("config/satchel/config.json5", text)
    }

    @Test func `options go before the environment, that before the file, that before defaults`() throws {
        try configure("{\n  // mine\n  store: 'file.db',\n  log_level: 'debug',\n}\n")
        func store(_ words: [String], _ variables: [String: String]) throws -> String {
            let output = try place.satchel(words + ["config", "show", "--json"], variables: variables).output
            return output.split(separator: "\n").first { $0.contains("\"key\":\"store\"") }.map(String.init) ?? ""
        }
        let variables = ["SATCHEL_STORE": "variable.db"]
        #expect(try store(["--store", "option.db"], variables).contains("\"option.db\",\"source\":\"option --store\""))
        #expect(
            try store([], variables).contains("\"variable.db\",\"source\":\"environment SATCHEL_STORE\""))
        #expect(try store([], [:]).contains("\"file.db\",\"source\":\"\(file):3\""))
        #expect(try place.satchel("config", "check") == Run(output: "\(file): accepted\n"))
    }

    @Test func `mistakes name file, line, key and what is accepted`() throws {
        try configure("{\n  store: 'a.db',\n  log_level: 'loud',\n  colour: 'red',\n}\n")
        #expect(
            try place.satchel("config", "check")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: the configuration is not accepted
                        satchel: \(file):4: colour: is no key; accepted: store, member, theme, keymap, ascii, \
                        ambiguous, accessible, mouse, escape_delay_ms, copy_command, copy_file, read_only, \
                        restricted, log_level, log_size_mb, log_age_days, lock_wait_seconds
                        satchel: \(file):3: log_level: “loud” is not accepted; accepted: error, warn, info, debug, trace
                        satchel: check it: satchel config check

                        """))
        #expect(try place.satchel("list", "products").exit == 1)
        let json = try place.satchel("config", "check", "--json")
        #expect(json.exit == 1 && json.errors.contains("{\"record\":\"\(file)\",\"row\":4,\"field\":\"colour\","))
        for words in [["version"], ["--version"], ["--help"], ["list", "--help"], ["completion", "bash"]] {
            #expect(try place.satchel(words).exit == 0, "\(words)")
        }
    }

    @Test(arguments: ["null", "[]", "'text'"]) func `what is no object is told`(text: String) throws {
        try configure(text)
        let run = try place.satchel("config", "check")
        #expect(run.exit == 1)
        #expect(run.errors.contains(", no object of keys and values; accepted: keys with plain"), "\(run.errors)")
    }

    @Test func `a key without a plain value, and one that stands twice, are told`() throws {
        try configure("{ theme: null }")
        #expect(try place.satchel("config", "check").errors.contains("theme: is no plain value; accepted: "))
        try configure(
            """
            {
              theme: 'dusk', /* theme:
              twice */
              'store': "theme: a.db",
              "theme": "paper",
            }
            """)
        #expect(
            try place.satchel("config", "check").errors.contains(
                "satchel: \(file):5: is no JSON5: there is “theme” again, first in line 2; accepted: each key once"))
    }

    @Test func `what is no JSON5 names its line`() throws {
        try configure("{\n  store: 'a.db'\n  theme: 'dusk'\n}\n")
        let run = try place.satchel("config", "check")
        #expect(run.exit == 1)
        #expect(run.errors.contains("satchel: \(file):2: is no JSON5: there is “theme”; accepted: a comma"))
        try configure("{\n  store: 'a.db',\n  log_level: [1],\n")
        #expect(try place.satchel("config", "check").errors.contains("satchel: \(file):4: is no JSON5"))
    }

    @Test func `the log has one line for each command, for its owner only`() throws {
        try place.makeShop()
        _ = try place.shop("list", "products")
        _ = try place.shop("show", "products", "mara@example.org")
        let lines = try place.text("state/satchel/satchel.log").steady.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines[1].hasPrefix(
                "{\"timestamp\":\"TIME\",\"level\":\"info\",\"message\":\"done\",\"correlation\":\"ID\","
                    + "\"module\":\"command line\",\"action\":\"list\",\"duration_ms\":"))
        #expect(lines[1].hasSuffix(",\"member\":\"ID\",\"tenant\":\"ID\",\"device\":\"ID\",\"exit\":0}"))
        #expect(lines[2].contains("\"level\":\"warn\",\"message\":\"refused\""))
        #expect(lines[2].hasSuffix("\"exit\":4,\"error\":\"not_found\"}"))
        #expect(!lines[2].contains("@"))
        #expect(Files.mode(place.path("state/satchel/satchel.log")) == 0o600)
    }

    @Test func `the log is turned over by size and five are kept`() throws {
        try Files.makeFolder(place.path("state/satchel"))
        for number in 1...6 { try place.write("state/satchel/satchel.log.\(number)", "old \(number)\n") }
        try place.write("state/satchel/satchel.log", String(repeating: "x", count: 1_000_001))
        _ = try place.satchel("version", variables: ["SATCHEL_LOG_SIZE_MB": "1"])
        #expect(try place.text("state/satchel/satchel.log").split(separator: "\n").count == 1)
        #expect(try place.text("state/satchel/satchel.log.1").count == 1_000_001)
        #expect(try place.text("state/satchel/satchel.log.5") == "old 4\n")
    }
}
