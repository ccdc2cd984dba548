// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What is wrong, or worth knowing, at one place of a theme or a key map that a person wrote.
package struct FileProblem: Error, Equatable, Sendable {
    /// How much it matters.
    package enum Weight: String, Sendable {
        /// The file is not used.
        case error
        /// The file is used; what is named does not work everywhere.
        case warning
        /// Nothing is wrong.
        case note
    }

    /// The file as it is called: a path.
    package let file: String
    /// Nil for what concerns the file as a whole.
    package let place: TextPlace?
    /// What in the file is meant, like "roles.text.dim.fg" or "inventory"; empty for the file as a whole.
    package let subject: String
    package let fact: Fact

    /// A problem at a place.
    package init(file: String, place: TextPlace? = nil, subject: String = "", _ fact: Fact) {
        self.file = file
        self.place = place
        self.subject = subject
        self.fact = fact
    }

    /// Problems as one reads a file: those of one file together, from its begin to its end.
    static func inOrder(_ problems: [FileProblem]) -> [FileProblem] {
        var files: [String] = []
        for problem in problems where !files.contains(problem.file) { files.append(problem.file) }
        let last = TextPlace(line: .max, column: .max)
        return files.flatMap { file in
            problems.enumerated().filter { $0.element.file == file }
                .sorted { ($0.element.place ?? last, $0.offset) < ($1.element.place ?? last, $1.offset) }
                .map(\.element)
        }
    }

    /// What can be found. Lists of names say what would be accepted.
    package enum Fact: Equatable, Sendable {
        // Any file.
        case unreadable(String)
        case syntax(found: String, expected: String)
        case wrongKind(found: String, expected: String)
        case missing(expected: String)
        /// A name that is none of a kind: "role", "command".
        case notAmong(String, noun: String, known: [String])
        /// A value of the right kind that means nothing.
        case notAccepted(String, expected: String)

        // Themes.
        /// Text that is hard to read on its ground, in hundredths of the ratio that WCAG 2.1 defines.
        case faint(role: String, hundredths: Int)

        // Key maps.
        case noKey(String)
        case sequenceTooLong(String, countMax: Int)
        /// A key that arrives as another one, or nil as nothing.
        case neverArrives(String, as: String?)
        case risky(String, reason: String)
        case boundTwice(String, line: Int)
        /// A key that is a command and begins longer ones.
        case beginsOthers(String, longer: [String])
        /// A binding that takes away others of the map it inherits.
        case replaces(String, others: [String])
        /// A binding that keeps others of the contexts around it from being typed.
        case hides(String, others: [String])
        /// A binding that a context built on this one has for another command.
        case hidden(String, command: String, contexts: [String])
        case typed(String)
        case commandElsewhere(String, contexts: [String])
        case nothingToUnbind(String, contexts: [String])
        case withoutKey(String)
        case noWayOut(commands: [String])
        case inheritsInCircle([String])
        case nameTaken(String)
    }
}
