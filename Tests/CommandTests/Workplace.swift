// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

/// What a run of the program left: exit code, standard output, standard error.
struct Run: Equatable {
    let exit: Int32
    let output: String
    let errors: String

    init(exit: Int32 = 0, output: String = "", errors: String = "") {
        self.exit = exit
        self.output = output
        self.errors = errors
    }
}

/// A folder of its own for one test, with its own configuration, state and data; gone at the end.
final class Workplace {
    let folder: String
    private var runCount = 0

    /// The built program, found from this file.
    static var program: String { root + "/.build/release/satchel" }

    private static var root: String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    }

    init() throws {
        var template = Array("/tmp/satchel-command-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
    }

    deinit {
        Self.remove(folder)
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Writes a file; answers its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Files.makeFolder(Files.parent(path(name)))
        try Files.write(bytes, to: path(name))
        return path(name)
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    func text(_ name: String) throws -> String { String(decoding: try Files.read(path(name)), as: UTF8.self) }

    /// Makes shop.db: Northlight, yarn, the member ada.
    func makeShop() throws {
        let made = try satchel(
            "init", "shop.db", "--name", "Northlight", "--industry", "yarn", "--member", "Ada", "--user", "ada")
        try #require(made.exit == 0, "\(made.errors)")
    }

    /// Runs satchel on shop.db.
    func shop(_ words: String...) throws -> Run { try run([Self.program, "--store", "shop.db"] + words) }

    /// Runs satchel with nothing but some words.
    func satchel(_ words: String..., variables: [String: String] = [:]) throws -> Run {
        try run([Self.program] + words, variables)
    }

    func satchel(_ words: [String], variables: [String: String] = [:]) throws -> Run {
        try run([Self.program] + words, variables)
    }

    /// Runs a shell command with `satchel` in $SATCHEL.
    func shell(_ command: String) throws -> Run { try run(["/bin/sh", "-c", command], ["SATCHEL": Self.program]) }

    /// Runs a program in the folder, with nothing on standard input.
    private func run(_ words: [String], _ variables: [String: String] = [:]) throws -> Run {
        runCount += 1
        let (output, errors) = (path("\(runCount).out"), path("\(runCount).err"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let mode: mode_t = 0o600
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, mode)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, mode)
        let environment = [
            "XDG_STATE_HOME": path("state"), "XDG_CONFIG_HOME": path("config"), "XDG_DATA_HOME": path("data"),
            "HOME": folder, "TZ": "UTC", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        ].merging(variables) { $1 }
        let command = ["/usr/bin/env", "-C", folder] + words
        var arguments = command.map { strdup($0) } + [nil]
        var entries = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + entries { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, command[0], &actions, nil, &arguments, &entries)
        try #require(code == 0, "\(words[0]): \(String(cString: strerror(code)))")
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let isSignal = status & 0x7F != 0
        defer {
            unlink(output)
            unlink(errors)
        }
        return Run(
            exit: isSignal ? -(status & 0x7F) : status >> 8 & 0xFF,
            output: String(decoding: try Files.read(output), as: UTF8.self),
            errors: String(decoding: try Files.read(errors), as: UTF8.self))
    }

    private static func remove(_ path: String) {
        chmod(path, 0o700)
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                if entry.pointee.d_type == UInt8(DT_DIR) {
                    remove("\(path)/\(name)")
                } else {
                    unlink("\(path)/\(name)")
                }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}

extension String {
    /// The text with ids, moments, hashes and local times replaced by words, so that whole texts compare.
    var steady: String {
        let forms: [(String, String)] = [
            ("[0-9a-f]{64}", "HASH"), ("[0-7][0-9A-HJKMNP-TV-Z]{25}", "ID"),
            (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"#, "TIME"), (#"\d{4}-\d\d-\d\d \d\d:\d\d"#, "WHEN"),
        ]
        var result = self
        for (form, word) in forms {
            guard let expression = try? Regex(form) else { continue }
            result = result.replacing(expression, with: word)
        }
        return result
    }
}

extension Run {
    /// The run with what differs from time to time replaced.
    var steady: Run { Run(exit: exit, output: output.steady, errors: errors.steady) }
}
