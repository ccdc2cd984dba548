internal import Domain
internal import Host

/// Asks before something that touches much or cannot be taken back.
enum Confirmation {
    /// Asks for yes; without a terminal it refuses instead.
    static func ask(_ what: String, _ session: Session) throws {
        if session.invocation.has("yes") { return }
        guard Machine.hasTerminal else { throw UsageFailure.cannotAsk(what) }
        try session.output.write("\(Table.cell(what)): go on? yes/no ")
        try session.output.flush()
        guard FieldReading.boolean(try answer()) == true else { throw CommandFailure.declined }
    }

    /// Asks for a text to be typed, for what cannot be undone.
    static func askTyping(_ wanted: String, _ what: String, _ session: Session) throws {
        if session.invocation.has("yes") { return }
        guard Machine.hasTerminal else { throw UsageFailure.cannotAsk(what) }
        try session.output.write("\(Table.cell(what)). Type \(Table.cell(wanted)) to go on: ")
        try session.output.flush()
        guard try answer() == wanted else { throw CommandFailure.declined }
    }

    /// One line of standard input.
    private static func answer() throws -> String {
        let byteCountMax = 1_024
        let input = try FileReader(path: "-")
        return Trim.blanks(String(decoding: try input.read(upTo: byteCountMax), as: UTF8.self))
    }
}
