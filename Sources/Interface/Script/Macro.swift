// SPDX-License-Identifier: Apache-2.0
internal import Domain
package import Terminal

/// Keys that are recorded, and those of the last record, which a key plays again.
struct Macro: Equatable, Sendable {
    /// What was done since the record began; nil when none runs.
    var recording: KeyScript?
    /// What the last record holds.
    var last = KeyScript()
    /// Whether keys that wait are those of a script. What goes wrong ends it.
    var isPlaying = false

    /// Steps of a record at most.
    static let stepsMax = 10_000
}

/// What is done in its turn: a key of a person, or a step of a script.
package enum Stroke: Equatable, Sendable {
    case key(Key)
    /// A command by its id.
    case command(String)
}

extension KeyScript {
    /// The script as strokes, one after the other.
    var strokes: [Stroke] {
        steps.flatMap { step -> [Stroke] in
            switch step {
            case .keys(let keys): keys.map { .key($0) }
            case .command(let id): [.command(id)]
            case .type(let text): text.map { .key(.character($0)) }
            case .scan(let text): [.key(.scan(text))]
            case .paste(let text): [.key(.paste(text))]
            // The extent is the terminal's.
            case .size: []
            }
        }
    }
}

extension Model {
    /// Keeps what was done for the macro that is recorded.
    mutating func record(_ step: KeyScript.Step) {
        guard let count = macro.recording?.steps.count else { return }
        // A macro does not hold itself.
        if case .command(let id) = step, id.hasPrefix("macro.") { return }
        if count >= Macro.stepsMax {
            toggleRecording()
            return say(.warning, "A macro has at most \(Macro.stepsMax) steps: the record ended.")
        }
        macro.recording?.add(step)
    }

    /// Begins a record, or ends it: then it can be played, and is written to a file.
    mutating func toggleRecording() {
        guard let script = macro.recording else {
            macro.recording = KeyScript([.size(size)])
            return say(.info, "Recording what you do; the same key ends it.")
        }
        macro.recording = nil
        guard script.steps.count > 1 else { return say(.info, "Nothing was done: no macro was kept.") }
        macro.last = script
        send(.request(RequestID(place: 0, number: newNumber()), .keepMacro(script.text)))
    }

    /// Plays the last record once.
    mutating func playMacro() {
        if macro.recording != nil { return say(.info, "The record has to end before it is played.") }
        guard !macro.last.steps.isEmpty else { return say(.info, "No macro was recorded yet: g r begins one.") }
        play(macro.last)
    }

    /// Does what a script says, step by step, behind the keys that wait.
    package mutating func play(_ script: KeyScript) {
        macro.isPlaying = true
        // Nobody looks while it runs: what it says is not to wait.
        passToast()
        typeAhead += script.strokes
        doNext()
    }

    /// What goes wrong ends a script: what follows was meant for what did not come.
    mutating func endScript() -> Bool {
        guard macro.isPlaying else { return false }
        macro.isPlaying = false
        typeAhead = []
        return true
    }
}
