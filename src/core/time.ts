/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-01-05T08:30:00.000Z`. Sorts as text. */
export type Instant = string

/** A calendar day in the Netherlands, `yyyy-mm-dd`. */
export type Day = string

/** The clock and the id maker come in as parameters; only main.ts owns the real ones. */
export type Clock = () => Date
export type NewId = () => string

const amsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The Dutch calendar day on which a moment falls. */
export function dayOf(instant: Instant): Day {
  return amsterdam.format(new Date(instant)).slice(0, 10)
}

/**
 * The moment at which a Dutch wall clock shows `time` (`hh:mm`) on `day`.
 * A time that the spring change skips falls on the moment of the change; one that autumn repeats is the first.
 */
export function atDutchTime(day: Day, time: string): Instant {
  const wanted = `${day} ${time}:00`
  // The Netherlands is one or two hours ahead of UTC: try summer time first, so that a repeated hour is the first one.
  for (const offset of [2, 1]) {
    const guess = new Date(Date.parse(`${day}T${time}:00Z`) - offset * 3_600_000)
    if (amsterdam.format(guess) === wanted) return guess.toISOString()
  }
  return new Date(Date.parse(`${day}T${time}:00Z`) - 3_600_000).toISOString()
}

/** `n` calendar days later (or earlier, when negative). */
export function plusDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
}

/** Whether a text is a day that exists: `2026-06-30`, not `2026-06-31`. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const millis = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(millis) && new Date(millis).toISOString().slice(0, 10) === text
}
