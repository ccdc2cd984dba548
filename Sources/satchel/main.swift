// SPDX-License-Identifier: Apache-2.0
internal import Glibc

exit(Program.run(Arguments.words))
