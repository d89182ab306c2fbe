import type { Instant } from '#core/time.ts'
import type { Language } from './text.ts'

/** Moments and days as people read them: always Dutch time, in the language of the screen. */
const LOCALE = { nl: 'nl-NL', en: 'en-GB' } as const
const STYLES = {
  /** di 16 jun 17:00 */
  short: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** 16 jun 2026 17:00 */
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  /** dinsdag 16 juni 2026 om 17:00:12 */
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
  /** di 16 juni 2026 */
  day: { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
  /** 17:00 */
  time: { hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof STYLES

const formats = new Map<string, Intl.DateTimeFormat>()

export function formatDate(moment: Instant, style: DateStyle, language: Language): string {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) return moment
  const key = `${style}/${language}`
  const known = formats.get(key)
  const format =
    known ?? new Intl.DateTimeFormat(LOCALE[language], { timeZone: 'Europe/Amsterdam', ...STYLES[style] })
  if (!known) formats.set(key, format)
  return format.format(at).replaceAll(',', '')
}

const numbers = new Map<Language, Intl.NumberFormat>()

/** 1.204 in Dutch, 1,204 in English. */
export function formatNumber(value: number, language: Language): string {
  const known = numbers.get(language)
  const format = known ?? new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 3 })
  if (!known) numbers.set(language, format)
  return format.format(value)
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026-06-12T21:40`, the Dutch wall clock, as a date field of the browser wants it. */
export function wallClockOf(moment: Date): string {
  return wallClock.format(moment).replace(' ', 'T')
}
