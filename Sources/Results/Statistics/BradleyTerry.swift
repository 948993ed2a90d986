import Core

/// Strengths from pairwise wins: P(i beats j) = 1 / (1 + exp(s_j − s_i)) [BradleyTerry1952].
///
/// A draw counts as half a win for each. Every pair gets one extra draw (our choice): a policy that always wins, or
/// never, would otherwise have an infinite strength [Hunter2004, Assumption 1], and one more game has little effect in
/// a tournament.
public struct BradleyTerry: Sendable, Equatable {
  /// Log strengths with mean zero, in the order of the players: s_i − s_j is the log of the odds that i beats j.
  public let strengths: [Double]
  /// Standard errors of the strengths.
  public let errors: [Double]

  /// The 95 % interval of a strength: normal, 1.96 standard errors.
  public func interval(_ player: Int) -> ClosedRange<Double> {
    let half = 1.959963984540054 * errors[player]
    return strengths[player] - half...strengths[player] + half
  }

  /// Fits rounds of scores, `rounds[round][player]`, in each of which all players meet and the higher score wins.
  ///
  /// The likeliest strengths, by Newton's method. Games of one round share their noise, so they are not independent:
  /// the standard errors come from the spread of the rounds' scores around the fit (the sandwich estimator, with rounds
  /// as clusters [LiangZeger1986]), and hold for new rounds of the same boards. O(rounds · P² + P³).
  public init(rounds: [[Double]]) {
    let players = rounds.first?.count ?? 0
    self.init(wins: Self.wins(in: rounds), players: players) { strengths in
      Self.spread(of: rounds, around: strengths)
    }
  }

  /// `wins[i][j]`: how often i beat j, draws as halves. The errors assume independent games (inverse of the
  /// information).
  public init(wins: [[Double]]) {
    self.init(wins: wins, players: wins.count, spread: nil)
  }

  private init(wins: [[Double]], players: Int, spread: (([Double]) -> SymmetricMatrix)?) {
    var wins = wins
    for i in 0..<players { for j in 0..<players where i != j { wins[i][j] += 0.5 } }
    let strengths = Self.fit(wins, players)
    self.strengths = strengths
    guard players > 1 else {
      errors = strengths.map { _ in 0 }
      return
    }
    // The information is singular for equal shifts of all strengths; adding 1/P to every entry makes it regular, and
    // `errors` corrects for it.
    var information = Self.information(wins, at: strengths)
    information.add(1 / Double(players))
    var inverse = information.inverse()
    inverse.add(-1 / Double(players))
    let covariance = spread.map { inverse.times($0(strengths)).times(inverse) } ?? inverse
    errors = (0..<players).map { max(0, covariance[$0, $0]).squareRoot() }
  }

  /// Newton steps, halved while they lower the likelihood.
  private static func fit(_ wins: [[Double]], _ players: Int) -> [Double] {
    var strengths = [Double](repeating: 0, count: players)
    guard players > 1 else { return strengths }
    var likelihood = logLikelihood(wins, at: strengths)
    for _ in 0..<100 {
      var information = information(wins, at: strengths)
      information.add(1 / Double(players))
      let step = information.inverse().times(gradient(wins, at: strengths))
      let largest = step.reduce(0) { max($0, abs($1)) }
      var part = 1.0
      while part > 1e-6 {
        let moved = zip(strengths, step).map { $0 + part * $1 }
        let reached = logLikelihood(wins, at: moved)
        if reached >= likelihood {
          (strengths, likelihood) = (moved, reached)
          break
        }
        part /= 2
      }
      if part <= 1e-6 || largest < 1e-9 { break }  // steps shrink by their square: the next would be lost in rounding
    }
    let mean = strengths.reduce(0, +) / Double(players)
    return strengths.map { $0 - mean }
  }

  private static func chance(_ difference: Double) -> Double { 1 / (1 + exponential(-difference)) }

  private static func logLikelihood(_ wins: [[Double]], at s: [Double]) -> Double {
    var sum = 0.0
    for i in s.indices {
      for j in s.indices where wins[i][j] > 0 { sum += wins[i][j] * naturalLog(chance(s[i] - s[j])) }
    }
    return sum
  }

  /// Wins minus expected wins.
  private static func gradient(_ wins: [[Double]], at s: [Double]) -> [Double] {
    s.indices.map { i in
      s.indices.reduce(0) { sum, j in
        i == j ? sum : sum + wins[i][j] - (wins[i][j] + wins[j][i]) * chance(s[i] - s[j])
      }
    }
  }

  private static func information(_ wins: [[Double]], at s: [Double]) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(size: s.count)
    for i in s.indices {
      for j in s.indices where i != j {
        let p = chance(s[i] - s[j])
        let weight = (wins[i][j] + wins[j][i]) * p * (1 - p)
        matrix[i, i] += weight
        matrix[i, j] -= weight
      }
    }
    return matrix
  }

  /// Half a win for a draw.
  static func wins(in rounds: [[Double]]) -> [[Double]] {
    let players = rounds.first?.count ?? 0
    var wins = [[Double]](repeating: Array(repeating: 0, count: players), count: players)
    for round in rounds {
      for i in 0..<players {
        for j in 0..<players where i != j {
          wins[i][j] += round[i] > round[j] ? 1 : round[i] == round[j] ? 0.5 : 0
        }
      }
    }
    return wins
  }

  /// Σ over rounds of g gᵀ, g the round's part of the gradient, times n/(n−1) for n rounds.
  private static func spread(of rounds: [[Double]], around s: [Double]) -> SymmetricMatrix {
    let chances = s.map { mine in s.map { chance(mine - $0) } }
    let correction = Double(rounds.count) / Double(max(1, rounds.count - 1))
    var matrix = SymmetricMatrix(size: s.count)
    for round in rounds {
      let gradient = s.indices.map { i in
        s.indices.reduce(0.0) { sum, j in
          i == j ? sum : sum + (round[i] > round[j] ? 1 : round[i] == round[j] ? 0.5 : 0) - chances[i][j]
        }
      }
      for i in s.indices { for j in s.indices { matrix[i, j] += correction * gradient[i] * gradient[j] } }
    }
    return matrix
  }
}
