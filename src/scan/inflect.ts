/**
 * Dutch inflection, at compile time only: an expression names one form and means them all. Regular forms by rule,
 * irregular ones from a list that is data (`indicators/words.json`). A form too many does no harm here: it is
 * a word that nobody writes.
 */

/** A verb that the rules get wrong. `present`: only where that is irregular too (`gaan`: ga, gaat). */
export interface IrregularVerb {
  readonly past: readonly string[]
  readonly participle: string
  readonly present?: readonly string[]
}

export interface Irregular {
  readonly verbs: Readonly<Record<string, IrregularVerb>>
  /** Plurals. */
  readonly nouns: Readonly<Record<string, readonly string[]>>
}

/** The forms of a verb by the place they can take: a finite form can stand apart from a separable particle. */
export interface VerbForms {
  readonly infinitive: string
  readonly finite: readonly string[]
  readonly participles: readonly string[]
}

const UNSTRESSED = ['be', 'ver', 'ont', 'her', 'ge', 'er', 'over', 'onder', 'mis', 'aan', 'vol']

/** All forms of a verb, without a particle. An unknown verb is a regular one. */
export function verbForms(infinitive: string, irregular: Irregular): VerbForms {
  const listed = irregularVerb(infinitive, irregular)
  const stems = stemsOf(infinitive)
  const d = hasSoftEnding(infinitive) ? 'd' : 't'
  const weak = stems.map((stem) => (stem.endsWith(d) ? stem : `${stem}${d}`))
  const past = listed?.past ?? stems.flatMap((stem) => [`${stem}${d}e`, `${stem}${d}en`])
  const participles = listed
    ? [listed.participle]
    : weak.map((form) => (startsUnstressed(infinitive) ? form : `ge${form}`))
  return {
    infinitive,
    finite: unique([infinitive, ...(listed?.present ?? stems.flatMap(presentOf)), ...past]),
    participles: unique(participles.flatMap((form) => [form, ...inflectedParticiple(form)])),
  }
}

/** Singular, plural and diminutives of a noun. */
export function nounForms(noun: string, irregular: Irregular): readonly string[] {
  const plurals = irregular.nouns[noun] ?? pluralsOf(noun)
  const small = diminutiveOf(noun)
  return unique([noun, ...plurals, small, `${small}s`])
}

/**
 * `lopen` → `loop`, `pakken` → `pak`, `geven` → `geef`, `reizen` → `reis`, `gaan` → `ga`. Where the spelling does
 * not tell where the stress lies (`weigeren`, `controleren`) both stems are given.
 */
function stemsOf(infinitive: string): readonly string[] {
  if (!infinitive.endsWith('en')) return [infinitive.endsWith('n') ? infinitive.slice(0, -1) : infinitive]
  const bare = infinitive.slice(0, -2)
  const last = bare.at(-1) ?? ''
  if (last === bare.at(-2) && !'aeiou'.includes(last)) return [bare.slice(0, -1)]
  if (!/(?:^|[^aeiou]|qu)[aeou][^aeiou]$/u.test(bare)) return [hardened(bare)]
  const long = hardened(lengthened(bare))
  const mayBeDull = /e[lmnr]$/u.test(bare) && (bare.match(/[aeiouy]+/gu) ?? []).length > 1
  return mayBeDull ? [bare, long] : [long]
}

function irregularVerb(infinitive: string, irregular: Irregular): IrregularVerb | undefined {
  const own = irregular.verbs[infinitive]
  if (own) return own
  for (const prefix of UNSTRESSED) {
    const base = infinitive.startsWith(prefix) ? irregular.verbs[infinitive.slice(prefix.length)] : undefined
    if (!base) continue
    const prefixed = (form: string): string => `${prefix}${form}`
    return {
      past: base.past.map(prefixed),
      participle: prefixed(base.participle.replace(/^ge/u, '')),
      ...(base.present ? { present: base.present.map(prefixed) } : {}),
    }
  }
  return undefined
}

function presentOf(stem: string): readonly string[] {
  return stem.endsWith('t') ? [stem] : [stem, `${stem}t`]
}

/** The participle as an adjective: `afgepakt` → `afgepakte`, `gedwongen` stays, `verwijderd` → `verwijderde`. */
function inflectedParticiple(form: string): readonly string[] {
  return form.endsWith('en') ? [] : [`${form}e`]
}

/** Whether the past is made with `d`: the sound before `-en` is not one of 't kofschip. */
function hasSoftEnding(infinitive: string): boolean {
  const bare = infinitive.replace(/e?n$/u, '')
  return !/(?:[tkfsp]|ch|x)$/u.test(bare)
}

/** `bedreigen`, `verkopen`: no `ge-` in the participle. `bellen` and `geven` only look like it. */
function startsUnstressed(infinitive: string): boolean {
  return UNSTRESSED.some(
    (prefix) => infinitive.startsWith(prefix) && /[aeiou]/u.test(infinitive.slice(prefix.length, -2)),
  )
}

function lengthened(bare: string): string {
  return `${bare.slice(0, -1)}${bare.at(-2)}${bare.at(-1)}`
}

function hardened(stem: string): string {
  if (stem.endsWith('v')) return `${stem.slice(0, -1)}f`
  return stem.endsWith('z') ? `${stem.slice(0, -1)}s` : stem
}

function pluralsOf(noun: string): readonly string[] {
  if (/[aiouy]$/u.test(noun)) return [`${noun}s`, `${noun}en`]
  if (/(?:e|el|em|en|er|erd|aar|ier|eur|foon|je|ing|er)$/u.test(noun)) {
    return [`${noun}s`, `${noun}${noun.endsWith('e') ? 'n' : 'en'}`]
  }
  const last = noun.at(-1)!
  if (/[^aeiou][aeiou][bcdfgklmnprst]$/u.test(noun) || /^[aeiou][bcdfgklmnprst]$/u.test(noun)) {
    return [`${noun}${last}en`, `${noun}en`, `${noun}s`]
  }
  const open = /(aa|ee|oo|uu)[bcdfghklmnprst]$/u.test(noun) ? `${noun.slice(0, -2)}${last}` : noun
  return unique([`${softened(open, noun)}en`, `${open}en`, `${noun}en`, `${noun}s`])
}

/** `brief` → `briev-`, `huis` → `huiz-`: after a long vowel only. */
function softened(open: string, noun: string): string {
  if (!/(?:aa|ee|oo|uu|ie|ui|ij|ou|oe|eu)[fs]$/u.test(noun)) return open
  return `${open.slice(0, -1)}${noun.endsWith('f') ? 'v' : 'z'}`
}

function diminutiveOf(noun: string): string {
  if (noun.endsWith('je')) return noun
  if (/[^aeiou][aeiou](?:ng)$/u.test(noun))
    return noun.endsWith('ing') ? `${noun.slice(0, -1)}kje` : `${noun}etje`
  if (/[^aeiou][aeiou][lmnr]$/u.test(noun) && !/(?:el|em|en|er)$/u.test(noun))
    return `${noun}${noun.at(-1)}etje`
  if (/(?:aa|ee|oo|uu|ie|ui|ij|ou|oe|eu|[^aeiou]e)m$/u.test(noun) || noun.endsWith('rm')) return `${noun}pje`
  if (/(?:[aeiouwy]|[aeiou][lnr])$/u.test(noun)) return `${noun}tje`
  return `${noun}je`
}

function unique(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)]
}
