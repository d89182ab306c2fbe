/**
 * Exponential and logarithm from additions, multiplications and divisions only: IEEE 754 fixes those to the last bit,
 * and Math.exp and Math.log it does not. So the same texts give the same model on every machine.
 */

const LN2 = 0.6931471805599453
const EXP_TERMS = 20
const LOG_TERMS = 30

/** e to the power of x, for |x| up to some hundreds. */
export function exp(x: number): number {
  const halvings = Math.round(x / LN2)
  const rest = x - halvings * LN2
  let term = 1
  let sum = 1
  for (let n = 1; n < EXP_TERMS; n += 1) {
    term = (term * rest) / n
    sum += term
  }
  let power = 1
  const factor = halvings < 0 ? 0.5 : 2
  for (let n = Math.abs(halvings); n > 0; n -= 1) power *= factor
  return sum * power
}

/** The natural logarithm of a positive number. */
export function log(x: number): number {
  let mantissa = x
  let doublings = 0
  while (mantissa > 1.5) {
    mantissa /= 2
    doublings += 1
  }
  while (mantissa < 0.75) {
    mantissa *= 2
    doublings -= 1
  }
  const ratio = (mantissa - 1) / (mantissa + 1)
  let power = ratio
  let sum = 0
  for (let n = 1; n < LOG_TERMS; n += 2) {
    sum += power / n
    power *= ratio * ratio
  }
  return 2 * sum + doublings * LN2
}

/** The chance that log-odds come to. */
export function sigmoid(x: number): number {
  if (x < -40) return 0
  return x > 40 ? 1 : 1 / (1 + exp(-x))
}
