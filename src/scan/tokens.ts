import { classOf, DIGIT, isApostrophe, isDrawn, isPlainLetter, LETTER, OTHER, SILENT } from './fold.ts'

/**
 * A text cut into words. A word is a run of letters or of digits (`16u` is two words, `ID-kaart` too).
 * `starts`, `ends`: UTF-16 code units into the text, half-open. `sentences`: the number of the sentence of each word.
 */
export interface Tokens {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly sentences: readonly number[]
}

/** Words after which a full stop is no end of a sentence. Only matters where a capital or a figure follows. */
export type Abbreviations = ReadonlySet<string>

const SPACE = 0x20
const FULL_STOP = 0x2e
const COMMA = 0x2c
const COLON = 0x3a
const LINE_FEED = 0x0a
const EXCLAMATION = 0x21
const QUESTION = 0x3f
const SEMICOLON = 0x3b

const WHITE_SPACE = /\s/u

/** A longer sentence is none, but a list or a table that somebody pasted. It bounds the work on any text. */
const SENTENCE_WORDS_MAX = 250

/** Cuts a text into words and sentences. Any string is a text, broken surrogates and all. */
export function tokenise(text: string, abbreviations: Abbreviations): Tokens {
  const starts: number[] = []
  const ends: number[] = []
  const sentences: number[] = []
  let sentence = 0
  let inSentence = 0
  let at = 0
  while (at < text.length) {
    if (text.charCodeAt(at) === SPACE) {
      at += 1
      continue
    }
    const code = text.codePointAt(at)!
    const kind = classOf(code)
    if ((kind === OTHER && !isSign(code)) || kind === SILENT) {
      at += code > 0xffff ? 2 : 1
      continue
    }
    const end =
      kind === LETTER
        ? endOfWord(text, at)
        : kind === DIGIT
          ? endOfNumber(text, at)
          : at + (code > 0xffff ? 2 : 1)
    const before = ends.length - 1
    if (
      inSentence === SENTENCE_WORDS_MAX ||
      (before >= 0 && endsSentence(text, starts[before]!, ends[before]!, at, abbreviations))
    ) {
      sentence += 1
      inSentence = 0
    }
    inSentence += 1
    starts.push(at)
    ends.push(end)
    sentences.push(sentence)
    at = end
  }
  return { starts, ends, sentences }
}

/** Signs that are read as a word: amounts (`€ 50`), shares (`60%`) and some drawings. */
function isSign(code: number): boolean {
  return code === 0x20ac || code === 0x25 || isDrawn(code)
}

function endOfWord(text: string, start: number): number {
  let end = start
  // Most words are plain letters up to a space.
  while (end < text.length && isPlainLetter(text.charCodeAt(end))) end += 1
  if (end === text.length || text.charCodeAt(end) === SPACE) return end
  let at = end
  while (at < text.length) {
    const code = text.codePointAt(at)!
    const width = code > 0xffff ? 2 : 1
    const kind = classOf(code)
    if (kind === LETTER) end = at + width
    else if (kind === SILENT) {
      // An accent belongs to the letter before it; an invisible character only counts between letters.
      if (isAccent(code)) end = at + width
    } else if (!(isApostrophe(code) && end === at && isLetterAt(text, at + width))) break
    at += width
  }
  return end
}

function isAccent(code: number): boolean {
  return code !== 0xad && !(code >= 0x200b && code <= 0x200f) && code !== 0x2060 && code !== 0xfeff
}

function isLetterAt(text: string, at: number): boolean {
  return at < text.length && classOf(text.codePointAt(at)!) === LETTER
}

/** A number with its separators: `8.000`, `3,50`, `22:00`. A separator that no digit follows is punctuation. */
function endOfNumber(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (classOf(code) === DIGIT) at += 1
    // The frame of a key that is drawn around a figure: `1️⃣7️⃣` is 17.
    else if (code === 0xfe0f || code === 0x20e3) at += 1
    else if ((code === FULL_STOP || code === COMMA || code === COLON) && isDigitAt(text, at + 1)) at += 2
    else break
  }
  return at
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && classOf(text.charCodeAt(at)) === DIGIT
}

/**
 * Whether a sentence ends between the word that stands at `start`..`end` and the next one at `next`.
 * Police text is telegram style: a full stop ends a sentence only when white space follows and the next word does
 * not go on in small letters; a line end does, unless the line was only wrapped.
 */
function endsSentence(
  text: string,
  start: number,
  end: number,
  next: number,
  abbreviations: Abbreviations,
): boolean {
  if (next - end === 1 && text.charCodeAt(end) === SPACE) return false
  let stop = -1
  let newLine = false
  let isBlank = false
  let spaceAfterStop = false
  for (let at = end; at < next; at += 1) {
    const code = text.charCodeAt(at)
    if (code === EXCLAMATION || code === QUESTION || code === SEMICOLON) return true
    if (code === LINE_FEED) {
      if (isBlank) return true
      newLine = isBlank = true
    } else if (!isSpace(code)) isBlank = false
    if (stop >= 0 && isSpace(code)) spaceAfterStop = true
    if (code === FULL_STOP && stop < 0) stop = at
  }
  if (stop < 0 && !newLine) return false
  if (newLine && stop >= 0) return true
  if (isSmallLetter(text.charCodeAt(next))) return false
  if (newLine) return true
  if (!spaceAfterStop) return false
  return end - start !== 1 && !abbreviations.has(text.slice(start, end).toLowerCase())
}

function isSmallLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0xff)
}

/** As the white space of a regular expression, which is asked only where it may be one of typesetting. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === SPACE || (code >= 9 && code <= 13)
  return WHITE_SPACE.test(String.fromCharCode(code))
}
