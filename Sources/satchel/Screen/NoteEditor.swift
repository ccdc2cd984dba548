// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Interface
internal import Terminal

/// A text in the person's editor: in a file that only this user can read, in a folder that is gone afterwards.
enum NoteEditor {
    /// Longer texts are no notes: no field takes a hundredth of it.
    private static let byteCountMax = 1 << 20

    /// The command that is run; nil where none is set.
    static var command: String? { Machine.environment("VISUAL") ?? Machine.environment("EDITOR") }

    /// A text that the editor is to have: from which request, and of which field.
    struct Note {
        let id: RequestID
        let text: String
        let name: String
    }

    /// Gives the terminal to the editor and takes it again. Answers what becomes of the text, and by which signal the
    /// program has to end: interrupts and stops that came meanwhile were meant for the editor.
    static func edit(_ note: Note, _ screen: Screen?, _ signals: borrowing Signals) -> (Reply, ending: Signal?) {
        guard let screen, let command else { return (none, nil) }
        screen.suspend()
        defer { screen.resume() }
        var ending: Signal?
        func look() -> Bool {
            ending = ending ?? signals.drain().first { $0 == .terminate || $0 == .hangUp }
            return ending != nil
        }
        let reply = edit(note.text, name: note.name, with: command, isToEnd: look)
        _ = look()
        return (reply, ending)
    }

    /// What becomes of a text. `isToEnd` says whether the program has to end meanwhile.
    private static func edit(_ text: String, name: String, with command: String, isToEnd: () -> Bool) -> Reply {
        do throws(HostError) {
            let folder = try PrivateFolder(named: "satchel")
            let path = "\(folder.path)/\(name).txt"
            // Editors end a file with a line end; it is no part of the text.
            try Files.write(Array((text + "\n").utf8), to: path)
            switch EditorProcess.run(command, on: path, isToEnd: isToEnd) {
            case .exited(0): return try read(path)
            case .exited(126), .exited(127):
                return kept("The editor “\(command)” cannot be started.", setsAnother: true)
            case .exited(let code): return kept("The editor “\(command)” ended with \(code).")
            case .killed(let signal): return kept("The editor “\(command)” was ended by signal \(signal).")
            case .notStarted(let error): return kept("The editor “\(command)” cannot be started: \(error.message).")
            }
        } catch {
            return kept("The text cannot be given to an editor: \(error.description).")
        }
    }

    private static func read(_ path: String) throws(HostError) -> Reply {
        do throws(HostError) {
            let bytes = try Files.readOwn(path, byteCountMax: byteCountMax)
            guard var text = String(validating: bytes, as: UTF8.self) else {
                return kept("What the editor wrote is no UTF-8 text.")
            }
            while text.unicodeScalars.last == "\n" || text.unicodeScalars.last == "\r" {
                text.unicodeScalars.removeLast()
            }
            guard text.utf8.count <= TextInput.bytesMax else {
                return kept("What the editor wrote is too long: \(text.count) characters.")
            }
            return .edited(text)
        } catch  where error.isTooLarge {
            return kept("What the editor wrote is too long: more than \(byteCountMax) bytes.")
        }
    }

    /// The reply where none is set.
    static var none: Reply {
        kept("No editor is set.", setsAnother: true)
    }

    private static func kept(_ words: String, setsAnother: Bool = false) -> Reply {
        let lines = setsAnother ? ["VISUAL or EDITOR names one, as in: EDITOR=nano satchel."] : []
        return .failed(Problem(title: words, lines: lines + ["The text stands as it was."]))
    }
}
