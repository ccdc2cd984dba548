// SPDX-License-Identifier: Apache-2.0
internal import Glibc

// A file that may grow no further makes writing fail, with an error that is told, instead of ending the program.
signal(SIGXFSZ, SIG_IGN)
exit(Program.run(Arguments.words))
