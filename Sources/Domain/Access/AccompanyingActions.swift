// SPDX-License-Identifier: Apache-2.0

/// What a change is beside what it is called: setting another category is a transfer, setting the status published is
/// a publishing. Who may update may do both, unless somebody denies just that: a denial holds whichever way a change
/// comes.
package enum AccompanyingActions {
    /// The actions that a change of a record is as well.
    package static func of(_ resource: ResourceFacts, before: [Value]?, after: [Value]) -> [Permission.Action] {
        guard resource === Product.declaration.facts else { return [] }
        let fields = Product.declaration.fields
        func isSet(_ position: Int) -> Bool { before?[position] != after[position] }
        var actions: [Permission.Action] = []
        if before != nil, isSet(fields.category.position) { actions.append(.transfer) }
        if isSet(fields.status.position), after[fields.status.position] == .text("published") {
            actions.append(.publish)
        }
        if isSet(fields.isFeatured.position), after[fields.isFeatured.position] == .boolean(true) {
            actions.append(.feature)
        }
        return actions
    }
}
