import type { Day, Instant } from '#core/time.ts'

// The Dutch calendar, written here from the rules themselves. The house takes its days from a library; this room must not.

/** As the ways of working write it. */
export interface Term {
  readonly value: number
  readonly unit: 'working-days' | 'hours'
}

const DAY = 86_400_000
const HOUR = 3_600_000
const CLOSE_OF_DAY = 17

const holidays = new Map<number, ReadonlySet<number>>()

/** The day on which a moment falls in the Netherlands. */
export function dutchDay(instant: Instant): Day {
  return dayText(dutchNumber(instant))
}

/** The moment at which Dutch clocks show a whole hour, from 3 to 23, at which no change of the clock falls. */
export function dutchHour(day: Day, hour: number): Instant {
  return hourOn(dayNumber(day), hour)
}

export function daysLater(day: Day, days: number): Day {
  return dayText(dayNumber(day) + days)
}

export function isWorkingDay(day: Day): boolean {
  return isWorking(dayNumber(day))
}

/** When a term that starts at a moment has passed: hours run on; working days count from the next day, to 17:00. */
export function termEnds(from: Instant, { value, unit }: Term): Instant {
  if (unit === 'hours') return new Date(Date.parse(from) + value * HOUR).toISOString()
  let day = dutchNumber(from)
  for (let left = value; left > 0;) left -= isWorking(++day) ? 1 : 0
  // A term of nought days ends on the next working day when the offices are closed already.
  while (!isWorking(day) || Date.parse(hourOn(day, CLOSE_OF_DAY)) <= Date.parse(from)) day++
  return hourOn(day, CLOSE_OF_DAY)
}

function isWorking(day: number): boolean {
  const weekday = weekdayOf(day)
  if (weekday === 0 || weekday === 6) return false
  const year = new Date(day * DAY).getUTCFullYear()
  const closed = holidays.get(year) ?? closedIn(year)
  holidays.set(year, closed)
  return !closed.has(day)
}

/**
 * Algemene termijnenwet art. 3: New Year's Day, Easter Monday, Ascension Day, Whit Monday, both days of Christmas, the
 * King's birthday and Liberation Day; Good Friday is held equal to them. Easter and Whit Sunday are Sundays already.
 */
function closedIn(year: number): ReadonlySet<number> {
  const on = (month: number, day: number) => Date.UTC(year, month - 1, day) / DAY
  const easter = easterOf(year)
  const king = on(4, 27)
  return new Set([
    on(1, 1),
    easter - 2,
    easter + 1,
    easter + 39,
    easter + 50,
    // Held on Saturday when it falls on a Sunday.
    weekdayOf(king) === 0 ? king - 1 : king,
    on(5, 5),
    on(12, 25),
    on(12, 26),
  ])
}

/** Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher. */
function easterOf(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonDrift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonDrift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * late + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / DAY
}

/** Summer time runs from the last Sunday of March to that of October, both at 01:00 UTC. Source: directive 2000/84/EC. */
function summerTime(year: number): readonly [from: number, until: number] {
  return [lastSunday(year, 3) * DAY + HOUR, lastSunday(year, 10) * DAY + HOUR]
}

function lastSunday(year: number, month: number): number {
  const lastDay = Date.UTC(year, month, 0) / DAY
  return lastDay - weekdayOf(lastDay)
}

function dutchNumber(instant: Instant): number {
  const millis = Date.parse(instant)
  if (Number.isNaN(millis)) throw new Error('a moment that is none')
  return Math.floor((millis + offsetAt(millis) * HOUR) / DAY)
}

function offsetAt(millis: number): 1 | 2 {
  const [from, until] = summerTime(new Date(millis).getUTCFullYear())
  return millis >= from && millis < until ? 2 : 1
}

function hourOn(day: number, hour: number): Instant {
  const standard = day * DAY + (hour - 1) * HOUR
  return new Date(standard - (offsetAt(standard) - 1) * HOUR).toISOString()
}

/** 0 is Sunday; the first of January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

function dayNumber(day: Day): number {
  const millis = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(millis)) throw new Error('a day that is none')
  return millis / DAY
}

function dayText(day: number): Day {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
