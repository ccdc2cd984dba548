// SPDX-License-Identifier: Apache-2.0
internal import Domain
package import Terminal

/// How well text is told from its ground (WCAG 2.1, success criterion 1.4.3).
package enum Contrast {
    /// The least for text, in hundredths: level AA.
    package static let hundredthsMin = 450

    /// The ratio of two colours as a terminal of some depth shows them, in hundredths from 100 to 2100, rounded down;
    /// nil where one of them is the terminal's own, which nobody knows.
    package static func hundredths(_ left: Color, _ right: Color, at depth: ColorDepth = .direct) -> Int? {
        guard let left = left.shown(at: depth), let right = right.shown(at: depth) else { return nil }
        let (a, b) = (luminance(left), luminance(right))
        return Int((max(a, b) + 0.05) / (min(a, b) + 0.05) * 100)
    }

    /// The relative luminance of 0xRRGGBB, from 0 to 1.
    private static func luminance(_ rgb: Int32) -> Double {
        let weights: [(shift: Int32, weight: Double)] = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
        return weights.reduce(0) { sum, part in
            let value = Double(rgb >> part.shift & 255) / 255
            return sum + part.weight * (value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055))
        }
    }

    /// x to the power of 2.4, by Newton's method for the fifth root of x squared.
    private static func power(_ x: Double) -> Double {
        let square = x * x
        let stepCount = 40
        var root = 1.0
        for _ in 0..<stepCount {
            let fourth = root * root * root * root
            root -= (fourth * root - square) / (5 * fourth)
        }
        return square * root
    }
}

extension Theme {
    /// The roles whose text is hard to read, on their own ground or on that of an overlay, each with its ratio in
    /// hundredths; a terminal's own colours are not judged.
    package func faint(at depth: ColorDepth = .direct) -> [(role: Role, hundredths: Int)] {
        let theme = fitted(to: depth)
        return Role.allCases.compactMap { role in
            // Codes have their own two colours wherever they stand.
            let styles = role == .qrDark || role == .qrLight ? [theme[role]] : [theme[role], theme.over(role)]
            let ratios = styles.compactMap { Contrast.hundredths($0.foreground, $0.background, at: depth) }
            return ratios.min().flatMap { $0 < Contrast.hundredthsMin ? (role, $0) : nil }
        }
    }
}
