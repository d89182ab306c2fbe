/** The two ends of an interval of a share. */
export interface ShareInterval {
  readonly low: number
  readonly high: number
}

/** Left on each side of an interval of 95 %. */
const TAIL = 0.025
/** Halvings of 0..1: far below what a screen can show. */
const HALVINGS = 60

/**
 * The exact interval of 95 % (Clopper and Pearson) of a share of which `hits` of `of` were seen. It covers the true share in
 * at least 95 of 100 samples also when hits are rare, where that of Wilson can fall to 83. Neither need be whole: a sample
 * with weights counts as a smaller one without.
 *
 * @param of More than 0, and at least `hits`.
 */
export function clopperPearson(hits: number, of: number): ShareInterval {
  return {
    low: hits <= 0 ? 0 : betaQuantile(TAIL, hits, of - hits + 1),
    high: hits >= of ? 1 : betaQuantile(1 - TAIL, hits + 1, of - hits),
  }
}

function betaQuantile(chance: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2
    if (betaBelow(middle, a, b) < chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The regularised incomplete beta function I_x(a, b). */
function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  const front = Math.exp(logFront)
  // The fraction goes to its end quickly on one side of the mean only; the other is its mirror.
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

const STEPS = 300
const CLOSE = 1e-14
const NOT_ZERO = 1e-300

/** Its continued fraction, by the method of Lentz (Abramowitz and Stegun 26.5.8). */
function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d)
      c = away(1 + term / c)
      value *= c * d
    }
    if (Math.abs(c * d - 1) < CLOSE) break
  }
  return value
}

function away(value: number): number {
  return Math.abs(value) < NOT_ZERO ? NOT_ZERO : value
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** The logarithm of the gamma function for x above 0 (Lanczos, g = 7, n = 9). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  const base = z + 7.5
  const sum = LANCZOS.reduce((total, part, n) => total + part / (z + n + 1), 0.9999999999998099)
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum)
}
