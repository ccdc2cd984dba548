// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Lines of the audit log on their way into a file: the question for its name, then the writing.
struct AuditExport: Equatable, Sendable {
    fileprivate(set) var id: RequestID?
    /// Whether the file is being written.
    fileprivate(set) var isRunning = false
}

extension AuditPlace {
    mutating func askForFile(_ scope: inout Scope) {
        export.id = scope.askText(
            "Write these lines to (.csv, .json or .jsonl)", offering: "audit-\(scope.situation.clock.today.text).csv")
    }

    mutating func takeExport(_ reply: Reply, _ scope: inout Scope) {
        switch reply {
        case .typed(let path):
            guard !path.isEmpty else { return scope.say(.info, "No file was named: nothing is written.") }
            export.id = scope.ask(.exportAudit(wanted, path: path))
            export.isRunning = true
        case .changed(let words):
            export = AuditExport()
            scope.say(.ok, "\(words).")
        case .failed(let problem), .denied(let problem):
            export = AuditExport()
            scope.say(.warning, problem)
        default: break
        }
    }
}
