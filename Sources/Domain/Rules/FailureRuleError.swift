// SPDX-License-Identifier: Apache-2.0

/// A failure rule on its own, before it is known which record it is about.
package struct FailureRuleError: Error, Equatable, Sendable {
    package let rule: FailureRule

    package init(_ rule: FailureRule) {
        self.rule = rule
    }
}
