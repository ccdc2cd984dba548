// SPDX-License-Identifier: Apache-2.0
import Testing

/// Commands that texts of the program name.
@Suite struct HintTests {
    /// What stands behind the program's name in sentences about it.
    private static let prose: Set<String> = ["needs"]

    @Test func `each command that a text of the program names is one`() throws {
        let commands = Set(
            Repository.content("docs/guide/commands.md").split(separator: "\n")
                .filter { $0.hasPrefix("### satchel ") }.map { String($0.dropFirst("### satchel ".count)) })
        try #require(commands.count > 20)
        let form = try Regex("(?:^|: |`|then |\\()satchel (?:--store [^ ]+ )?([a-z]+)(?: ([a-z]+))?")
        var strangers: [String] = []
        var count = 0
        for file in Repository.sources {
            for (number, line) in file.texts.enumerated() {
                for match in Self.text(line).matches(of: form) {
                    let words = match.output.dropFirst().compactMap(\.substring).map(String.init)
                    count += 1
                    if Self.prose.contains(words[0]) { continue }
                    let isCommand = commands.contains(words[0]) || commands.contains(words.joined(separator: " "))
                    if !isCommand {
                        strangers.append("\(file.path):\(number + 1): satchel \(words.joined(separator: " "))")
                    }
                }
            }
        }
        #expect(count > 50)
        expectNone(strangers)
    }

    /// A line's texts without what parts them from its code.
    private static func text(_ line: String) -> String {
        String(line.drop { $0 == " " || $0 == "\"" || $0 == "#" })
    }
}
