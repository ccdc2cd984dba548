// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// One declaration, many uses: each kind of field passes through every one of them and comes out the same.
struct DeclarationTests {
    private static let facts = Specimen.declaration.facts
    /// Key and number of each example: fields are classes, and a test's arguments are values.
    private static let cases: [(key: String, example: Int)] = facts.fields.filter { !$0.isDerived }
        .flatMap { field in Specimen.samples(of: field.kind).indices.map { (field.key, $0) } }

    private func field(_ key: String) throws -> FieldFacts {
        try #require(Self.facts.field(key))
    }

    /// A record in which the field holds the value, with currency and unit for those that need them.
    private func values(_ field: FieldFacts, _ value: Value) -> [Value] {
        var record = Record<Specimen>()
        record.text = "x"
        record.currency = "EUR"
        record.unit = "kg"
        record.values[field.position] = value
        return record.values
    }

    @Test(arguments: cases)
    func `a value is in its one form already`(key: String, example: Int) throws {
        let field = try field(key)
        let value = Specimen.samples(of: field.kind)[example].value
        #expect(try FieldCheck.normal(value, field) == value)
        #expect(try FieldCheck.normal(.null, field) == .null)
    }

    @Test(arguments: cases)
    func `a value's plain text is read back as the same value`(key: String, example: Int) throws {
        let field = try field(key)
        let sample = Specimen.samples(of: field.kind)[example]
        let text = Rendering.text(sample.value, field, in: values(field, sample.value), of: Self.facts)
        #expect(text == sample.csv)
        let read = try FieldReading(currency: "EUR", unit: "kg").value(text, field.kind)
        #expect(try FieldCheck.normal(read, field) == sample.value)
        #expect(Rendering.text(.null, field, in: values(field, .null), of: Self.facts) == "")
        #expect(try FieldReading(currency: "EUR").value("  ", field.kind) == .null)
    }

    @Test(arguments: cases)
    func `a value's canonical bytes are read back as the same value`(key: String, example: Int) throws {
        let field = try field(key)
        let sample = Specimen.samples(of: field.kind)[example]
        var json = CanonicalJSON()
        CanonicalValue.append(sample.value, field, in: values(field, sample.value), of: Self.facts, to: &json)
        #expect(json.text == sample.canonical)
        #expect(CanonicalValue.value(try JSONParser.parse(json.text), field.kind) == sample.value)
        #expect(CanonicalValue.value(.null, field.kind) == .null)
    }

    @Test(arguments: cases)
    func `a filter for a value holds for it and for no other`(key: String, example: Int) throws {
        let field = try field(key)
        let samples = Specimen.samples(of: field.kind)
        let filter = try FilterParser.parse(key + samples[example].filter, for: Self.facts, in: Sample.context)
        let evaluator = FilterEvaluator(resource: Self.facts)
        for (index, sample) in samples.enumerated() {
            #expect(evaluator.matches(filter, values(field, sample.value)) == (index == example))
        }
        #expect(!evaluator.matches(filter, values(field, .null)))
        let isSet = try FilterParser.parse("\(key)?", for: Self.facts, in: Sample.context)
        #expect(evaluator.matches(isSet, values(field, samples[example].value)))
        #expect(!evaluator.matches(isSet, values(field, .null)))
        let isNotSet = try FilterParser.parse("!\(key)?", for: Self.facts, in: Sample.context)
        #expect(evaluator.matches(isNotSet, values(field, .null)))
    }

    @Test(arguments: cases)
    func `a change from or to a value holds both sides, and leads from one to the other`(
        key: String, example: Int
    ) throws {
        let field = try field(key)
        let samples = Specimen.samples(of: field.kind)
        for other in [samples[(example + 1) % samples.count].value, .null] where other != samples[example].value {
            let before = values(field, other)
            let after = values(field, samples[example].value)
            let change = Change(
                resource: Self.facts, record: Sample.first, action: .updated, before: before, after: after)
            #expect(change.changedPositions == [field.position])
            let payload = try #require(Payload(Array(Sample.payload(change).text.utf8)))
            #expect(payload.before.map(\.key) == [key])
            #expect(payload.after.map(\.key) == [key])
            #expect(try applied(payload.after, to: before, field) == after)
            #expect(try applied(payload.before, to: after, field) == before)
        }
    }

    /// What one side of a payload makes of a record's values.
    private func applied(_ members: [JSONMember], to values: [Value], _ field: FieldFacts) throws -> [Value] {
        var values = values
        let json = try #require(members.first).value
        guard case .map = field.kind else {
            values[field.position] = try #require(CanonicalValue.value(json, field.kind))
            return values
        }
        let patch = json.members.map { MapEntry(key: $0.key, value: FieldReading.plain($0.value) ?? .null) }
        values[field.position] = Change.patching(values[field.position], with: .map(patch))
        return values
    }

    @Test func `a value of another kind is refused by each kind with its own words`() throws {
        var rules: [String: FailureRule] = [:]
        for field in Self.facts.fields where !field.isDerived {
            let wrong: Value = if case .reference = field.kind { .boolean(true) } else { .identifier(Sample.first) }
            let error = #expect(throws: FailureRuleError.self) { try FieldCheck.normal(wrong, field) }
            rules[field.key] = error?.rule
        }
        #expect(
            rules == [
                "text": .notText, "note": .notText, "code": .notText, "currency": .notText, "unit": .notText,
                "integer": .notWhole, "boolean": .notYesOrNo, "money": .notANumber, "weight": .notANumber,
                "amount": .notANumber, "percent": .notANumber, "date": .notADate, "moment": .notAMoment,
                "choice": .notAChoice(["red", "blue"]), "reference": .notFound(resource: "members"),
                "references": .notAList,
                "set": .notAList, "map": .notAnObject,
            ])
    }

    @Test func `derived fields stand in no payload`() {
        var record = Record<Specimen>()
        record.text = "x"
        record.derived = "y"
        let change = Change(
            resource: Self.facts, record: Sample.first, action: .created, before: nil, after: record.values)
        let id = Sample.first.text
        #expect(
            Sample.payload(change).text
                == #"{"action":"created","after":{"text":"x"},"id":"\#(id)","resource":"specimens"}"#)
    }
}
