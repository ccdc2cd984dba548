internal import Glibc

/// Gives a file another name.
enum FileMove {
    /// Moves a file within its volume, over whatever stands there; nothing happens when it is missing. Calls `rename`.
    static func move(_ path: String, to other: String) {
        rename(path, other)
    }
}
