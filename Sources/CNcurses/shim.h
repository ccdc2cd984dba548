#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <errno.h>
#include <malloc.h>
#include <ncurses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// What Swift cannot import: library globals (mutable), attribute macros, setcchar's untyped option.

static inline WINDOW *satchel_stdscr(void) { return stdscr; }
static inline int satchel_colors(void) { return COLORS; }
static inline int satchel_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t satchel_bold(void) { return A_BOLD; }
static inline attr_t satchel_dim(void) { return A_DIM; }
static inline attr_t satchel_underline(void) { return A_UNDERLINE; }
static inline attr_t satchel_reverse(void) { return A_REVERSE; }
static inline attr_t satchel_italic(void) { return A_ITALIC; }

// tigetstr answers NULL or (char *)-1 for a capability that is not there.
static inline const char *satchel_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

static inline int satchel_width(int32_t scalar) { return wcwidth((wchar_t)scalar); }

// A file in memory, closed on exec. Declared here: the C library shows it to GNU sources only.
extern int memfd_create(const char *name, unsigned int flags);
static inline int satchel_memory(void) { return memfd_create("satchel-frame", 1U); }

// Puts one cell (a zero-terminated cluster of at most CCHARW_MAX characters); pair may exceed a short.
static inline int satchel_put(int y, int x, const int32_t *cluster, attr_t attributes, int pair) {
    cchar_t cell;
    short low = (short)(pair > 32767 ? 32767 : pair);
    if (setcchar(&cell, (const wchar_t *)cluster, attributes, low, &pair) == ERR) return ERR;
    return mvwadd_wchnstr(stdscr, y, x, &cell, 1);
}

// Puts cells of a character each, side by side.
static inline void satchel_put_run(int y, int x, const int32_t *scalars, int count, attr_t attributes, int pair) {
    cchar_t cells[64];
    const int32_t first[2] = {0x20, 0};
    short low = (short)(pair > 32767 ? 32767 : pair);
    if (setcchar(&cells[0], (const wchar_t *)first, attributes, low, &pair) == ERR) return;
    for (int i = 1; i < 64 && i < count; i++) cells[i] = cells[0];
    for (int done = 0; done < count; done += 64) {
        int part = count - done < 64 ? count - done : 64;
        for (int i = 0; i < part; i++) cells[i].chars[0] = (wchar_t)scalars[done + i];
        mvwadd_wchnstr(stdscr, y, x + done, cells, part);
    }
}

// State of the signal handlers. Weak, so that every object file that sees this header shares one copy;
// initialised, because Swift emits no tentative definitions.

#define SATCHEL_SHARED __attribute__((weak))
#define SATCHEL_LEAVE_MAX 512
#define SATCHEL_ALTERNATE_STACK (64 * 1024)

SATCHEL_SHARED volatile sig_atomic_t satchel_leave_descriptor = -1;
SATCHEL_SHARED volatile sig_atomic_t satchel_leave_length = 0;
SATCHEL_SHARED char satchel_leave_bytes[SATCHEL_LEAVE_MAX] = {0};
SATCHEL_SHARED struct termios satchel_leave_mode = {0};
SATCHEL_SHARED volatile sig_atomic_t satchel_leave_has_mode = 0;
SATCHEL_SHARED char satchel_crash_stack[SATCHEL_ALTERNATE_STACK] = {0};
SATCHEL_SHARED volatile sig_atomic_t satchel_signal_pipe = -1;

// Async-signal-safe: write and tcsetattr only. Runs once; a second call finds it disarmed.
static inline void satchel_leave_now(void) {
    int descriptor = satchel_leave_descriptor;
    if (descriptor < 0) return;
    satchel_leave_descriptor = -1;
    int saved = errno;
    size_t sent = 0, length = (size_t)satchel_leave_length;
    while (sent < length) {
        ssize_t n = write(descriptor, satchel_leave_bytes + sent, length - sent);
        if (n > 0) sent += (size_t)n;
        else if (n < 0 && errno == EINTR) continue;
        else break;
    }
    if (satchel_leave_has_mode) tcsetattr(descriptor, TCSANOW, &satchel_leave_mode);
    errno = saved;
}

static inline void satchel_leave_disarm(void) { satchel_leave_descriptor = -1; }

static inline int satchel_leave_arm(int descriptor, const char *bytes, size_t length, int takes_mode) {
    if (length > SATCHEL_LEAVE_MAX) return -1;
    satchel_leave_descriptor = -1;
    if (length > 0) memcpy(satchel_leave_bytes, bytes, length);
    satchel_leave_length = (sig_atomic_t)length;
    if (takes_mode) satchel_leave_has_mode = tcgetattr(descriptor, &satchel_leave_mode) == 0;
    satchel_leave_descriptor = descriptor;
    return 0;
}

// The default action has the last word. Not the action found at the start: that may be the language runtime's
// interactive backtrace, which shows memory to whoever sits at the terminal, also in a restricted session.
static inline void satchel_crash_caught(int number) {
    satchel_leave_now();
    struct sigaction action = {0};
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
}

static inline int satchel_signal_is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static inline void satchel_crash_install(void) {
    const int numbers[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS,
        // Nobody sends these to a screen, but whoever does ends it.
        SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSTKFLT};
    stack_t stack = {0};
    stack.ss_sp = satchel_crash_stack;
    stack.ss_size = SATCHEL_ALTERNATE_STACK;
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (satchel_signal_is_ignored(numbers[i])) continue;
        struct sigaction action = {0};
        action.sa_handler = satchel_crash_caught;
        action.sa_flags = SA_ONSTACK;
        sigfillset(&action.sa_mask);
        sigaction(numbers[i], &action, NULL);
    }
}

static inline void satchel_signal_caught(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    int descriptor = satchel_signal_pipe;
    // A full pipe already holds this news; the write end does not block.
    if (descriptor >= 0) (void)!write(descriptor, &byte, 1);
    errno = saved;
}

static inline void satchel_signal_install(int number, int descriptor) {
    struct sigaction action = {0};
    satchel_signal_pipe = descriptor;
    action.sa_handler = satchel_signal_caught;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static inline void satchel_signal_default(int number) {
    struct sigaction action = {0};
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}
