// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The one place that words what is found in themes and key maps.
extension FileProblem {
    /// How much it matters.
    package var weight: Weight {
        switch fact {
        case .faint, .risky, .replaces, .hides, .hidden, .nothingToUnbind, .nameTaken: .warning
        case .withoutKey: .note
        default: .error
        }
    }

    /// Its stable name for scripts.
    package var code: String {
        switch fact {
        case .unreadable: "unreadable"
        case .syntax: "syntax"
        case .wrongKind: "wrong_kind"
        case .missing: "missing"
        case .notAmong: "unknown"
        case .notAccepted: "not_accepted"
        case .faint: "faint"
        case .noKey: "no_key"
        case .sequenceTooLong: "sequence_too_long"
        case .neverArrives: "never_arrives"
        case .risky: "risky"
        case .boundTwice: "bound_twice"
        case .beginsOthers: "begins_others"
        case .replaces: "replaces"
        case .hides: "hides"
        case .hidden: "hidden"
        case .typed: "typed"
        case .commandElsewhere: "command_elsewhere"
        case .nothingToUnbind: "nothing_to_unbind"
        case .withoutKey: "without_key"
        case .noWayOut: "no_way_out"
        case .inheritsInCircle: "circle"
        case .nameTaken: "name_taken"
        }
    }

    /// What stands there and is meant; nil where something is missing.
    package var value: String? {
        switch fact {
        case .notAmong(let value, _, _), .notAccepted(let value, _), .faint(let value, _), .noKey(let value),
            .sequenceTooLong(let value, _), .neverArrives(let value, _), .risky(let value, _),
            .boundTwice(let value, _),
            .beginsOthers(let value, _), .replaces(let value, _), .hides(let value, _), .hidden(let value, _, _),
            .typed(let value),
            .commandElsewhere(let value, _), .nothingToUnbind(let value, _), .withoutKey(let value),
            .nameTaken(let value):
            value
        case .unreadable, .syntax, .wrongKind, .missing, .noWayOut, .inheritsInCircle: nil
        }
    }

    /// What is wrong with it, to go on behind the value.
    package var reason: String {
        switch fact {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .syntax(let found, _): "is no JSON5: \(found)"
        case .wrongKind(let found, _): "is \(found)"
        case .missing: "is missing"
        case .notAmong(_, let noun, _): "is no \(noun)"
        case .notAccepted: "is not accepted"
        case .faint(_, let hundredths):
            "has a contrast of \(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) on its ground"
        case .noKey: "is no key"
        case .sequenceTooLong: "has too many keys"
        case .neverArrives(_, let other): other.map { "arrives as \($0)" } ?? "is sent by no terminal"
        case .risky(_, let reason): "is not safe: \(reason)"
        case .boundTwice(_, let line): "is bound twice, first in line \(line)"
        case .beginsOthers(_, let longer): "begins \(Self.list(longer)), which cannot be typed then"
        case .replaces(_, let others): "takes the place of \(Self.list(others))"
        case .hides(_, let others): "keeps \(Self.list(others)) from being typed here"
        case .hidden(_, let command, let contexts): "is \(command) in \(Self.list(contexts)) all the same"
        case .typed: "is typed as text here"
        case .commandElsewhere: "is no command here"
        case .nothingToUnbind: "is not bound here"
        case .withoutKey: "has no key; the palette has it"
        case .noWayOut: "has no way out"
        case .inheritsInCircle(let names): "is inherited in a circle: \(names.joined(separator: ", "))"
        case .nameTaken: "is the name of a file of Satchel's own, which is taken instead"
        }
    }

    /// What would be accepted instead, or settles it; nil where nothing has to be done.
    package var expected: String? {
        switch fact {
        case .syntax(_, let expected), .wrongKind(_, let expected), .missing(let expected),
            .notAccepted(_, let expected):
            return expected
        case .notAmong(let value, _, let known):
            let near = Nearest.names(to: value, among: known)
            return Self.list(near.isEmpty ? known : near)
        case .faint: return "at least 4.50"
        case .noKey:
            return "a key like e, F2, ctrl-x, alt-1, PgDn, shift-tab, space, or a sequence of keys with blanks between"
        case .sequenceTooLong(_, let max): return "at most \(max) keys"
        case .neverArrives(_, let other): return other ?? "another key"
        case .risky, .boundTwice, .typed, .hides: return "another key"
        case .beginsOthers(let keys, let longer):
            return "another key than \(keys), or null for \(Self.list(longer))"
        case .replaces(_, let others): return "null for \(Self.list(others)), if that is meant"
        case .hidden(let keys, _, let contexts): return "\(keys) in \(Self.list(contexts)) as well, if that is meant"
        case .commandElsewhere(_, let contexts), .nothingToUnbind(_, let contexts):
            return contexts.isEmpty ? nil : "in \(Self.list(contexts))"
        case .noWayOut(let commands): return "a key for \(commands.joined(separator: " or "))"
        case .inheritsInCircle: return "a map that does not inherit this one"
        case .nameTaken: return "another name"
        case .unreadable, .withoutKey: return nil
        }
    }

    /// In words: file, line and column, what is meant, its value, what is accepted.
    package var sentence: String {
        let place = place.map { ":\($0.line):\($0.column)" } ?? ""
        let parts = [subject.isEmpty || value == nil ? subject : "\(subject):", value.map { "“\($0)”" } ?? "", reason]
        let accepted = expected.map { "; accepted: \($0)" } ?? ""
        return "\(file)\(place): \(parts.filter { !$0.isEmpty }.joined(separator: " "))\(accepted)"
    }

    private static let namesMax = 12

    /// Some names; of many the first.
    private static func list(_ names: [String]) -> String {
        let more = names.count > namesMax ? ", … \(names.count - namesMax) more" : ""
        return names.prefix(namesMax).joined(separator: ", ") + more
    }
}
