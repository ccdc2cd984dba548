/// The program's own version, as Semantic Versioning has it.
enum Version {
    static let text = "0.1.0"
}
