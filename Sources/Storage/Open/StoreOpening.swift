/// How the program comes to read a store: an older one is brought up to date first.
package enum StoreOpening {
    /// A connection for reading. An older store is migrated under the lock, after a backup; where nothing may be
    /// written, `olderSchema` is thrown. A newer one is read as far as it is understood: see `Reader.isNewer`.
    package static func reader(
        _ paths: StorePaths, as onlooker: Onlooker, surroundings: Surroundings, isReadOnly: Bool
    ) throws(StoreError) -> Reader {
        do throws(StoreError) {
            return try Reader(
                paths: paths, as: onlooker, isReadOnly: isReadOnly, migrations: surroundings.migrations)
        } catch {
            guard case .olderSchema = error, !isReadOnly else { throw error }
        }
        _ = try Writer(paths: paths, surroundings: surroundings)
        return try Reader(paths: paths, as: onlooker, migrations: surroundings.migrations)
    }
}
