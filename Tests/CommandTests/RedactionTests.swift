// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@Suite struct RedactionTests {
    @Test(arguments: [
        (#"{"password":"a"}"#, #"{"password":"[redacted]"}"#),
        (#"{"a":[{"b":{"API_Token":{"x":1}}}]}"#, #"{"a":[{"b":{"API_Token":"[redacted]"}}]}"#),
        (
            #"{"Authorization":["Bearer x"],"client_secret":5}"#,
            #"{"Authorization":"[redacted]","client_secret":"[redacted]"}"#
        ),
        (#"{"a":{"b":["to mara@example.org, now"]}}"#, #"{"a":{"b":["to [redacted], now"]}}"#),
        (#"{"mara@example.org":1}"#, #"{"[redacted]":1}"#),
        (
            #"{"a":["card 4111 1111 1111 1111 ok","4111-1111-1111-1111"]}"#,
            #"{"a":["card [redacted] ok","[redacted]"]}"#
        ),
        (#"{"a":{"n":4111111111111111}}"#, #"{"a":{"n":"[redacted]"}}"#),
        (#"{"a":"4111 1111 1111 1112","b":4006381333931,"c":"me@home","d":null,"e":true}"#, nil),
    ])
    func `secrets, addresses and card numbers are taken out at any depth`(text: String, expected: String?) throws {
        let json = try JSONParser.parse(text)
        #expect(try Redaction.clean(json) == JSONParser.parse(expected ?? text))
    }
}
