// Moments as a policy officer writes them: "vrijdag 26 juni 2026 17:00", "26 juni 2026", "3 werkdagen", "4 uur".
import { atDutchTime, type Day, type Instant } from '#core/time.ts'
import type { Term } from '#process/working-days.ts'
import { Misfit } from '../world.ts'

const MONTHS = [
  ...['januari', 'februari', 'maart', 'april', 'mei', 'juni'],
  ...['juli', 'augustus', 'september', 'oktober', 'november', 'december'],
]

/** @throws Misfit when it is no day. */
export function dayIn(words: string): Day {
  const [, day = '', month = '', year = ''] = /(\d{1,2}) ([a-z]+) (\d{4})/.exec(words) ?? []
  const number = MONTHS.indexOf(month) + 1
  if (number === 0) throw new Misfit(`"${words}" is geen dag`)
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** @throws Misfit when it is no moment, or not on that day of the week. */
export function momentIn(words: string): Instant {
  const [time] = /\d\d:\d\d$/.exec(words) ?? []
  if (time === undefined) throw new Misfit(`"${words}" is geen moment`)
  const moment = atDutchTime(dayIn(words), time)
  if (inWords(moment) !== words) throw new Misfit(`"${words}" is ${inWords(moment)}`)
  return moment
}

const parts = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

export function inWords(moment: Instant): string {
  const of = Object.fromEntries(parts.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
  return `${of.weekday} ${of.day} ${of.month} ${of.year} ${of.hour}:${of.minute}`
}

/** @throws Misfit when it is no term. */
export function termIn(words: string): Term {
  const [, value, unit] = /^(\d+) (werkdag|werkdagen|uur)$/.exec(words) ?? []
  if (value === undefined) throw new Misfit(`"${words}" is geen termijn`)
  return { value: Number(value), unit: unit === 'uur' ? 'hours' : 'working-days' }
}
