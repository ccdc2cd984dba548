internal import Domain

/// The completion script for bash.
enum BashCompletion {
    /// The statement that offers words.
    private static func offer(_ words: [String]) -> String {
        "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$cur\"))"
    }

    static var text: String {
        let commands = CommandTable.all
        let firsts = CompletionWords.firsts
        var lines = [
            "# bash completion for satchel", "_satchel() {", "    local cur prev cmd i word",
            "    cur=${COMP_WORDS[COMP_CWORD]}", "    prev=${COMP_WORDS[COMP_CWORD-1]}", "    cmd=", "    i=1",
            "    while [ $i -lt $COMP_CWORD ]; do", "        word=${COMP_WORDS[$i]}", "        case $word in",
            "            \(CompletionWords.valued.joined(separator: "|"))) i=$((i+1)) ;;", "            -*) ;;",
            "            *) cmd=\"${cmd:+$cmd }$word\" ;;", "        esac", "        i=$((i+1))", "    done",
            "    case $prev in",
        ]
        for (option, words) in CompletionWords.choices {
            lines.append(
                "        --\(option)) \(offer(words)); return ;;"
            )
        }
        lines += [
            "        \(CompletionWords.pathOptions.joined(separator: "|")))",
            "            COMPREPLY=($(compgen -f -- \"$cur\")); return ;;",
            "    esac", "    case $cmd in",
            "        '') \(offer(firsts + CompletionWords.globals)) ;;",
        ]
        for spec in commands.sorted(by: { $0.name > $1.name }) {
            let words = CompletionWords.words(of: spec).joined(separator: " ")
            let files = CompletionWords.takesFiles(spec) ? " $(compgen -f -- \"$cur\")" : ""
            lines.append(
                "        '\(spec.name)'|'\(spec.name) '*) COMPREPLY=($(compgen -W '\(words)' -- \"$cur\")\(files)) ;;")
        }
        for first in firsts where !commands.contains(where: { $0.name == first }) {
            lines.append(
                "        '\(first)') \(offer(CompletionWords.seconds(first))) ;;"
            )
        }
        lines += ["    esac", "}", "complete -F _satchel satchel"]
        return lines.joined(separator: "\n") + "\n"
    }
}
