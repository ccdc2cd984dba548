/// A record's values in their one form, with everything that their fields found wrong. Nothing else makes one, so that
/// whoever holds one need not check again: a large import checks on one thread and writes on another.
package struct CheckedValues: Equatable, Sendable {
    /// A field's failure; what it was about was emptied.
    package struct Failure: Sendable, Equatable {
        package let field: String
        package let value: String?
        package let rule: FailureRule
    }

    package private(set) var values: [Value]
    package private(set) var failures: [Failure] = []
    /// The record as it is called in messages; empty when nothing failed.
    package private(set) var name = ""
    /// The stored keys of the values in the resource's order; empty when they were not asked for.
    package private(set) var keys: [String?] = []

    /// Who makes a record, and in which currency, where the record does not say.
    package struct Maker: Sendable {
        package let actor: Identifier
        package let currency: String

        package init(actor: Identifier, currency: String) {
            self.actor = actor
            self.currency = currency
        }
    }

    /// A new record's: what is not given is filled as far as the record itself can tell.
    package init(
        new given: consuming [Value], of resource: ResourceFacts, id: Identifier?, by maker: Maker,
        withKeys: Bool = false
    ) {
        values = given
        for field in resource.standardFields where values[field.position].isNull {
            values[field.position] = field.standard
        }
        if let owner = resource.ownerPosition, values[owner].isNull { values[owner] = .identifier(maker.actor) }
        for field in resource.derivedFields where !values[field.position].isNull {
            values[field.position] = .null
            failures.append(Failure(field: field.key, value: nil, rule: .derived))
        }
        check(resource.fields, of: resource, id: id)
        fillCurrencies(maker.currency, of: resource)
        if withKeys { keys = resource.storedKeys.map { $0.text(values) } }
    }

    /// A standing record's, some of whose fields were touched.
    package init(
        _ values: consuming [Value], touching fields: [FieldFacts], of resource: ResourceFacts, id: Identifier,
        currency: String
    ) {
        self.values = values
        check(fields, of: resource, id: id)
        fillCurrencies(currency, of: resource)
    }

    /// An amount is never without its currency: it is the store's where the record does not say.
    private mutating func fillCurrencies(_ currency: String, of resource: ResourceFacts) {
        for position in resource.currencyPositions where values[position].isNull { values[position] = .text(currency) }
    }

    /// What the fields of a record find wrong with those of its values that are there.
    package static func failures(of values: [Value], _ resource: ResourceFacts) -> [Failure] {
        resource.fields.compactMap { field in
            let value = values[field.position]
            guard !value.isNull else { return nil }
            do throws(FailureRuleError) {
                _ = try FieldCheck.normal(value, field)
                return nil
            } catch {
                return failure(of: value, field, error.rule, values, resource)
            }
        }
    }

    private static func failure(
        of value: Value, _ field: FieldFacts, _ rule: FailureRule, _ values: [Value], _ resource: ResourceFacts
    ) -> Failure {
        var rule = rule
        if case .money(let sibling) = field.kind, case .outOfRange = rule {
            rule = FieldCheck.moneyOutOfRange(Rendering.currency(sibling, values, resource))
        }
        let text = Rendering.text(value, field, in: values, of: resource)
        return Failure(field: field.key, value: text, rule: rule)
    }

    private mutating func check(_ fields: [FieldFacts], of resource: ResourceFacts, id: Identifier?) {
        for field in fields where !values[field.position].isNull {
            let position = field.position
            do throws(FailureRuleError) {
                if let normal = try FieldCheck.change(of: values[position], field) { values[position] = normal }
            } catch {
                if name.isEmpty { name = RecordName.of(values, id: id ?? .zero, resource: resource) }
                failures.append(Self.failure(of: values[position], field, error.rule, values, resource))
                values[position] = .null
            }
        }
        resource.shape.completion(&values)
        for field in resource.requiredFields where values[field.position].isNull {
            guard !failures.contains(where: { $0.field == field.key }) else { continue }
            failures.append(Failure(field: field.key, value: nil, rule: .required))
        }
        guard !failures.isEmpty, name.isEmpty else { return }
        name = RecordName.of(values, id: id ?? .zero, resource: resource)
    }
}
