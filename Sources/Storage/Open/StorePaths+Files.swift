extension StorePaths {
    /// Every file that belongs to the store, whether it is there or not.
    package var files: [String] {
        let endings = [
            "", "-wal", "-shm", "-journal", ".lock", ".search", ".search-wal", ".search-shm", ".search-journal",
            ".drafts", ".drafts-wal", ".drafts-shm", ".drafts-journal",
            ".drafts.bad",
        ]
        return endings.map { store + $0 }
    }
}
