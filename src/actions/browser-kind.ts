/** What a session is opened from, as far as its person needs to know it again. */
export interface BrowserKind {
  readonly browser: (typeof BROWSERS)[number]
  readonly system: (typeof SYSTEMS)[number]
}

export const BROWSERS = ['edge', 'opera', 'firefox', 'chrome', 'safari', 'other'] as const
export const SYSTEMS = ['android', 'ios', 'windows', 'macos', 'linux', 'other'] as const

export const UNKNOWN_BROWSER: BrowserKind = { browser: 'other', system: 'other' }

/** The first that fits: a browser also names those that it descends from. */
const BROWSER_MARKS: readonly (readonly [RegExp, BrowserKind['browser']])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'edge'],
  [/\bOPR\//, 'opera'],
  [/\b(?:Firefox|FxiOS)\//, 'firefox'],
  [/\b(?:(?:Headless)?Chrome|Chromium|CriOS)\//, 'chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'safari'],
]
const SYSTEM_MARKS: readonly (readonly [RegExp, BrowserKind['system']])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows NT\b/, 'windows'],
  [/\bMacintosh\b/, 'macos'],
  [/\b(?:Linux|X11|CrOS)\b/, 'linux'],
]

/**
 * The kind of browser and system that a User-Agent names. No versions: an update in the middle of a day is no other
 * browser. What is on no list is `other`, so that nothing of what a sender says is kept.
 */
export function browserKind(userAgent: string | undefined): BrowserKind {
  const said = userAgent ?? ''
  const browser = BROWSER_MARKS.find(([mark]) => mark.test(said))?.[1] ?? 'other'
  const system = SYSTEM_MARKS.find(([mark]) => mark.test(said))?.[1] ?? 'other'
  return { browser, system }
}
