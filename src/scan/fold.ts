/**
 * Folding: one spelling for what a reader takes for the same word. Case, diacritics, ligatures, apostrophes and
 * invisible characters go; letters and digits stay. `Vríend`, `vriend` and `vri\u00ADend` all fold to `vriend`.
 */

/** What a character is to the reader of words. */
export const OTHER = 0
export const LETTER = 1
export const DIGIT = 2
/** Belongs to the word it stands in, and folds to nothing: accents on their own, soft hyphens, joiners. */
export const SILENT = 3

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 48 && code <= 57) return DIGIT
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? LETTER : OTHER
})

const MARK = /^\p{M}$/u
const WORD_LETTER = /^\p{L}$/u
const INVISIBLE = /^[\u00AD\u200B-\u200F\u2060\uFEFF]$/u
const NOT_IN_WORD = /[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF'\u2018\u2019\u02BC`\u00B4]/gu

/** The class of a code point: OTHER, LETTER, DIGIT or SILENT. */
export function classOf(codePoint: number): number {
  if (codePoint < 128) return ASCII[codePoint]!
  return classOfRare(codePoint)
}

const rare = new Map<number, number>()

function classOfRare(codePoint: number): number {
  const known = rare.get(codePoint)
  if (known !== undefined) return known
  const character = String.fromCodePoint(codePoint)
  let found = OTHER
  if (WORD_LETTER.test(character)) found = LETTER
  else if (MARK.test(character) || INVISIBLE.test(character)) found = SILENT
  rare.set(codePoint, found)
  return found
}

/** An apostrophe between letters belongs to the word: `foto's` is one word and folds to `fotos`. */
export function isApostrophe(code: number): boolean {
  return (
    code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0x60 || code === 0xb4
  )
}

/** A letter of the English alphabet, without an accent. */
export function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** Folds one word. No locale is asked for: the same bytes on every machine. */
export function foldWord(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase()
  const folded = word.normalize('NFKD').toLowerCase().normalize('NFKD').replace(NOT_IN_WORD, '')
  return NOT_PLAIN.test(folded) ? plain(folded) : folded
}

const PLAIN = /^[A-Za-z\d]*$/
const NOT_PLAIN = /[^a-z\d]/u

/** Letters that no normalisation takes apart. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ł: 'l', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ð: 'd', þ: 'th' }),
)

/** Letters of other scripts that look like a Latin one. Only in a word that also has Latin letters: there they hide. */
const LOOK_ALIKE: ReadonlyMap<string, string> = new Map([
  ...pairs('авеһіјкмнорѕтухсԁԛԝ', 'abehijkmhopstyxcdqw'),
  ...pairs('αβεηικμνορτυχωγ', 'abehikmvoptuxwy'),
])

/** What is drawn in a pasted chat, as a word. A hint and no proof, as the word itself is. */
const DRAWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '💳': 'bankpas',
    '📦': 'pakketje',
    '💣': 'explosief',
    '💶': 'geld',
    '💰': 'geld',
    '💵': 'geld',
    '🔌': 'plug',
    '🔫': 'vuurwapen',
    '❄': 'coke',
    '🌿': 'wiet',
    '🍀': 'wiet',
    '🚗': 'auto',
    '🏨': 'hotel',
    '📱': 'telefoon',
  }),
)

/** Whether a code point is a drawing that is read as a word. */
export function isDrawn(codePoint: number): boolean {
  return codePoint > 0x2700 && DRAWN.has(String.fromCodePoint(codePoint))
}

function plain(folded: string): string {
  const drawn = DRAWN.get(folded)
  if (drawn !== undefined) return drawn
  const letters = Array.from(folded, (letter) => LETTERS.get(letter) ?? letter)
  if (!letters.some((letter) => letter >= 'a' && letter <= 'z')) return letters.join('')
  return letters.map((letter) => LOOK_ALIKE.get(letter) ?? letter).join('')
}

function pairs(from: string, to: string): readonly (readonly [string, string])[] {
  const letters = Array.from(to)
  return Array.from(from, (letter, at) => [letter, letters[at]!] as const)
}

/** Whether a word begins with a capital and goes on in small letters: `Bakker`, `IJssalon`; not `BAKKER` or `bakker`. */
export function isCapitalised(raw: string): boolean {
  const first = raw[0]
  const second = raw[1]
  if (first === undefined || second === undefined) return false
  if (raw.startsWith('IJ')) return raw.length > 2 && raw[2] !== raw[2]!.toUpperCase()
  return first !== first.toLowerCase() && second !== second.toUpperCase()
}

/** What stands before a family name and belongs to it: Van der Berg, De Boer, El Idrissi. */
const BEFORE_A_NAME = new Set(
  'van|de|der|den|ten|ter|te|het|el|al|ben|bin|von|da|das|dos|di|du|la|le'.split('|'),
)

/** Whether a folded word may be the beginning of a family name. */
export function precedesName(folded: string): boolean {
  return BEFORE_A_NAME.has(folded)
}
