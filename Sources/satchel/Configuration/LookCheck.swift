// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interface

/// Whether the theme and the key map that are configured are there and accepted: only the screen uses them, but nobody
/// should have to open it to learn of a slip.
enum LookCheck {
    static func problems(_ configuration: Configuration) -> [ConfigurationProblem] {
        theme(configuration) + keyMap(configuration)
    }

    private static func theme(_ configuration: Configuration) -> [ConfigurationProblem] {
        do {
            _ = try ScreenStart.theme(configuration)
            return []
        } catch CommandFailure.configuration(let problems) {
            return problems
        } catch CommandFailure.files(_, let problems) {
            return problems.filter { $0.weight == .error }.map { problem(.theme, $0.sentence, configuration) }
        } catch {
            return []
        }
    }

    private static func keyMap(_ configuration: Configuration) -> [ConfigurationProblem] {
        let name = configuration[.keyMap] ?? ConfigurationKey.keyMap.standard
        if name == KeyMap.defaultName { return [] }
        let (_, problems) = KeyMap.load(name: name, reading: OwnFiles.keyMaps.find)
        return problems.filter { $0.weight == .error }.map { problem(.keyMap, $0.sentence, configuration) }
    }

    private static func problem(_ key: ConfigurationKey, _ reason: String, _ configuration: Configuration)
        -> ConfigurationProblem
    {
        let setting = configuration.settings.first { $0.key.name == key.name }
        return ConfigurationProblem(
            place: setting?.source.text ?? key.name, line: nil, key: key.name, value: setting?.value,
            reason: "is not accepted: \(reason)", expected: nil)
    }
}
