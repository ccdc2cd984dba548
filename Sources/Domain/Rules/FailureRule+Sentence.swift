extension FailureRule {
    /// The stable word for scripts.
    package var code: String {
        let text = String(describing: self)
        let name = text.prefix { $0 != "(" }
        return name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    /// What is wrong, as a sentence part after the field's label.
    package var sentence: String {
        switch self {
        case .required: "must be given"
        case .tooLong: "is too long"
        case .forbiddenCharacter(let scalar): "holds the control character U+\(Self.hex(scalar))"
        case .leadingMark(let scalar): "begins with the mark U+\(Self.hex(scalar)), which belongs to no letter"
        case .notText: "is no text"
        case .notANumber, .badNumber: "is no number"
        case .ambiguousNumber(let readings, _), .ambiguousDate(let readings):
            "could be \(readings.joined(separator: " or "))"
        case .otherCurrency(let currency): "is not in \(currency)"
        case .notWhole: "is no whole number"
        case .tooManyDecimals(_, nil): "has too many decimals"
        case .tooManyDecimals(let max, let currency?): "has more decimals than \(currency) (\(max))"
        case .badSum(let reason): reason
        case .outOfRange: "is out of range"
        case .notAChoice: "is none of the words allowed"
        case .notYesOrNo: "is neither yes nor no"
        case .notADate, .badDate: "is no date"
        case .notAMoment: "is no moment"
        case .notAnObject: "is no map of keys and values"
        case .notAList: "is no list"
        case .oneValue: "holds one value, which += and -= do not change"
        case .badFormat(let format): "is no \(Self.noun(format))"
        case .unknownPermission(let what, let word, _): "is no permission: there is no \(what) “\(word)”"
        case .spreadsheetDamage: "was turned into a number by a spreadsheet"
        case .checkDigit(let expected): "has a wrong check digit, it would be \(expected)"
        case .unknownUnit: "has a unit that is not known"
        case .otherUnit(let unit): "cannot be turned into \(unit)"
        case .derived: "is computed and cannot be set"
        case .unknownField: "is no field"
        case .notFound(let resource, _): "is none of the \(resource)"
        case .inTrash: "is in the trash"
        case .notAnIdentifier: "is no id"
        case .ambiguous(let candidates): "could be \(candidates.joined(separator: " or "))"
        case .badFilter(let reason): "is no condition: \(reason)"
        case .cellCount(let count, let header):
            "has \(count) \(count == 1 ? "cell" : "cells"), the header has \(header)"
        case .malformed(let reason): reason
        case .taken(let key, let other): "is taken: \(key) belongs to \(other)"
        case .twice(let key, let place): "stands twice: \(key) is also given by \(place)"
        case .categoryMissing: "names no category that exists"
        case .categoryInactive(let name): "cannot be used: Category is not active (\(name))"
        case .typeNotInCategory(let category, let type): "does not fit: category \(category) holds \(type)"
        case .priceMissing: "must be given unless the product is a draft or free"
        case .priceNotPositive: "must be more than 0 unless the product is free"
        case .taxRateMissing: "cannot be turned into a price as the store keeps it: no tax rate is known"
        case .priceOutsideCategory(let category, _, _): "is outside the range of category \(category)"
        case .currencyNotOfCategory(let currency): "is not in \(currency), the currency of the category's range"
        case .metadataMissing(let category, let key): "must hold “\(key)”, category \(category) asks for it"
        case .metadataMismatch(let key, _): "does not fit the category's schema at “\(key)”"
        case .categoryFull(let category, let max): "cannot take more: category \(category) holds at most \(max)"
        case .draftUponCreation: "cannot be that yet: Product status must be draft upon creation"
        case .featuredFull(let max): "cannot be set: \(max) products are featured already"
        case .featureNotAllowed: "needs the permission products:feature"
        case .sameCategory: "is the category it has already"
        case .sameOptions: "are those of another variant of the product"
        case .fractionOfWholeUnit(let unit): "cannot be a fraction: \(unit) is counted whole"
        case .parentCycle: "would make the category its own ancestor"
        case .tooDeep(let max): "would lie deeper than \(max) levels"
        case .rangeReversed: "is more than the highest price"
        case .referenced(let names, let more):
            "is still used by \(names.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")"
        case .parentDeleted(let resource): "belongs to a deleted record of \(resource)"
        case .memberStateMove(let from, let to): "cannot go from \(from) to \(to)"
        case .lastAdministrator: "is the last active member who may manage members"
        case .lastManagingRole: "is the only role whose members may manage members"
        case .policySubject: "must name either a role or a member"
        case .policySubjects: "cannot be given beside a member: a policy is about one of them"
        case .settingsOnce: "exist once and cannot be added or deleted"
        case .published(let what): "is published: \(what)"
        }
    }

    /// What would be accepted, or how to go on; nil when the sentence says it all.
    package var expected: String? {
        switch self {
        case .tooLong(let max): "at most \(max) characters"
        case .forbiddenCharacter: "text without control characters"
        case .notANumber: "a number like 24.50"
        case .badNumber(let example): "a number like \(example)"
        case .ambiguousNumber(_, .point): "an amount like 1234.50, with a point before the decimals"
        case .ambiguousNumber(_, .comma): "an amount like 1234,50, with a comma before the decimals"
        case .otherCurrency(let currency): "an amount in \(currency), as 24.50"
        case .notWhole: "a whole number"
        case .tooManyDecimals(let max, _): max == 0 ? "no decimals" : "at most \(max) decimals"
        case .outOfRange(let min, let max), .priceOutsideCategory(_, let min, let max): Self.range(min, max)
        case .notAChoice(let words): words.joined(separator: ", ")
        case .notYesOrNo: "yes or no"
        case .notADate, .ambiguousDate: "year-month-day, like 2026-11-14"
        case .badDate(let example): "a date like \(example)"
        case .notAMoment: "like 2026-11-14T09:12:00Z"
        case .notAnObject: "keys with plain values, like {\"ply\": 4}"
        case .notAList: "a list of texts"
        case .oneValue: "field=value for one value; += and -= for lists such as tags"
        case .badFormat(let format): Self.example(format)
        case .unknownPermission(_, _, let near): near.joined(separator: ", ")
        case .spreadsheetDamage: "all digits, with the column set to text in the spreadsheet"
        case .unknownUnit(let units): units.joined(separator: ", ")
        case .otherUnit(let unit): "a quantity in \(unit)"
        case .unknownField(let near): near.isEmpty ? nil : near.joined(separator: ", ")
        case .notFound(let resource, let near):
            near.isEmpty ? "see: satchel list \(resource)" : near.joined(separator: ", ")
        case .inTrash(let resource, let id): "bring it back: satchel restore \(resource) \(id)"
        case .notAnIdentifier: "26 letters and digits, like 01M7YVBZ3YE0181MGH75AQSQVN"
        case .ambiguous: "the whole name, or the id"
        case .cellCount(let count, let header):
            count > header
                ? "as many cells as the header; text that holds the delimiter stands in quotes"
                : "as many cells as the header, empty ones too; a spreadsheet that leaves out empty cells at a row's "
                    + "end writes them once the last column is filled in every row"
        case .priceMissing: "a price, or free=yes"
        case .priceNotPositive: "a price above 0, or free=yes"
        case .taxRateMissing: "a tax rate of the product, its category or the store"
        case .categoryInactive: "an active category, or: satchel set categories NAME active=yes"
        case .metadataMismatch(_, let expected): expected
        case .metadataMissing(_, let key): "metadata.\(key)=…"
        case .draftUponCreation: "draft, then a change of the status"
        case .lastAdministrator: "give another active member the role admin first"
        case .lastManagingRole: "give an active member another role that may manage members first"
        case .sameOptions: "other options; a variant is told apart by them"
        case .referenced: "delete or change those first"
        case .parentDeleted(let resource): "restore the record of \(resource) first"
        default: nil
        }
    }

    private static func range(_ min: String?, _ max: String?) -> String {
        switch (min, max) {
        case (let min?, let max?): "\(min) to \(max)"
        case (let min?, nil): "\(min) or more"
        case (nil, let max?): "\(max) or less"
        case (nil, nil): "any number"
        }
    }

    private static func hex(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
    }

    private static func noun(_ format: Format) -> String {
        switch format {
        case .sku: "SKU"
        case .gtin: "GTIN"
        case .currency: "currency"
        case .country: "country"
        case .unit: "unit"
        case .email: "e-mail address"
        case .phone: "phone number"
        case .userName: "user name"
        case .locale: "locale"
        case .permission: "permission"
        case .condition: "condition"
        case .schema: "field definition"
        case .skuPattern: "SKU pattern"
        case .columns: "list of columns"
        case .sort: "sort"
        case .filter: "filter"
        case .colour: "colour"
        }
    }

    private static func example(_ format: Format) -> String {
        switch format {
        case .sku: "letters, digits and - _ . / without blanks"
        case .gtin: "8, 12, 13 or 14 digits"
        case .currency: "a code like EUR, SEK, JPY"
        case .country: "a code of ISO 3166 like SE"
        case .unit: Unit.codes.joined(separator: ", ")
        case .email: "name@domain"
        case .phone: "digits, blanks and + ( ) -"
        case .userName: "letters, digits and - _ . without blanks"
        case .locale: "a code like en, de or sv_SE"
        case .permission: "resource:action, like products:update"
        case .condition, .filter: "like owner=me or price<100"
        case .schema: "type and limits, like: integer required 1..12"
        case .skuPattern: "text with {n:4}, like YARN-{n:4}"
        case .columns: "fields with commas, each once, like sku,name:30,price; a width is 1 to \(ColumnTerm.widthMax)"
        case .sort: "fields with commas, - turns round, like -price,name"
        case .colour: "#RRGGBB"
        }
    }
}
