// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension ImportPlace {
    func heading(_ situation: Situation) -> Heading {
        Heading(title: "Import", subject: situation.layout.isNarrow ? narrowSubject : subject)
    }

    private var subject: String {
        let steps = ["1 file", "2 columns", "3 dry run"]
        let current =
            switch stage {
            case .file: 0
            case .mapping: 1
            case .trial, .bad: 2
            }
        return steps.enumerated().map { $0.offset == current ? "[\($0.element)]" : $0.element }.joined(
            separator: " ── ")
    }

    private var narrowSubject: String {
        switch stage {
        case .file: "file"
        case .mapping: "columns"
        case .trial: "dry run"
        case .bad: "bad rows"
        }
    }

    func aside(_ situation: Situation) -> String {
        switch stage {
        case .file: "into \(records.name)"
        case .mapping, .trial: order.fileName
        case .bad: "\(order.fileName) · bad rows"
        }
    }

    func position(_ situation: Situation) -> String {
        if running != nil { return "" }
        switch stage {
        case .file:
            let count = chooser.entries.count
            return count == 0 ? "" : "\(chooser.viewport.cursor + 1) of \(count)"
        case .mapping: return mappingPosition()
        case .trial, .bad: return trialPosition()
        }
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        if let running { return Prompt(text: words(running, now: situation.clock.now), isAsking: true) }
        switch stage {
        case .file: return Prompt(lead: "File: ", input: chooser.input)
        case .mapping: return mappingPrompt()
        case .trial, .bad: return trialPrompt()
        }
    }

    /// What is under way, how far it is, and that it can be stopped.
    private func words(_ running: Running, now: Int64) -> String {
        let (verb, unit) =
            switch running.step {
            case .paste, .survey: ("looking at the file", "bytes")
            case .trial: ("trying", "rows")
            case .check: ("trying the row", "rows")
            case .run: ("importing", "rows")
            case .badRows: ("writing the bad rows", "rows")
            case .saveMapping: ("saving", "")
            }
        guard running.pace.total > 0 else { return "\(verb)   esc stops it" }
        return "\(verb): \(running.pace.words(unit, now: now))   esc stops it"
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        [Part(situation.layout.body) { draw(on: &$0, situation, theme) }]
    }

    private func draw(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        switch stage {
        case .file: drawFiles(on: &canvas, situation, theme)
        case .mapping: drawMapping(on: &canvas, situation, theme)
        case .trial: drawTrial(on: &canvas, situation, theme)
        case .bad: drawBad(on: &canvas, situation, theme)
        }
    }
}
