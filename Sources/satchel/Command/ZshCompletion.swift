/// The completion script for zsh.
enum ZshCompletion {
    static var text: String {
        var lines = [
            "#compdef satchel", "_satchel() {", "    local cmd='' i=2 word", "    while (( i < CURRENT )); do",
            "        word=${words[i]}", "        case $word in",
            "            \(CompletionWords.valued.joined(separator: "|"))) (( i++ )) ;;", "            -*) ;;",
            "            *) cmd=\"${cmd:+$cmd }$word\" ;;", "        esac", "        (( i++ ))", "    done",
            "    case ${words[CURRENT-1]} in",
        ]
        for (option, words) in CompletionWords.choices {
            lines.append("        --\(option)) compadd -- \(words.map(quoted).joined(separator: " ")); return ;;")
        }
        lines += [
            "        \(CompletionWords.pathOptions.joined(separator: "|"))) _files; return ;;", "    esac",
            "    case $cmd in",
            "        '') compadd -- \((CompletionWords.firsts + CompletionWords.globals).joined(separator: " ")) ;;",
        ]
        for spec in CommandTable.all.sorted(by: { $0.name > $1.name }) {
            let words = CompletionWords.words(of: spec).map(quoted).joined(separator: " ")
            let files = CompletionWords.takesFiles(spec) ? "; _files" : ""
            lines.append("        '\(spec.name)'|'\(spec.name) '*) compadd -- \(words)\(files) ;;")
        }
        for first in CompletionWords.firsts where !CommandTable.all.contains(where: { $0.name == first }) {
            lines.append("        '\(first)') compadd -- \(CompletionWords.seconds(first).joined(separator: " ")) ;;")
        }
        lines += ["    esac", "}", "compdef _satchel satchel"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ word: String) -> String { "'\(word)'" }
}
