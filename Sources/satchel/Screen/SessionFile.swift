// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Host
package import Interface

/// The file that a member's session on a store is kept in, beside other state of the person.
package struct SessionFile: Sendable {
    package let path: String

    package init(folder: String, store: Identifier, member: Identifier) {
        path = "\(folder)/sessions/\(store.text)-\(member.text).json"
    }

    /// The state that was kept, as far as it can be used, with what is to be said of the rest; nothing where there is
    /// none. `panes` are the tabs of each pane.
    package func read(panes: [String: [String]], in context: FilterViewpoint)
        -> (state: SessionState, notices: [SessionNotice])
    {
        do throws(HostError) {
            try Files.requireFile(path)
            guard Files.kind(path) != .missing else { return (SessionState(), []) }
            guard let bytes = try Files.read(path, byteCountMax: SessionState.byteCountMax) else {
                return (SessionState(), [.unreadable("is too large")])
            }
            return SessionState.parse(bytes, panes: panes, in: context)
        } catch {
            return (SessionState(), [.unreadable("cannot be read: \(error.message)")])
        }
    }

    /// Replaces the file as one step, readable by its owner only. Waits for the disk.
    package func write(_ state: SessionState) throws(HostError) {
        try Files.makeFolder(Files.parent(path))
        try Files.write(state.json, to: path)
    }
}
