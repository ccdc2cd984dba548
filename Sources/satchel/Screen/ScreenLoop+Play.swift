internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Terminal

/// How a script ended.
struct ScriptEnd {
    /// What a person would see.
    let screen: Canvas
    let message: String?
    /// How many steps were done; quitting and what goes wrong end a script before its last one.
    let stepCount: Int
    /// Whether something went wrong, which ended it.
    let hasFailed: Bool
    /// What the screen knows that contradicts itself: a mistake of the program.
    let contradiction: String?
}

extension ScreenLoop {
    /// How long a script waits for a letter before it looks again.
    private static let restMilliseconds: Int32 = 20
    /// Pauses up to this are waited for where a script is played.
    private static let shortMilliseconds = 1_000

    /// Plays a script to its end, or to what goes wrong, without a terminal, and answers what a person would see then.
    mutating func play(_ script: KeyScript, keepsGoing: Bool) -> ScriptEnd {
        dataVersion = (try? reader.dataVersion()) ?? 0
        take(.start)
        renewAccess()
        settle()
        let alarms = model.alarmCount
        var stepCount = 0
        for step in script.steps {
            guard isRunning else { break }
            stepCount += 1
            if case .size(let size) = step {
                take(.resized(columns: size.columns, rows: size.rows))
            } else {
                take(.play(KeyScript([step])))
            }
            show()
            for letter in mailbox.drain() { take(letter) }
            if !model.typeAhead.isEmpty { settle() }
            if model.alarmCount > alarms && !keepsGoing { break }
        }
        settle()
        draw()
        clipboard.finish()
        return ScriptEnd(
            screen: picture?.canvas ?? Canvas(columns: 0, rows: 0), message: model.toast?.text,
            stepCount: stepCount, hasFailed: model.alarmCount > alarms && !keepsGoing,
            contradiction: model.contradiction)
    }

    /// Waits until everything that was asked is answered and nothing short is waited for: the program is at rest.
    private mutating func settle() {
        while isRunning {
            let wasBusy =
                worker.isBusy || auditor.isBusy || writer?.isBusy == true || drafts?.isBusy == true
                || clipboard.isBusy
            let letters = mailbox.drain()
            take(.tick(nowMicroseconds: Clock.microseconds()))
            for letter in letters { take(letter) }
            watchStore()
            show()
            if wasBusy || !letters.isEmpty {
                if letters.isEmpty { _ = Poll.ready([mailbox.descriptor], milliseconds: Self.restMilliseconds) }
                continue
            }
            // What a person waits for in the next moments comes at once; a message stays.
            let end = Clock.monotonicMicroseconds() + Int64(Self.shortMilliseconds) * 1_000
            let due = timers.filter { $0.deadline <= end }
            timers.removeAll { $0.deadline <= end }
            if due.isEmpty { return }
            for timer in due { take(.woke(timer.token)) }
        }
    }
}
