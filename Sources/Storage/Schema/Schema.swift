internal import Domain

/// The schema as the declarations of today ask for it; a test compares it with what the migrations make.
package enum Schema {
    package static var declaredSQL: String {
        (JournalTables.createSQL + Resources.all.flatMap { RecordTable.of($0).createSQL })
            .map { $0 + ";" }.joined(separator: "\n")
    }
}
