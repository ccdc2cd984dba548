/// The completion script for fish.
enum FishCompletion {
    static var text: String {
        var lines = ["# fish completion for satchel", "complete -c satchel -f"]
        for first in CompletionWords.firsts {
            let summary = CommandTable.all.first { $0.name == first }?.summary ?? "\(first) …"
            lines.append("complete -c satchel -n __fish_use_subcommand -a \(first) -d \(quoted(summary))")
        }
        for option in GlobalOptions.all { lines.append("complete -c satchel \(described(option))") }
        for spec in CommandTable.all {
            let condition = quoted(
                spec.words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and "))
            if spec.words.count == 2 {
                let seen = quoted("__fish_seen_subcommand_from \(spec.words[0])")
                lines.append("complete -c satchel -n \(seen) -a \(spec.words[1]) -d \(quoted(spec.summary))")
            }
            for option in spec.options { lines.append("complete -c satchel -n \(condition) \(described(option))") }
            let words = spec.arguments.flatMap { CompletionWords.words($0.words) }
            if !words.isEmpty {
                lines.append("complete -c satchel -n \(condition) -a \(quoted(words.joined(separator: " ")))")
            }
            if CompletionWords.takesFiles(spec) { lines.append("complete -c satchel -n \(condition) -F") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func described(_ option: CommandSpec.Option) -> String {
        var text = "-l \(option.name) -d \(quoted(option.help))"
        guard option.value != nil else { return text }
        let words = CompletionWords.words(option.words)
        text += words.isEmpty ? " -r" : " -x -a \(quoted(words.joined(separator: " ")))"
        if option.words == .files || option.words == .folders { text += " -F" }
        return text
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
    }
}
