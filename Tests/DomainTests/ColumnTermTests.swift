// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Columns as a text: which, in which order, how wide.
struct ColumnTermTests {
    private let products = Product.declaration.facts

    private func parse(_ text: String) -> Result<[String], ColumnTerm.Failure> {
        do throws(ColumnTerm.Failure) {
            return .success(try ColumnTerm.parse(text, for: products).map(\.text))
        } catch {
            return .failure(error)
        }
    }

    @Test func `fields, keys of maps and what every record carries, with widths or without`() throws {
        #expect(parse("") == .success([]))
        #expect(
            parse("sku:12, name,metadata.ply:3,updated") == .success(["sku:12", "name", "metadata.ply:3", "updated"]))
        #expect(parse("tag,weight_g:500") == .success(["tags", "weight:500"]))
        let terms = try ColumnTerm.parse("metadata.a:b", for: products)
        #expect(terms.map(\.width) == [nil])
        #expect(terms.map(\.column.label) == ["a:b"])
    }

    @Test func `what is none says which and why`() {
        #expect(parse("sku,glow") == .failure(.unknown("glow")))
        #expect(parse("sku:") == .failure(.unknown("sku:")))
        #expect(parse("sku:0") == .failure(.badWidth("sku:0")))
        #expect(parse("sku:501") == .failure(.badWidth("sku:501")))
        #expect(parse("sku:99999999999999999999") == .failure(.badWidth("sku:99999999999999999999")))
        #expect(parse("sku,name,sku:4") == .failure(.twice("sku")))
        let many = (0...ColumnTerm.termsMax).map { "metadata.k\($0)" }.joined(separator: ",")
        #expect(parse(many) == .failure(.tooMany))
    }
}
