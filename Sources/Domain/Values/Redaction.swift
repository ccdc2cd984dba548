/// Takes secrets and personal data out of what is logged, at any depth.
package enum Redaction {
    package static let mark = "[redacted]"
    private static let secretWords = ["password", "token", "secret", "authorization"]
    /// ISO/IEC 7812: card numbers have 13 to 19 digits.
    private static let cardDigits = 13...19

    /// The value without what must not be logged.
    package static func clean(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            return .object(
                members.map { member in
                    let key = member.key.lowercased()
                    let isSecret = secretWords.contains { key.contains($0) }
                    return JSONMember(key: clean(member.key), value: isSecret ? .string(mark) : clean(member.value))
                })
        case .array(let elements): return .array(elements.map(clean))
        case .string(let text): return .string(clean(text))
        case .number(let text):
            let cleaned = clean(text)
            return cleaned == text ? value : .string(cleaned)
        case .null, .boolean: return value
        }
    }

    /// The text without e-mail addresses and card numbers.
    package static func clean(_ text: String) -> String {
        withoutCards(withoutAddresses(text))
    }

    private static func withoutAddresses(_ text: String) -> String {
        guard text.contains("@") else { return text }
        func isPart(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || "._%+-".contains(character)
        }
        var result = ""
        var word = ""
        func cleaned(_ word: String) -> String {
            let halves = word.split(separator: "@", omittingEmptySubsequences: false)
            return halves.count == 2 && !halves[0].isEmpty && halves[1].contains(".") ? mark : word
        }
        for character in text {
            if isPart(character) || character == "@" {
                word.append(character)
            } else {
                result += cleaned(word)
                word = ""
                result.append(character)
            }
        }
        return result + cleaned(word)
    }

    private static func withoutCards(_ text: String) -> String {
        var result = ""
        var run = ""
        func isCard(_ run: String) -> Bool {
            let digits = run.utf8.filter { $0 >= 48 && $0 <= 57 }.map { Int($0) - 48 }
            return cardDigits.contains(digits.count) && luhn(digits)
        }
        func flush() {
            let tail = String(run.reversed().prefix { $0 == " " || $0 == "-" }.reversed())
            let body = String(run.dropLast(tail.count))
            result += isCard(body) ? mark + tail : run
            run = ""
        }
        for character in text {
            if character.isASCII, character.isNumber || (!run.isEmpty && (character == " " || character == "-")) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }

    /// The check digit of card numbers (ISO/IEC 7812-1, annex B).
    private static func luhn(_ digits: [Int]) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let doubled = index.isMultiple(of: 2) ? digit : digit * 2
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum.isMultiple(of: 10)
    }
}
