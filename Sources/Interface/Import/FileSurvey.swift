// SPDX-License-Identifier: Apache-2.0
/// What a look at a file tells: its columns, what they become, and what the person has to say.
package struct FileSurvey: Equatable, Sendable {
    /// One column of the file.
    package struct Column: Equatable, Sendable {
        package let header: String
        /// Some of its texts, the first one first.
        package let samples: [String]
        /// What it becomes, in words; nil where it is left out.
        package let target: String?
        package let isRequired: Bool
        /// By what that was found, and how its texts are read.
        package let how: String

        package init(header: String, samples: [String], target: String?, isRequired: Bool, how: String) {
            self.header = header
            self.samples = samples
            self.target = target
            self.isRequired = isRequired
            self.how = how
        }
    }

    /// The form of the file in words: "12 480 rows · UTF-8 · separator ;".
    package let facts: String
    package let columns: [Column]
    package let questions: [FileQuestion]
    /// The saved mapping that was used.
    package let mapping: String?
    /// What has to be mended before rows can be read.
    package let obstacle: Problem?
    /// What else is to be known.
    package let notes: [String]

    package init(
        facts: String, columns: [Column], questions: [FileQuestion] = [], mapping: String? = nil,
        obstacle: Problem? = nil, notes: [String] = []
    ) {
        self.facts = facts
        self.columns = columns
        self.questions = questions
        self.mapping = mapping
        self.obstacle = obstacle
        self.notes = notes
    }
}

/// Something about a file that only a person can say.
package struct FileQuestion: Equatable, Sendable {
    /// What it is about; there is one question of each.
    package enum Subject: Hashable, Sendable {
        case delimiter, decimal, dates, prices, missing
    }

    /// One of the answers that there are.
    package struct Choice: Equatable, Sendable {
        /// What it means, whatever place it has among the others.
        package let value: String
        package let words: String

        package init(_ value: String, _ words: String) {
            self.value = value
            self.words = words
        }
    }

    package let subject: Subject
    /// The column at which it stands; nil where it is about the whole file.
    package let column: Int?
    package let words: String
    /// What may be answered, the likeliest first.
    package let choices: [Choice]

    package init(_ subject: Subject, column: Int?, words: String, choices: [Choice]) {
        precondition(choices.count > 1)
        self.subject = subject
        self.column = column
        self.words = words
        self.choices = choices
    }
}

/// What an import would do, found by doing it and taking it back.
package struct FileTrial: Equatable, Sendable {
    package var rowCount: Int64 = 0
    package var created: Int64 = 0
    package var updated: Int64 = 0
    package var unchanged: Int64 = 0
    /// Rows that were not meant.
    package var passedOver: Int64 = 0
    /// Rows that are bad, all of them.
    package var badCount: Int64 = 0
    /// What is wrong, in the order of the file, as far as it is shown.
    package var bad: [BadCell] = []
    /// Columns with how many bad cells they have, the worst first.
    package var badColumns: [String] = []
    /// Categories that would be made.
    package var made: [String] = []
    /// Columns that mean no field.
    package var unknown: [String] = []
    /// The first records that would change, in words.
    package var samples: [String] = []
    package var milliseconds: Int64 = 0
    /// Whether it was tried again instead of being done, because others changed the store since.
    package var isAnew = false

    package init() {}
}

/// A cell that keeps its row from being imported.
package struct BadCell: Equatable, Sendable {
    package let row: Int
    /// The column as the file calls it; what concerns the row as a whole has none.
    package let column: String
    package let value: String
    package let reason: String
    package let accepted: String
    /// Whether typing the cell anew can help.
    package let isMendable: Bool
    /// All cells of the row.
    package let cells: [String]

    package init(
        row: Int, column: String, value: String, reason: String, accepted: String, isMendable: Bool, cells: [String]
    ) {
        self.row = row
        self.column = column
        self.value = value
        self.reason = reason
        self.accepted = accepted
        self.isMendable = isMendable
        self.cells = cells
    }
}
