internal import Host
internal import SQLite

/// A store can be removed or replaced while it is open: what is written then would be lost.
extension Writer {
    /// Throws `moved` when another file, or none, stands at the store's path now.
    func requirePlace() throws(StoreError) {
        guard let standing = Files.identity(paths.store) else { throw .moved(path: paths.store, isReplaced: false) }
        if standing != file || connection.hasMoved { throw .moved(path: paths.store, isReplaced: true) }
    }

    /// Why what was written here last is no longer at the store's path; nil while it is.
    package var displacement: StoreError? {
        do throws(StoreError) {
            try requirePlace()
            return nil
        } catch {
            return error
        }
    }
}

extension Reader {
    /// Why what is read here is no longer the store; nil while it is.
    package var displacement: StoreError? {
        guard connection.hasMoved else { return nil }
        return .moved(path: paths.store, isReplaced: Files.kind(paths.store) != .missing)
    }
}
