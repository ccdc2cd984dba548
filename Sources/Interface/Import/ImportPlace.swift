// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// An import from a file: first the file is chosen, then what its columns become, then all is tried; nothing is written
/// before the last step, and then all of it or nothing.
struct ImportPlace: Place {
    enum Stage: Equatable, Sendable {
        case file, mapping, trial
        /// The rows that are bad.
        case bad
    }

    /// A step that is under way.
    struct Running: Equatable, Sendable {
        let id: RequestID
        let step: ImportStep
        var pace: Pace
        /// Whether it was told to stop.
        var isStopping = false
    }

    let records: ResourceFacts
    /// What it is that is imported, where that is no file.
    private let pasted: PastedLines?
    private(set) var stage = Stage.file
    var chooser = FileChooser()
    var order: ImportOrder
    private(set) var running: Running?
    // The mapping.
    private(set) var survey: FileSurvey?
    var columns = Viewport()
    /// Which of a question's choices is offered, where there are more than two.
    var offered: [FileQuestion.Subject: Int] = [:]
    /// What was asked of each subject last: what was answered was an answer to that.
    private var asked: [FileQuestion.Subject: FileQuestion] = [:]
    var choice: FieldChoice?
    // The dry run.
    private(set) var trial: FileTrial?
    var bad = BadRows()

    /// An import from a file, or from lines that were pasted.
    init(into resource: ResourceFacts, _ pasted: PastedLines? = nil) {
        records = resource
        self.pasted = pasted
        order = ImportOrder(resource: resource, path: "", isPasted: pasted != nil)
    }

    var keyTables: [KeyTable] {
        switch stage {
        case .file: [.files, .text]
        case .mapping: choice == nil ? [.mapping, .nav] : [.fieldChoice, .text]
        case .trial: [.dryRun, .nav]
        case .bad: bad.mending == nil ? [.dryRun, .nav] : [.mend, .text]
        }
    }

    var input: TextInput? {
        get {
            switch stage {
            case .file: chooser.input
            case .mapping: choice?.input
            case .trial: nil
            case .bad: bad.mending
            }
        }
        set {
            guard let newValue else { return }
            switch stage {
            case .file: chooser.input = newValue
            case .mapping: choice?.input = newValue
            case .trial: break
            case .bad: bad.mending = newValue
            }
        }
    }

    var resource: ResourceFacts? { records }
    var hasRow: Bool { stage != .trial }
    // A row is no detail that could be opened.
    var isZoomed: Bool {
        get { true }
        set {}
    }
    var isInside: Bool { true }
    var loss: Loss? {
        if let running, running.step == .run {
            return Loss(words: "The import is not done; it stops with nothing changed", stopping: running.id)
        }
        if order.mends.isEmpty { return nil }
        return Loss(words: "What was mended of \(order.fileName) is not imported", stopping: running?.id)
    }
    /// What is tried of one row is there before anybody could stop it.
    var isStoppable: Bool {
        switch running?.step {
        case nil, .check, .saveMapping: false
        case .paste, .survey, .trial, .run, .badRows: true
        }
    }
    /// Keys that go by what is waited for wait as well; esc does not.
    var awaitsRows: Bool { running != nil || chooser.loading != nil }
    /// Whether something is waited for: what can be done then follows from its answer.
    var isWaiting: Bool { awaitsRows }

    mutating func open(_ scope: inout Scope) {
        guard let pasted else { return chooser.look(&scope, isAnew: true) }
        stage = .mapping
        ask(.paste(pasted), order, &scope)
    }

    mutating func typed(_ scope: inout Scope) {
        switch stage {
        case .file: chooser.look(&scope)
        case .mapping: choice?.typed()
        case .trial, .bad: break
        }
    }

    /// Begins a step; what was said before does not concern it.
    mutating func ask(_ step: ImportStep, _ order: ImportOrder, _ scope: inout Scope) {
        let pace = Pace(startedAt: scope.situation.clock.now)
        running = Running(id: scope.ask(.importing(step, order)), step: step, pace: pace)
        scope.act(.hush)
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        switch reply {
        case .folder(let listing): chooser.take(listing, for: id, &scope)
        case .progress(let done, let total) where running?.id == id:
            running?.pace.done = done
            running?.pace.total = total
        case .importing(let answer) where running?.id == id:
            let step = running?.step
            running = nil
            take(answer, step, &scope)
        case .changed(let words) where running?.id == id:
            running = nil
            scope.say(.ok, "\(words). u undoes it.")
            scope.act(.leave)
        case .failed(let problem), .denied(let problem):
            if chooser.fail(problem, for: id, &scope) { return scope.act(.giveUp) }
            guard running?.id == id else { return }
            let (step, isStopping) = (running?.step, running?.isStopping == true)
            running = nil
            fail(step, problem, isStopping: isStopping, &scope)
        default: break
        }
    }

    private mutating func take(_ answer: ImportAnswer, _ step: ImportStep?, _ scope: inout Scope) {
        switch answer {
        case .survey(let survey): take(survey, &scope)
        case .trial(let trial): take(trial, afterRun: step == .run, &scope)
        case .checked(let cells): takeCheck(cells, &scope)
        case .written(let path):
            if case .paste? = step { look(at: path, &scope) } else { sayWritten(path, step, &scope) }
        }
    }

    private mutating func take(_ survey: FileSurvey, _ scope: inout Scope) {
        let isFirst = self.survey == nil
        self.survey = survey
        for question in survey.questions { dropAnswer(unlessTo: question) }
        columns.set(columns.cursor, rows: columnRows(scope.layout), count: survey.columns.count)
        if isFirst { goToNextQuestion(&scope) }
    }

    /// Forgets what was answered and offered when something else was asked: of another column, or with other choices.
    /// A question that is gone for a while keeps its answer.
    private mutating func dropAnswer(unlessTo question: FileQuestion) {
        let former = asked.updateValue(question, forKey: question.subject)
        guard let former, former != question else { return }
        order.answers[question.subject] = nil
        offered[question.subject] = nil
    }

    private mutating func take(_ trial: FileTrial, afterRun: Bool, _ scope: inout Scope) {
        self.trial = trial
        bad.take(trial.bad)
        stage = .trial
        guard afterRun else { return }
        scope.act(.giveUp)
        if trial.isAnew {
            return scope.say(.warning, "Not imported yet: others changed the shop meanwhile. Look again; y imports.")
        }
        scope.say(
            .error, "Nothing was written: \(counted(trial.badCount, "row")) cannot be imported. f shows what is wrong.")
    }

    /// A step was not done: what was before it is shown again, and says why.
    private mutating func fail(_ step: ImportStep?, _ problem: Problem, isStopping: Bool, _ scope: inout Scope) {
        scope.act(.giveUp)
        if isStopping { return stopped(step, &scope) }
        switch step {
        case .paste,
            .survey where survey == nil && pasted != nil:
            scope.act(.leave)
        case .survey where survey == nil:
            stage = .file
            chooser.refusal = problem
            return scope.say(.error, "\(order.fileName) is not taken.", lines: [problem.title] + problem.lines)
        case .trial where trial == nil: stage = .mapping
        case .check: bad.putBackPending()
        default: break
        }
        scope.say(.error, problem)
    }

    private mutating func stopped(_ step: ImportStep?, _ scope: inout Scope) {
        if survey == nil { pasted == nil ? stage = .file : scope.act(.leave) }
        if step == .trial { stage = .mapping }
        bad.putBackPending()
        scope.say(.info, step == .run ? "Stopped; nothing was imported." : "Stopped.")
    }

    /// Takes the file that is chosen and looks at it.
    mutating func takeFile(_ scope: inout Scope) {
        if let entry = chooser.chosen, entry.isFolder { return chooser.enter(entry, &scope) }
        guard let path = chooser.path else {
            return scope.say(.info, "Type the name of a file, or a part of it.")
        }
        look(at: path, &scope)
    }

    private mutating func look(at path: String, _ scope: inout Scope) {
        order = ImportOrder(resource: records, path: path, isPasted: pasted != nil)
        (survey, trial, columns, offered, asked, bad) = (nil, nil, Viewport(), [:], [:], BadRows())
        stage = .mapping
        ask(.survey, order, &scope)
    }

    mutating func go(to stage: Stage) { self.stage = stage }

    /// Tries all of it anew. What was typed stays; what was left out is looked at again.
    mutating func tryAnew(_ scope: inout Scope) {
        (trial, bad) = (nil, BadRows())
        (order.leftOut, order.skipsBad) = ([], false)
        stage = .trial
        ask(.trial, order, &scope)
    }

    mutating func resize(_ scope: inout Scope) {
        chooser.viewport.set(
            chooser.viewport.cursor, rows: chooserRows(scope.layout), count: chooser.entries.count)
        columns.set(columns.cursor, rows: columnRows(scope.layout), count: survey?.columns.count ?? 0)
        bad.viewport.set(bad.viewport.cursor, rows: badRowsShown(scope.layout), count: bad.lines.count)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        switch stage {
        case .file: chooser.viewport.move(move, rows: chooserRows(scope.layout), count: chooser.entries.count)
        case .mapping: columns.move(move, rows: columnRows(scope.layout), count: survey?.columns.count ?? 0)
        case .trial: break
        case .bad: bad.viewport.move(move, rows: badRowsShown(scope.layout), count: bad.lines.count)
        }
    }

    /// Esc stops what is under way, with nothing half done; else it goes back to the step before.
    mutating func stepOut(_ scope: inout Scope) -> Bool {
        if let running {
            self.running?.isStopping = true
            scope.act(.effect(.stop(running.id)))
            return true
        }
        switch stage {
        case .file: return false
        case .mapping:
            if pasted != nil { return false }
            stage = .file
        case .trial: stage = .mapping
        case .bad: stage = .trial
        }
        return true
    }

    func contradiction(_ situation: Situation) -> String? {
        if stage == .trial || stage == .bad, trial == nil, running == nil { return "no trial" }
        return choice != nil && stage != .mapping ? "a choice of fields in \(stage)" : nil
    }

    /// "1 row", "12 480 rows".
    func counted(_ count: Int64, _ noun: String) -> String {
        "\(Figures.grouped(count)) \(count == 1 ? noun : noun + "s")"
    }
}
