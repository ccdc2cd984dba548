// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A file that is to be imported, and what the person decided about it.
package struct ImportOrder: Equatable, Sendable {
    /// What a column becomes where the person chose it.
    package enum Target: Equatable, Sendable {
        /// A field by its key, one key of a map as `metadata.KEY`, or `id`.
        case field(String)
        case leftOut
    }

    /// Which rows are meant.
    package enum Rows: Equatable, Sendable, CaseIterable {
        case both, add, change
    }

    package let resource: ResourceFacts
    /// The file, from the root.
    package let path: String
    /// Whether the file holds what was pasted, which a person did not choose among others.
    package let isPasted: Bool
    /// By the columns' names in the file.
    package var targets: [String: Target] = [:]
    /// What was answered: values of the questions' choices.
    package var answers: [FileQuestion.Subject: String] = [:]
    package var rows = Rows.both
    /// Cells that were typed anew, by row and column.
    package var mends: [Int: [String: String]] = [:]
    package var leftOut: Set<Int> = []
    /// Whether all rows that are bad still are left out.
    package var skipsBad = false

    package init(resource: ResourceFacts, path: String, isPasted: Bool = false) {
        self.resource = resource
        self.path = path
        self.isPasted = isPasted
    }

    /// The file without its folder.
    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// A step of an import.
package enum ImportStep: Equatable, Sendable {
    /// Make a file of what was pasted: answered by `written`.
    case paste(PastedLines)
    /// Look at the file: answered by `survey`.
    case survey
    /// Do it all and take it back: answered by `trial`.
    case trial
    /// Try one row as it is mended: answered by `checked`.
    case check(row: Int)
    /// Do it, all or nothing: answered by `changed`, or by `trial` where rows turned out to be bad.
    case run
    /// Write the rows that are bad or left out to a file: answered by `written`.
    case badRows
    /// Keep what the columns become for the next file that has them: answered by `written`.
    case saveMapping
}

/// What became of a step.
package enum ImportAnswer: Equatable, Sendable {
    case survey(FileSurvey)
    case trial(FileTrial)
    /// What is wrong with the row still.
    case checked([BadCell])
    case written(path: String)
}
