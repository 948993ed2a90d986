import Bandits
import CKernels
import Core
import Foundation
import Testing

@Suite("Theory alpha", .timeLimit(.minutes(60)))
struct TheoryAlphaTests {
  @Test("the formula, worked out by another logarithm", arguments: [0, 1, 1000, 1_000_000])
  func formula(_ step: Int) {
    let alpha = TheoryAlpha(dimension: 16, ridge: 2, noise: 0.5, norm: 3, risk: 0.1)
    let expected = 0.5 * sqrt(16 * log((1 + Double(step) / 32) / 0.1)) + sqrt(2) * 3
    #expect(abs(alpha.at(step) - expected) < 1e-12)
  }

  @Test("without dimensions only the bias is left")
  func noDimensions() {
    #expect(TheoryAlpha(dimension: 0, ridge: 4, norm: 3).at(10) == 6)
  }

  @Test(
    "the logarithm is within 2 ulp",
    arguments: [Double.leastNonzeroMagnitude, 0x1p-1030, 1e-5, 0.7, 1, 1.5, 2, 10, 12345.678, 1e300])
  func logarithm(_ x: Double) {
    #expect(abs(pb_log(x) - log(x)) <= 2 * log(x).ulp)
  }

  @Test("the logarithm is that of Core to the last bit")
  func sameLogarithm() {
    for i in 1...2000 {
      let x = 0.37 * Double(i)
      #expect(pb_log(x).bitPattern == naturalLog(x).bitPattern, "\(x)")
    }
  }

  @Test("the logarithm keeps its place at the edges")
  func edges() {
    #expect(pb_log(0) == -.infinity && pb_log(.infinity) == .infinity)
    #expect(pb_log(-1).isNaN && pb_log(.nan).isNaN)
  }
}
