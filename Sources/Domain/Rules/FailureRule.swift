/// What was wrong with a value or a record: a fact with its figures. Its sentence is made in `FailureRule+Sentence`.
package enum FailureRule: Hashable, Sendable {
    // A field's value.
    case required
    case tooLong(max: Int)
    case forbiddenCharacter(UInt32)
    /// A mark without the letter it belongs to.
    case leadingMark(UInt32)
    case notText
    case notANumber
    /// No number as the file writes them; the text shows one.
    case badNumber(like: String)
    /// A number that can be read in two ways.
    case ambiguousNumber([String], mark: LocaleFormat.DecimalMark = .point)
    /// An amount with the sign of another currency.
    case otherCurrency(String)
    case notWhole
    /// More decimals than a kind of number has, or than amounts of a currency have.
    case tooManyDecimals(max: Int, of: String? = nil)
    /// A sum on the value that stands there, which has no result; the text says why.
    case badSum(String)
    case outOfRange(min: String?, max: String?)
    case notAChoice([String])
    case notYesOrNo
    case notADate
    /// No date as somebody's locale writes them; the text shows one.
    case badDate(like: String)
    /// A date that can be read in several ways.
    case ambiguousDate([String])
    case notAMoment
    case notAnObject
    case notAList
    /// Adding to a field that holds one value.
    case oneValue
    case badFormat(Format)
    /// A permission whose resource or action there is none of.
    case unknownPermission(String, String, near: [String])
    case spreadsheetDamage
    case checkDigit(expected: Int)
    case unknownUnit([String])
    case otherUnit(String)
    case derived
    case unknownField(near: [String])
    case notFound(resource: String, near: [String] = [])
    /// A record that is deleted, of a resource and by its id.
    case inTrash(resource: String, id: String)
    case notAnIdentifier
    case ambiguous([String])
    case badFilter(String)
    /// A row of a file with another number of cells than its header.
    case cellCount(Int, header: Int)
    /// What is wrong with the file that a value stands in.
    case malformed(String)
    // Uniqueness.
    /// Who holds it: a name, or `hiddenHolder` where that may not be told.
    case taken(key: String, by: String)
    case twice(key: String, at: String)
    // Business rules of products and variants.
    case categoryMissing
    case categoryInactive(String)
    case typeNotInCategory(category: String, type: String)
    case priceMissing
    case priceNotPositive
    /// A price of a file that holds the tax where the store's do not, or the other way round.
    case taxRateMissing
    case priceOutsideCategory(category: String, min: String?, max: String?)
    case currencyNotOfCategory(String)
    case metadataMissing(category: String, key: String)
    case metadataMismatch(key: String, expected: String)
    case categoryFull(category: String, max: Int64)
    case draftUponCreation
    case featuredFull(max: Int)
    case featureNotAllowed
    case sameCategory(String)
    case sameOptions
    case fractionOfWholeUnit(String)
    // Trees, references, people.
    case parentCycle
    case tooDeep(max: Int)
    case rangeReversed
    /// By these, and by so many others.
    case referenced(by: [String], more: Int = 0)
    case parentDeleted(resource: String)
    case memberStateMove(from: String, to: String)
    case lastAdministrator
    case lastManagingRole
    case policySubject
    case policySubjects
    case settingsOnce
    case published(String)
}

extension FailureRule {
    /// What a record is called that may not be read.
    package static let hiddenHolder = "a record that you may not read"
}

/// One thing that keeps a record from being written.
package struct ValidationFailure: Error, Hashable, Sendable {
    package let resource: String
    /// What a person knows the record by, or its id.
    package let record: String
    /// The operation's place in its proposal, from 0.
    package let index: Int
    package let field: String?
    /// The offending value as it was given.
    package let value: String?
    package let rule: FailureRule

    package init(
        resource: String, record: String, index: Int, field: String?, value: String?, rule: FailureRule
    ) {
        self.resource = resource
        self.record = record
        self.index = index
        self.field = field
        self.value = value
        self.rule = rule
    }
}
