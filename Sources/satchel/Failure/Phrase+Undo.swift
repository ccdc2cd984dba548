// SPDX-License-Identifier: Apache-2.0
internal import Storage

extension Phrase {
    /// Which way along the actions.
    enum Direction {
        case undo, redo
    }

    /// What is said of an action that an undo leaves as it is.
    static func passedOver(_ passed: PassedOver) -> String {
        let reason =
            switch passed.reason {
            case .purge: "a purge cannot be taken back"
            case .erasure: "what was erased cannot be written back"
            }
        return "passed over, because \(reason): \(passed.summary)"
    }

    /// What is said of an undo or redo that found everything as it would leave it.
    static func nothingLeft(_ result: UndoResult, _ direction: Direction) -> String {
        switch direction {
        case .undo: "nothing was left to take back of “\(result.summary)”; the next undo is of the action before it"
        case .redo: "nothing was left to do again of “\(result.summary)”; the next redo is of the action after it"
        }
    }
}
