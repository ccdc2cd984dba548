internal import Domain
internal import Interchange

extension FailureReport {
    /// A file whose bytes are no JSON, or not the JSON it says it is.
    static func json(_ path: String, _ failure: JSONFailure, _ form: JSONForm) -> FailureReport {
        let report = json(failure, form == .lines ? "line" : "item")
        var hints = report.hints
        if case .cutOff = failure { hints.append("was the file copied whole? export or download it again") }
        return FailureReport(
            report.code, report.exit, "\(path): \(report.message)", hints: hints + ["nothing was imported"])
    }

    /// The same without the file's name; `noun` is what a record is called.
    static func json(_ failure: JSONFailure, _ noun: String) -> FailureReport {
        func report(_ message: String, _ hints: [String] = []) -> FailureReport {
            FailureReport("json", .validation, message, hints: hints)
        }
        switch failure {
        case .brokenText(let line, let broken):
            return report(
                "line \(line): the bytes \(hex(broken)) are no \(name(broken.encoding)) text",
                ["save the file as UTF-8"])
        case .syntax(let place, let expected):
            return report("\(words(place)): this is no JSON; expected: \(expected)")
        case .cutOff(let place, let expected):
            return report("the file is cut off: it ends in line \(place.line); expected: \(expected)")
        case .notAnObject(let place, let found):
            return report("\(words(place)): a record is \(found); accepted: an object like {\"name\": \"Cowl\"}")
        case .tooLarge(let place, let max):
            return report(
                "\(words(place)): a record has more than \(max) bytes", ["is a bracket or quote never closed?"])
        case .tooManyNames(let max): return report("the records have more than \(max) different keys")
        case .badName(let item, let bytes, let max):
            return report(
                bytes == 0
                    ? "\(noun) \(item): a key is empty" : "\(noun) \(item): a key has \(bytes) bytes; accepted: \(max)")
        case .countDiffers(let stated, let found):
            return report(
                "the file says it holds \(stated) records and holds \(found)",
                ["records are missing or were added; set “count” to \(found) if that is meant"])
        }
    }

    private static func words(_ place: JSONPlace) -> String {
        let item = place.item.map { "item \($0), " } ?? ""
        return "\(item)line \(place.line), byte \(place.byte)"
    }
}
