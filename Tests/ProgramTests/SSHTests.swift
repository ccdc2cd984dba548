// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// A restricted session through a real SSH server on this machine, which these tests start and end.
@Suite(.serialized) struct SSHTests {
    private static let server = "/usr/sbin/sshd"
    private static let isThere = access(server, X_OK) == 0

    /// A server on a port of its own, with keys and configuration in the shop's folder.
    private final class Server {
        let shop: Shop
        let port: Int
        private let process: pid_t
        private let madeFolder: Bool

        /// `command` is what the server starts whatever was asked for.
        init(_ shop: Shop, command: String) throws {
            self.shop = shop
            let folder = "\(shop.folder)/ssh"
            mkdir(folder, 0o700)
            for name in ["host", "mine"] {
                let made = try Run.command(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
                try #require(made.exit == 0, "\(made.output)")
            }
            _ = try Run.command(["cp", "\(folder)/mine.pub", "\(folder)/authorized"])
            // The server wants this folder where it runs as root.
            madeFolder = geteuid() == 0 && mkdir("/run/sshd", 0o755) == 0
            port = try Server.freePort()
            let variables = shop.environment.filter { $0.key.hasPrefix("XDG_") }
                .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            let text = """
                ListenAddress 127.0.0.1
                Port \(port)
                HostKey \(folder)/host
                PidFile none
                AuthorizedKeysFile \(folder)/authorized
                StrictModes no
                PasswordAuthentication no
                PermitRootLogin yes
                AcceptEnv LANG LC_* SATCHEL_* PAGER
                ForceCommand env \(variables) \(command)

                """
            let file = try #require(fopen("\(folder)/config", "w"))
            fputs(text, file)
            fclose(file)
            process = try Server.start([SSHTests.server, "-D", "-e", "-f", "\(folder)/config"], log: "\(folder)/log")
            try waitUntilReady()
        }

        deinit {
            kill(process, SIGTERM)
            var status: Int32 = 0
            waitpid(process, &status, 0)
            if madeFolder { rmdir("/run/sshd") }
        }

        private static func start(_ words: [String], log: String) throws -> pid_t {
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
            var attributes = posix_spawnattr_t()
            posix_spawnattr_init(&attributes)
            defer { posix_spawnattr_destroy(&attributes) }
            var none = sigset_t()
            sigemptyset(&none)
            posix_spawnattr_setsigmask(&attributes, &none)
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
            var arguments = words.map { strdup($0) } + [nil]
            defer { for pointer in arguments { free(pointer) } }
            var process: pid_t = 0
            let code = posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
            try #require(code == 0, "\(String(cString: strerror(code)))")
            return process
        }

        private static func freePort() throws -> Int {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socket) }
            var address = loopback(port: 0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
                }
            }
            try #require(isBound)
            return Int(UInt16(bigEndian: address.sin_port))
        }

        private static func loopback(port: UInt16) -> sockaddr_in {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return address
        }

        private func waitUntilReady() throws {
            let end = time(nil) + 20
            while time(nil) < end {
                let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                defer { close(socket) }
                var address = Server.loopback(port: UInt16(port))
                let isOpen = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                    }
                }
                if isOpen { return }
                _ = poll(nil, 0, 20)
            }
            Issue.record("the server does not come up: \(try Run.command(["cat", "\(shop.folder)/ssh/log"]).output)")
        }

        /// The words of a client; `-tt` gives it a terminal.
        func client(_ options: String...) -> [String] {
            ["ssh"] + options + [
                "-F", "none", "-p", String(port), "-i", "\(shop.folder)/ssh/mine", "-o", "StrictHostKeyChecking=no",
                "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
                "-o", "SendEnv=SATCHEL_*", "-o", "SendEnv=PAGER", "127.0.0.1",
            ]
        }
    }

    private func command(_ shop: Shop, _ rest: String = "") -> String {
        "\(Shop.program) --restricted --store \(shop.store) \(rest)"
    }

    @Test(.enabled(if: isThere, "openssh-server is not installed"))
    func `the screen over SSH has no way out of the store`() throws {
        let shop = try Shop(products: 5)
        let server = try Server(shop, command: command(shop))
        let pane = try Pane(shop, columns: 120)
        // What the client sends along lifts nothing.
        let sent = "SATCHEL_RESTRICTED=no SATCHEL_STORE=/etc/passwd SATCHEL_COPY_COMMAND='touch \(shop.folder)/out'"
        try pane.type("\(sent) \(server.client("-tt").joined(separator: " ")) cat /etc/passwd")
        try pane.press("Enter")
        try pane.waitFor("moss 000")
        #expect(!(try pane.screen.contains("root:")))
        try pane.press("C-z")
        try pane.waitFor("is not possible: this session is restricted to the store")
        try pane.press("y", "y")
        try pane.waitFor("Copied to the terminal's clipboard")
        #expect(access("\(shop.folder)/out", F_OK) != 0)
        try pane.press(":")
        try pane.type("shell")
        try pane.waitFor(": shell")
        #expect(!(try pane.screen.contains("Go back to the shell")))
        try pane.press("Escape")
        try pane.waitFor(": shell", isGone: true)
        try pane.press("Right", "Right", "e")
        try pane.type("19.25")
        try pane.press("Enter")
        try pane.waitFor("Saved price of YARN-000")
        try pane.press("5")
        try pane.waitFor("[Commits]")
        try pane.press("x")
        try pane.waitFor("Write these lines to")
        try pane.press("C-u")
        try pane.type("/etc/satchel-out.csv")
        try pane.press("Enter")
        try pane.waitFor("this session is restricted to the folder of its store")
        try pane.press("q")
        try pane.waitFor("ready$")
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-000").contains("19.25"))
    }

    @Test(.enabled(if: isThere, "openssh-server is not installed"))
    func `a connection that is cut ends the program, and what was typed comes back`() throws {
        let shop = try Shop(products: 5)
        let server = try Server(shop, command: command(shop))
        let pane = try Pane(shop, columns: 120)
        try pane.type(server.client("-tt").joined(separator: " "))
        try pane.press("Enter")
        try pane.waitFor("moss 000")
        try pane.press("n")
        try pane.waitFor("New product")
        try pane.type("Mittens from afar")
        try pane.waitFor("afar")
        let found = try Run.command(["pgrep", "-f", "--", "--store \(shop.store)"]).output.split(separator: "\n")
        let programs = found.compactMap { pid_t($0) }.filter { isSatchel($0) }
        #expect(programs.count == 1)
        try pane.tmux("kill-server")
        let end = time(nil) + 20
        while programs.contains(where: isSatchel), time(nil) < end { _ = poll(nil, 0, 20) }
        #expect(!programs.contains(where: isSatchel), "no orphan")
        let other = try Pane(shop, name: "other", columns: 120)
        try other.start()
        try other.waitFor("Not saved when the program ended: New product")
    }

    private func isSatchel(_ process: pid_t) -> Bool {
        (try? Run.command(["cat", "/proc/\(process)/comm"]).output) == "satchel\n"
    }

    @Test(.enabled(if: isThere, "openssh-server is not installed"))
    func `commands over SSH reach the store and the files beside it, and nothing else`() throws {
        let shop = try Shop(products: 5)
        let server = try Server(shop, command: command(shop, "$SSH_ORIGINAL_COMMAND"))
        func run(_ words: String, _ variables: [String: String] = [:]) throws -> Run {
            try Run.command(server.client() + [words], environment: variables)
        }
        #expect(try run("list products --columns sku").output.contains("YARN-004"))
        #expect(try run("export products --out \(shop.folder)/mine.csv").exit == 0)
        let outside = [
            "export products --out /etc/satchel-out", "export all --out /tmp/satchel-out",
            "import /etc/passwd --into products", "batch /etc/passwd", "theme check /etc/passwd",
            "export products --out \(shop.folder)/../satchel-out", "keys list --map /etc/passwd",
            "import \(shop.folder)/mine.csv --into products --map /etc/passwd",
        ]
        for words in outside {
            let run = try run(words)
            let isRefused = run.output.contains("this session is restricted to the folder of its store")
            #expect(run.exit == 6 && isRefused, "\(words): \(run)")
        }
        for (option, words) in [
            ("store", "list products --store /etc/other"), ("as", "list --as ada products --as bo"),
        ] {
            #expect(try run(words).output.contains("--\(option) is given twice"), "\(words)")
        }
        // A link in the folder leads nowhere else.
        symlink("/etc", "\(shop.folder)/link")
        #expect(try run("export products --out \(shop.folder)/link/satchel-out").exit == 6)
        // The client's pager is not started.
        let paged = try Run.command(
            server.client("-tt") + ["list", "products"],
            environment: ["PAGER": "touch \(shop.folder)/paged; cat", "TERM": "xterm"])
        #expect(paged.output.contains("YARN-004") && access("\(shop.folder)/paged", F_OK) != 0)
    }
}
