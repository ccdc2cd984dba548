package import Domain

/// For whom a connection for reading is opened: it shows nothing else.
package enum Onlooker: Sendable {
    /// The program itself, which checks a store, makes a demo or reads what no person sees: everything.
    case program
    /// A member, by id; nil is the one that `init` created.
    case member(Identifier?)
    /// A member, by what a person calls one: user name, name or id, whole.
    case named(String)
}
