// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange

/// Amounts of a row that names no currency are in that of its record; they were read before it was known.
enum RecordCurrency {
    /// The row's values with its amounts in the currency of the record that stands, or of the store for a new one; and
    /// the amounts that are in another one, or have more decimals than it has.
    static func settle(
        _ row: ImportBatch.Row, on record: [Value]?, _ plan: ImportPlan, storeCurrency: String
    ) -> (values: [Value], failures: [CellFailure]) {
        var values = row.values
        var failures: [CellFailure] = []
        let resource = plan.resource
        var currency = storeCurrency
        for column in plan.columns {
            guard case .field(let position) = column.target, case .money(let sibling) = resource.fields[position].kind
            else { continue }
            let isGiven = Rendering.currency(sibling, row.values, resource) != nil
            guard !isGiven, let standing = record.flatMap({ Rendering.currency(sibling, $0, resource) }) else {
                continue
            }
            currency = standing
            guard standing != storeCurrency, let amount = values[position].integer else { continue }
            let read = Currency.decimals(storeCurrency)
            let wanted = Currency.decimals(standing)
            do throws(NumberFault) {
                let exact = ExactDecimal(mantissa: amount, scale: read)
                values[position] = .integer(try exact.minorUnits(decimals: wanted))
            } catch {
                failures.append(
                    CellFailure(
                        row: row.number, column: column.header, value: Decimal.text(amount, decimals: read),
                        rule: .tooManyDecimals(max: wanted, of: standing)))
            }
        }
        failures += row.marks.compactMap { $0.failure(row: row.number, in: currency) }
        return (values, failures)
    }
}
