// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

@Suite struct TourTests {
    /// One command of the tour with what the README says that it prints.
    private struct Step {
        let command: String
        let printed: String
    }

    @Test func `the tour of the README prints what it says`() throws {
        let folder = try #require(temporaryFolder())
        defer { _ = Repository.output("rm -rf '\(folder)'") }
        let surroundings = """
            cd '\(folder)'; ln -sfn '\(Repository.root)/docs' docs; satchel() { '\(Repository.program)' "$@"; }
            export XDG_STATE_HOME='\(folder)/state' XDG_CONFIG_HOME='\(folder)/config' SATCHEL_STORE=shop.db
            """
        let steps = steps(of: Repository.content("README.md"))
        try #require(!steps.isEmpty)
        for step in steps where !step.command.hasPrefix("export ") {
            let printed = Repository.output("\(surroundings)\n\(step.command) 2>&1 </dev/null")
            #expect(timeless(printed) == timeless(step.printed), "\(step.command)")
        }
    }

    private func temporaryFolder() -> String? {
        var template = Array("/tmp/satchel-tour-XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) }
    }

    private func steps(of document: String) -> [Step] {
        document.split(separator: "```console\n").dropFirst().flatMap { part in
            let block = part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)]
            return "\n\(block)".split(separator: "\n$ ").map { text in
                let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
                return Step(
                    command: String(lines[0]), printed: lines.count > 1 ? String(lines[1]) : "")
            }
        }
    }

    /// Without moments and the name of whoever ran it, line by line.
    private func timeless(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            guard line.hasPrefix("20"), line.dropFirst(4).hasPrefix("-") else { return String(line) }
            return line.split(separator: " ").dropFirst(3).joined(separator: " ")
        }
    }
}
