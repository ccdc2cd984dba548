internal import Text

/// Texts of a known format, brought into their one form.
package enum FormatCheck {
    package static func normal(_ text: String, _ format: Format) throws(FailureRuleError) -> Value {
        let text = Visible.isPlainLine(text) ? text : Normal.form(Trim.blanks(text))
        if text.isEmpty { return .null }
        if let scalar = Visible.firstForbidden(in: text, allowingLines: false) {
            throw .init(.forbiddenCharacter(scalar.value))
        }
        guard text.utf8.count <= format.lengthMax || text.count <= format.lengthMax else {
            // A code is better told by its own rule: that it is too long says nothing of what is meant.
            switch format {
            case .gtin: try gtin(text)
            case .country, .currency: throw .init(.badFormat(format))
            default: break
            }
            throw .init(.tooLong(max: format.lengthMax))
        }
        return .text(try form(text, format))
    }

    private static func form(_ text: String, _ format: Format) throws(FailureRuleError) -> String {
        switch format {
        case .gtin:
            try gtin(text)
            return text
        case .currency:
            guard let currency = Currency(code: text.uppercased()) else { throw .init(.badFormat(.currency)) }
            return currency.code
        case .unit:
            guard let unit = Unit(code: text) else { throw .init(.unknownUnit(Unit.codes)) }
            return unit.code
        case .country:
            guard Country.isKnown(text.uppercased()) else { throw .init(.badFormat(.country)) }
            return text.uppercased()
        case .sku: return try matching(text, format) { !$0.contains(32) }
        case .userName:
            return try matching(text, format) {
                $0.allSatisfy { isLetter($0) || isDigit($0) || "-_.".utf8.contains($0) }
            }
        case .email: return try email(text)
        case .phone:
            return try matching(text, format) { $0.allSatisfy { isDigit($0) || " +()-/".utf8.contains($0) } }
        case .locale:
            return try matching(text, format) { $0.allSatisfy { isLetter($0) || "_-".utf8.contains($0) } }
        case .permission:
            return try PermissionCheck.permission(text).text
        case .schema:
            guard MetadataField(text: text) != nil else { throw .init(.badFormat(.schema)) }
            return text
        case .skuPattern:
            guard SKUPattern(text: text) != nil else { throw .init(.badFormat(.skuPattern)) }
            return text
        case .colour:
            return try matching(text, format) { $0.count == 7 && $0[0] == 35 && $0.dropFirst().allSatisfy(isHex) }
        case .condition, .columns, .sort, .filter: return text
        }
    }

    private static func gtin(_ text: String) throws(FailureRuleError) {
        do {
            try GTIN.check(text)
        } catch {
            switch error {
            case .spreadsheetDamage: throw .init(.spreadsheetDamage)
            case .checkDigit(let expected): throw .init(.checkDigit(expected: expected))
            case .notDigits, .length: throw .init(.badFormat(.gtin))
            }
        }
    }

    private static func email(_ text: String) throws(FailureRuleError) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
            !parts[1].hasSuffix("."), !text.contains(" ")
        else { throw .init(.badFormat(.email)) }
        return text
    }

    private static func matching(_ text: String, _ format: Format, _ test: (UnsafeBufferPointer<UInt8>) -> Bool)
        throws(FailureRuleError) -> String
    {
        guard text.utf8.withContiguousStorageIfAvailable({ test($0) }) ?? Array(text.utf8).withUnsafeBufferPointer(test)
        else { throw .init(.badFormat(format)) }
        return text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) }
    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102)
    }
}
