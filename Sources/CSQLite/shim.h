#pragma once
#include <sqlite3.h>

// Variadic functions cannot be called from Swift.
static inline int satchel_sqlite3_no_checkpoint_on_close(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
static inline int satchel_sqlite3_checkpoint_on_close(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, (int *)0);
}
static inline int satchel_sqlite3_defensive(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// What the system answered last about the file, or about its journal or WAL, when reading or writing failed.
// sqlite3_system_errno is asked later, when errno may tell of something else.
static inline int satchel_sqlite3_file_errno(sqlite3 *db) {
    int number = 0;
    sqlite3_file *journal = (sqlite3_file *)0;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
    if (journal && journal->pMethods) journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &number);
    if (number == 0) sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
    return number;
}

// Before the first connection: each connection stays with one thread, and nobody asks how much memory SQLite uses, so its
// allocator needs no lock to count.
static inline int satchel_sqlite3_configure(void) {
    int code = sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    return code == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) : code;
}
