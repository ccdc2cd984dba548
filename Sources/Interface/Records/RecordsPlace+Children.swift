// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension KeyTable {
    /// How one gets from a record to those that belong to it.
    static let children: [Command] = [
        Command(
            "variant.list", "Show the variants of this product", keys: ["O"], need: .row, of: RecordsPlace.self,
            when: { $0.hasRow && $0.list.resource.name == Product.shape.name }
        ) { $0.openVariants(&$1) }
    ]
}

extension RecordsPlace {
    /// The record that all of a list belong to: a product over its variants.
    struct Parent: Equatable, Sendable {
        let field: FieldFacts
        let record: Identifier
        let name: String
        /// The name of the place, with that of the record.
        let title: String
    }

    /// A list of what belongs to a record.
    init(children: ResourceFacts, of parent: Parent) {
        self.init(resource: children)
        self.parent = parent
        list.base = .compare(Filter.Path(field: parent.field.key), .equal, .identifier(parent.record))
    }

    fileprivate func openVariants(_ scope: inout Scope) {
        let variants = Variant.declaration.facts
        guard let record = list.current, let field = variants.field("product") else { return }
        if record.isDeleted {
            return scope.say(.warning, "\(list.resource.shortName(of: record)) is deleted, and its variants with it.")
        }
        let parent = Parent(
            field: field, record: record.id, name: record.values[list.resource.labelPosition].text ?? "",
            title: "\(variants.shape.title) of \(list.resource.longName(of: record))")
        scope.act(.push(RecordsPlace(children: variants, of: parent)))
    }

    /// A form for a new record, which belongs where the list does.
    func newForm(_ situation: Situation) -> FormPlace {
        guard let parent else { return FormPlace(new: list.resource, locale: situation.viewer.locale) }
        return FormPlace(
            new: list.resource, given: [parent.field.position: .identifier(parent.record)],
            names: [parent.record: parent.name], locale: situation.viewer.locale)
    }
}
