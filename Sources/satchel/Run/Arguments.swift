/// The words of the command line as they were given: Swift's own reading mends what is no text.
enum Arguments {
    /// Each word behind the program's name; nil for one whose bytes are no UTF-8.
    static var words: [String?] {
        (0..<Int(CommandLine.argc)).dropFirst().map { index in
            CommandLine.unsafeArgv[index].flatMap { String(validatingCString: $0) }
        }
    }
}
