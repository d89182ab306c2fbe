import { dayOf, plusDays, type Day, type Instant } from '#core/time.ts'

/**
 * The Dutch calendar of working days, for the words "in 2 working days" beside a due moment. The due moment itself
 * comes from the server; a test compares these days with the library that the server counts with.
 * Source: Algemene termijnenwet art. 3, Good Friday and Liberation Day included.
 */
export function isWorkingDay(day: Day): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysUntil(from: Day, to: Day): number {
  let count = 0
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (isWorkingDay(day)) count++
  return count
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/**
 * How a due moment stands against now: what is shown beside it, and how urgent it is. Soon is today, or before the
 * next working day begins.
 */
export interface Standing {
  readonly urgency: 'overdue' | 'soon' | 'later'
  readonly unit: 'days-late' | 'hours-late' | 'just-late' | 'minutes' | 'hours' | 'today' | 'working-days'
  readonly count: number
}

const HOUR = 3_600_000

export function standingOf(dueAt: Instant, now: Date): Standing {
  const left = Date.parse(dueAt) - now.getTime()
  const today = dayOf(now.toISOString())
  const dueDay = dayOf(dueAt)
  if (left <= 0) return late(-left, daysBetween(dueDay, today))
  if (left < HOUR) return { urgency: 'soon', unit: 'minutes', count: Math.max(1, Math.floor(left / 60_000)) }
  if (dueDay === today) return { urgency: 'soon', unit: 'hours', count: Math.floor(left / HOUR) }
  const count = workingDaysUntil(today, dueDay)
  if (count === 0) return { urgency: 'soon', unit: 'hours', count: Math.floor(left / HOUR) }
  return { urgency: 'later', unit: 'working-days', count }
}

function late(by: number, days: number): Standing {
  if (days > 0) return { urgency: 'overdue', unit: 'days-late', count: days }
  const hours = Math.floor(by / HOUR)
  if (hours > 0) return { urgency: 'overdue', unit: 'hours-late', count: hours }
  return { urgency: 'overdue', unit: 'just-late', count: 0 }
}

function isHoliday(day: Day): boolean {
  const monthDay = day.slice(5)
  if (['01-01', '05-05', '12-25', '12-26'].includes(monthDay) || day === kingsDay(day)) return true
  // Good Friday, Easter Monday, Ascension Day, Whit Monday.
  return [-2, 1, 39, 50].includes(daysBetween(easter(Number(day.slice(0, 4))), day))
}

/** 27 April since 2014, or the Saturday before it; 30 April, or the Saturday before it, in the years before. */
function kingsDay(day: Day): Day {
  const birthday = `${day.slice(0, 4)}-04-${day < '2014' ? '30' : '27'}`
  return weekdayOf(birthday) === 0 ? plusDays(birthday, -1) : birthday
}

/** Easter Sunday in the Gregorian calendar. Source: the anonymous algorithm of Nature, 20 April 1876. */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function weekdayOf(day: Day): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay()
}
