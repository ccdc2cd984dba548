import Glibc
import Testing

/// A program's run: exit code and everything it printed.
struct Run {
    let exit: Int32
    let output: String

    /// Runs a program to its end.
    static func command(_ words: [String], environment: [String: String] = [:]) throws -> Run {
        // A file and not a pipe: a server that the program leaves behind would keep a pipe open for ever.
        var template = Array("/tmp/satchel-output-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        try #require(file >= 0)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        unlink(template)
        defer { close(file) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, file, 1)
        posix_spawn_file_actions_adddup2(&actions, file, 2)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var arguments = words.map { strdup($0) } + [nil]
        var variables = Self.variables(environment).map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        // The runner's threads block signals; a tmux server that inherited that would never see its shell end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
        try #require(code == 0, "\(words[0]): \(String(cString: strerror(code)))")
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let isSignal = status & 0x7F != 0
        return Run(exit: isSignal ? -(status & 0x7F) : status >> 8 & 0xFF, output: contents(file))
    }

    private static func contents(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }

    static func variables(_ extra: [String: String]) -> [String] {
        var result: [String] = []
        var cursor = environ
        while let entry = cursor.pointee {
            let text = String(cString: entry)
            let name = String(text.prefix { $0 != "=" })
            if extra[name] == nil, !name.hasPrefix("SATCHEL_"), name != "TMUX" { result.append(text) }
            cursor += 1
        }
        return result + extra.map { "\($0.key)=\($0.value)" }
    }
}

/// A folder of its own with a small shop, gone at the end.
final class Shop {
    let folder: String
    let environment: [String: String]

    var store: String { "\(folder)/shop.db" }

    static var program: String {
        let file = #filePath
        let parts = file.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/.build/release/satchel"
    }

    init(products: Int = 30) throws {
        var template = Array("/tmp/satchel-program-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        folder = String(cString: made)
        environment = [
            "XDG_STATE_HOME": "\(folder)/state", "XDG_CONFIG_HOME": "\(folder)/config",
            "XDG_DATA_HOME": "\(folder)/data", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        ]
        try satchel("init", store, "--name", "Northlight", "--currency", "EUR", "--industry", "yarn")
        var text = "sku,name,category,price,status\n"
        for number in 0..<products {
            let padded = String(String(1_000 + number).dropFirst())
            text += "YARN-\(padded),Sock yarn moss \(padded),Yarn,\(10 + number).50,published\n"
        }
        let path = "\(folder)/products.csv"
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        try satchel("--store", store, "import", path, "--into", "products")
    }

    deinit {
        _ = try? Run.command(["rm", "-rf", folder])
    }

    @discardableResult
    func satchel(_ words: String...) throws -> String { try satchel(words) }

    @discardableResult
    func satchel(_ words: [String]) throws -> String {
        let run = try Run.command([Self.program] + words, environment: environment)
        try #require(run.exit == 0, "\(words): \(run.output)")
        return run.output
    }
}

/// A real terminal: a pane of a private tmux server, in which a shell runs.
final class Pane {
    private let socket: String
    private let shop: Shop
    /// How long the screen may take to show something before a test gives up.
    private static let patienceSeconds = 20

    /// A pane of a shop; several have names.
    init(_ shop: Shop, name: String = "tmux", columns: Int = 100, rows: Int = 30) throws {
        self.shop = shop
        socket = "\(shop.folder)/\(name)"
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env", "PS1=ready$ ", "sh")
        try waitFor("ready$")
    }

    deinit {
        _ = try? Run.command(["tmux", "-S", socket, "kill-server"], environment: shop.environment)
    }

    @discardableResult
    func tmux(_ words: String...) throws -> String {
        let run = try Run.command(["tmux", "-S", socket, "-u"] + words, environment: shop.environment)
        try #require(run.exit == 0, "tmux \(words): \(run.output)")
        return run.output
    }

    /// Starts the program on the shop and waits for its first rows.
    func start(_ options: String...) throws {
        try open(options.joined(separator: " "))
        try waitFor("moss 000")
    }

    /// Starts the program on the shop, on an empty screen of the shell.
    func open(_ options: String = "") throws {
        try type("clear; \(Shop.program) --store \(shop.store) \(options)")
        try press("Enter")
    }

    func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }
    func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

    var screen: String { get throws { try tmux("capture-pane", "-p") } }

    /// Waits until the screen holds a text, by looking again and again.
    func waitFor(_ text: String, isGone: Bool = false, line: Int = #line) throws {
        let end = time(nil) + Self.patienceSeconds
        var last = ""
        while time(nil) < end {
            last = try screen
            if last.contains(text) != isGone { return }
        }
        Issue.record("line \(line): “\(text)” \(isGone ? "stays" : "does not come"):\n\(last)")
    }

    /// Waits until a row that begins so holds a text.
    func waitForRow(_ start: String, _ text: String, line: Int = #line) throws {
        let end = time(nil) + Self.patienceSeconds
        while time(nil) < end {
            if try screen.split(separator: "\n").contains(where: { $0.hasPrefix(start) && $0.contains(text) }) {
                return
            }
        }
        Issue.record("line \(line): no row “\(start) … \(text)”:\n\(try screen)")
    }

    /// The process number of the program that runs in the pane's shell.
    func processNumber() throws -> pid_t {
        let shell = try tmux("display-message", "-p", "#{pane_pid}").split(separator: "\n")[0]
        let run = try Run.command(["pgrep", "-P", String(shell), "-x", "satchel"])
        return try #require(pid_t(run.output.split(separator: "\n").first ?? ""))
    }

    /// The terminal's settings as `stty` tells them.
    func settings(_ mark: String) throws -> String {
        try type("stty -a > \(shop.folder)/\(mark); echo; echo \(mark)-told")
        try press("Enter")
        try waitFor("\n\(mark)-told")
        return try Run.command(["cat", "\(shop.folder)/\(mark)"]).output
    }
}
