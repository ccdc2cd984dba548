internal import Host

/// The folders of the XDG base directory specification, for this program.
enum Folders {
    static var configuration: String { folder("XDG_CONFIG_HOME", ".config") }
    static var state: String { folder("XDG_STATE_HOME", ".local/state") }
    static var data: String { folder("XDG_DATA_HOME", ".local/share") }

    /// A relative path in the variable is to be ignored (XDG base directory specification, "Basics").
    private static func folder(_ variable: String, _ standard: String) -> String {
        if let given = Machine.environment(variable), given.hasPrefix("/") { return "\(given)/satchel" }
        let home = Machine.environment("HOME") ?? "/"
        return "\(home)/\(standard)/satchel"
    }
}
