// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Resources and fields by what they are called and refer to.
struct ResourceNameTests {
    @Test func `each resource stands behind those it refers to, and none is left out`() {
        let order = Resources.inOrderOfReference
        #expect(Set(order.map(\.name)) == Set(Resources.all.map(\.name)) && order.count == Resources.all.count)
        for (place, resource) in order.enumerated() {
            for field in resource.referenceFields where field.target != resource.name {
                #expect(order[..<place].contains { $0.name == field.target }, "\(resource.name).\(field.key)")
            }
        }
    }

    @Test func `no other name of a field is the key of another`() {
        for resource in Resources.all {
            for field in resource.fields {
                for name in field.aliases { #expect(resource.field(name) == nil, "\(resource.name).\(name)") }
                #expect(resource.fieldCalled(field.key) === field)
            }
        }
    }

    @Test func `each field says what it takes`() {
        for resource in Resources.all {
            for field in resource.fields { #expect(!field.accepted.isEmpty, "\(resource.name).\(field.key)") }
        }
    }
}
