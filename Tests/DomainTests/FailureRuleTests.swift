// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Every rule says what is wrong, and what would be accepted unless the sentence says that already.
struct FailureRuleTests {
    private static let all: [FailureRule] = [
        .required, .tooLong(max: 3), .forbiddenCharacter(27), .leadingMark(0x301), .notText, .notANumber,
        .badNumber(like: "1,5"),
        .ambiguousNumber(["1", "2"]), .otherCurrency("EUR"), .notAnIdentifier, .lastManagingRole,
        .notWhole,
        .tooManyDecimals(max: 2), .badSum("why"), .badDate(like: "14.11.2026"), .ambiguousDate(["A", "B"]),
        .outOfRange(min: "1", max: "2"), .notAChoice(["a", "b"]), .notYesOrNo, .notADate,
        .notAMoment, .notAnObject, .notAList, .badFormat(.sku), .spreadsheetDamage, .checkDigit(expected: 1),
        .unknownUnit(["g"]), .otherUnit("g"), .derived, .unknownField(near: ["price"]),
        .notFound(resource: "products"), .ambiguous(["A", "B"]), .badFilter("why"),
        .cellCount(3, header: 4), .malformed("cut off"), .oneValue,
        .unknownPermission("resource", "product", near: ["products"]), .inTrash(resource: "products", id: "ID"),
        .taken(key: "SKU", by: "Sock"),
        .twice(key: "SKU", at: "row 3"), .categoryMissing, .categoryInactive("Yarn"),
        .typeNotInCategory(category: "Yarn", type: "digital"), .priceMissing, .taxRateMissing, .priceNotPositive,
        .priceOutsideCategory(category: "Yarn", min: "1", max: nil), .currencyNotOfCategory("EUR"),
        .metadataMissing(category: "Yarn", key: "ply"), .metadataMismatch(key: "ply", expected: "a number"),
        .categoryFull(category: "Yarn", max: 3), .draftUponCreation, .featuredFull(max: 10), .featureNotAllowed,
        .sameCategory("Yarn"), .sameOptions, .policySubjects, .fractionOfWholeUnit("piece"), .parentCycle,
        .tooDeep(max: 12), .rangeReversed,
        .referenced(by: ["product Sock"], more: 3),
        .parentDeleted(resource: "roles"),
        .memberStateMove(from: "active", to: "invited"), .lastAdministrator, .policySubject, .settingsOnce,
        .published("P"),
    ]

    /// What a rule's sentence must name of what it was given; exhaustive, so that a new rule is put into the list.
    private func facts(_ rule: FailureRule) -> [String] {
        switch rule {
        case .required, .tooLong, .notText, .notANumber, .badNumber, .notAnIdentifier, .lastManagingRole, .notWhole,
            .tooManyDecimals, .outOfRange, .notAChoice,
            .notYesOrNo, .notADate, .badDate, .notAMoment, .notAnObject, .notAList, .oneValue, .spreadsheetDamage,
            .unknownUnit, .derived, .inTrash,
            .unknownField, .categoryMissing, .priceMissing, .priceNotPositive, .draftUponCreation, .featureNotAllowed,
            .parentCycle, .rangeReversed, .lastAdministrator, .policySubject, .policySubjects, .settingsOnce,
            .sameCategory, .sameOptions, .taxRateMissing:
            []
        case .forbiddenCharacter: ["U+001B"]
        case .leadingMark: ["U+0301"]
        case .badFormat: ["SKU"]
        case .checkDigit(let digit): ["\(digit)"]
        case .unknownPermission(let what, let word, _): [what, word]
        case .otherUnit(let text), .otherCurrency(let text), .badFilter(let text), .badSum(let text),
            .malformed(let text), .categoryInactive(let text), .currencyNotOfCategory(let text),
            .fractionOfWholeUnit(let text), .published(let text):
            [text]
        case .cellCount(let count, let header): ["\(count)", "\(header)"]
        case .notFound(let resource, _), .parentDeleted(let resource): [resource]
        case .ambiguous(let texts), .ambiguousNumber(let texts, _), .ambiguousDate(let texts):
            texts
        case .referenced(let names, let more): names + (more > 0 ? ["and \(more) more"] : [])
        case .taken(let key, let other), .twice(let key, let other): [key, other]
        case .typeNotInCategory(let category, let type): [category, type]
        case .priceOutsideCategory(let category, _, _): [category]
        case .metadataMissing(let category, let key): [category, key]
        case .metadataMismatch(let key, _): [key]
        case .categoryFull(let category, let max): [category, "\(max)"]
        case .featuredFull(let max), .tooDeep(let max): ["\(max)"]
        case .memberStateMove(let from, let to): [from, to]
        }
    }

    @Test func `each rule's sentence names what it is about`() {
        for rule in Self.all {
            #expect(!rule.sentence.isEmpty, "\(rule)")
            for fact in facts(rule) { #expect(rule.sentence.contains(fact), "\(rule): \(rule.sentence)") }
        }
    }

    @Test func `each rule has a stable word of its own, as scripts read it`() {
        let codes = Self.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == 95 } })
        #expect(FailureRule.priceNotPositive.code == "price_not_positive")
    }

    @Test func `what would be accepted is said wherever the sentence leaves it open`() {
        let without = Self.all.filter { $0.expected == nil }.map(\.code).sorted()
        #expect(
            without == [
                "bad_filter", "bad_sum", "category_full", "category_missing", "check_digit", "currency_not_of_category",
                "derived",
                "feature_not_allowed", "featured_full", "fraction_of_whole_unit", "leading_mark", "malformed",
                "member_state_move",
                "not_text",
                "parent_cycle", "policy_subject", "policy_subjects", "published", "range_reversed", "required",
                "same_category",
                "settings_once", "taken", "too_deep", "twice", "type_not_in_category",
            ])
    }
}
