// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interface
internal import Synchronization

/// The thread that keeps where the person is and how the lists look: a file that waits for the disk. Only the newest
/// state counts, so that nobody waits to hand one over.
final class SessionKeeper: Sendable {
    private struct State {
        var pace: SessionPace
        /// What is to be written next.
        var waiting: SessionState?
        /// Whether it was told that the file cannot be written.
        var hasToldFailure = false
    }

    private let state: Mutex<State>
    /// One turn for each state that waits.
    private let turns = Channel<Bool>(capacity: 2)
    private let join = Mutex<Worker.Join?>(nil)
    private let file: SessionFile
    private let mailbox: Mailbox<Message>

    /// `restored` is what the file holds already.
    init(_ file: SessionFile, restored: SessionState?, mailbox: Mailbox<Message>) {
        self.file = file
        self.mailbox = mailbox
        state = Mutex(State(pace: SessionPace(restored: restored)))
    }

    /// Takes a state over when it is time to write it; the thread starts with the first. The state is made only then:
    /// this is asked behind each key.
    func offer(_ current: @autoclosure () -> SessionState, isLast: Bool = false) {
        let now = Clock.microseconds()
        guard isLast || state.withLock({ $0.pace.isDue(now: now) }) else { return }
        let session = current()
        let isTurn = state.withLock { state in
            guard state.pace.takes(session, now: now, isLast: isLast) else { return false }
            defer { state.waiting = session }
            return state.waiting == nil
        }
        guard isTurn else { return }
        start()
        _ = turns.send(true)
    }

    private func start() {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("session") { [self] in while turns.receive() != nil { write() } }
        }
    }

    private func write() {
        guard let session = state.withLock({ $0.waiting.take() }) else { return }
        do throws(HostError) {
            try file.write(session)
        } catch {
            let isFirst = state.withLock { state in
                defer { state.hasToldFailure = true }
                return !state.hasToldFailure
            }
            guard isFirst else { return }
            let lines = ["\(file.path): \(error.message)", "The store is not concerned; panes and lists begin anew."]
            mailbox.post(
                .notice(.warning, Problem(title: "Where you are is not kept for the next start.", lines: lines)))
        }
    }

    /// Ends the thread once what was handed over is on the disk.
    func finish() {
        turns.close()
        join.withLock { $0 }?.wait()
    }
}
