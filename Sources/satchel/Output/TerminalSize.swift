internal import Glibc
internal import Host

/// The size of the terminal a command prints to.
enum TerminalSize {
    private static let columnsMin = 20
    private static let columnsUsual = 80

    /// Columns of the terminal on standard output, 80 where it does not say. Calls `ioctl`.
    static var columns: Int {
        if let given = Machine.environment("COLUMNS").flatMap({ Int($0) }), given >= columnsMin { return given }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return columnsUsual }
        return max(columnsMin, Int(size.ws_col))
    }
}
