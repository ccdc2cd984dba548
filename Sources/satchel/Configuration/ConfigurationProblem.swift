/// One thing that is wrong with the configuration.
struct ConfigurationProblem: Error, Equatable {
    /// The file, or the variable of the environment.
    let place: String
    let line: Int?
    let key: String?
    let value: String?
    let reason: String
    let expected: String?

    /// In words: place, key, value, what is accepted.
    var sentence: String {
        let place = line.map { "\(self.place):\($0)" } ?? self.place
        let key = self.key.map { "\($0): " } ?? ""
        let value = self.value.map { "\(Phrase.quoted($0)) " } ?? ""
        let expected = Phrase.accepted(self.expected)
        return "\(place): \(key)\(value)\(reason)\(expected)"
    }
}
