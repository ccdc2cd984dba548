// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// Takes a message in. Pure: what is to be done outside is returned.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
    model.take(message)
    let effects = model.outbox
    model.outbox = []
    return effects
}

extension Model {
    mutating func take(_ message: Message) {
        switch message {
        case .start:
            change { $0.open(&$1) }
            if !situation.viewer.isReadOnly {
                let number = newNumber()
                draftsAsked = number
                send(.request(RequestID(place: 0, number: number), .drafts))
            }
        case .resized(let columns, let rows): resize(columns: columns, rows: rows)
        case .key(let key): press(key)
        case .keys(let keys): press(keys)
        case .play(let script): play(script)
        case .tick(let now): situation.clock.now = now
        case .woke(let token): wake(token)
        case .storeChanged: refresh(onlyWords: false)
        case .wordsIndexed: refresh(onlyWords: true)
        case .pace(let isSlow): situation.manner.isSlow = isSlow
        case .ending: for slot in slots { change(slot.number) { $0.end(&$1) } }
        case .viewer(let viewer): situation.viewer = viewer
        case .renamed(let name): situation.storeName = name
        case .status(let badges, let connection): (self.badges, self.connection) = (badges, connection)
        case .notice(let severity, let problem): say(severity, problem)
        case .reply(let id, let reply):
            if id.place == 0 {
                takeOwn(reply, id.number)
            } else {
                change(id.place) { $0.take(reply, for: id, &$1) }
            }
            resume()
        }
    }

    private mutating func resize(columns: Int, rows: Int) {
        situation.size = Size(columns: max(0, columns), rows: max(0, rows))
        for slot in slots { change(slot.number) { $0.resize(&$1) } }
        settleSoon(activeNumber)
    }

    private mutating func wake(_ token: Int) {
        switch token {
        case settleToken: change(settling) { $0.settle(&$1) }
        case followToken: change { $0.follow(&$1) }
        case whichKeyToken: showsWhichKey = !prefix.isEmpty
        case toastToken: toast = nil
        default: break
        }
    }

    /// Says what went wrong.
    mutating func say(_ severity: Severity, _ problem: Problem) {
        say(severity, problem.headline, lines: Array(problem.lines.dropFirst()))
    }
}
