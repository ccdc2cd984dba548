/// What kind of value a field holds. Every place that treats kinds apart switches over it exhaustively, so that a new
/// kind does not compile until table, JSON, CSV, filter, diff and form all know it.
package enum Kind: Hashable, Sendable {
    /// One line of text, at most so many characters.
    case text(max: Int)
    /// Text of several lines.
    case note(max: Int)
    /// Text of a known format.
    case code(Format)
    case integer(ClosedRange<Int64>)
    case boolean
    /// Minor units of the currency in the sibling field.
    case money(currency: String)
    /// Millionths of a unit.
    case quantity(UnitSource)
    /// Hundredths of a per cent.
    case percent
    /// 'YYYY-MM-DD'.
    case date
    /// Microseconds UTC.
    case moment
    /// One of some words.
    case choice([String])
    /// The id of a record of the resource named.
    case reference(String)
    /// Ids of records of the resource named.
    case references(String)
    /// A set of short texts.
    case set(Format?)
    /// Keys with plain values, each key a merge unit of its own.
    case map(Format?)

    /// Where a quantity's unit comes from.
    package enum UnitSource: Hashable, Sendable {
        case fixed(String)
        case sibling(String)
    }

    /// Decimals of a quantity: it is kept in millionths.
    package static let quantityDecimals = 6
    /// Decimals of a per cent figure: it is kept in hundredths.
    package static let percentDecimals = 2
}

/// A format of text that is checked beyond its length.
package enum Format: String, Hashable, Sendable, CaseIterable {
    case sku, gtin, currency, country, unit, email, phone, userName, locale, permission, condition, schema, skuPattern
    case columns, sort, filter, colour

    /// The most characters such a text may have.
    package var lengthMax: Int {
        switch self {
        case .sku: 64
        case .gtin: 14
        case .currency: 3
        case .country: 2
        case .unit, .locale, .colour: 16
        case .phone: 40
        case .userName: 64
        case .skuPattern: 64
        case .email, .permission, .condition, .schema, .columns, .sort, .filter: 1_000
        }
    }
}
