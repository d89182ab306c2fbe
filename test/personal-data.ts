// Recognises what could be somebody's: the repository holds invented people only, with numbers that are not issued.

/** What in a text could be a real telephone number, citizen service number (BSN) or Dutch number plate. */
export function realLooking(text: string): readonly string[] {
  return [...phones(text), ...bsns(text), ...plates(text)]
}

const MOBILE = /(?<![\dA-Za-z])(?:\+31|0031|0)[\s-]?6(?:[\s-]?\d){8}(?!\d)/g
const LANDLINE = /(?<![\dA-Za-z+-])0[1-57]\d{1,2}[\s-]\d{6,7}(?!\d)/g

/** The range 06-9… is not issued, so a number in it is nobody's. */
function phones(text: string): readonly string[] {
  const mobiles = matches(text, MOBILE).filter((phone) => !/6[\s-]?9/.test(phone.replace(/^(\+31|0031)/, '')))
  return [...mobiles, ...matches(text, LANDLINE).filter((phone) => phone.replace(/\D/g, '').length === 10)]
}

/** Nine digits that pass the eleven test (elfproef), weights 9 … 2 and -1; those from 99999 are kept for tests. */
function bsns(text: string): readonly string[] {
  return matches(text, /(?<![\dA-Za-z.,-])\d{9}(?![\dA-Za-z])/g).filter((digits) => {
    const sum = Array.from(digits).reduce(
      (total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at),
      0,
    )
    return sum % 11 === 0 && sum !== 0 && !digits.startsWith('99999')
  })
}

/** The series that were issued since 1951, as letters (A) and digits (0). */
const SERIES =
  'AA-00-00|00-00-AA|00-AA-00|AA-00-AA|AA-AA-00|00-AA-AA|00-AAA-0|0-AAA-00|AA-000-A|A-000-AA|AAA-00-A|A-00-AAA|0-AA-000|000-AA-0'
const ISSUED_LETTER = '[BDFGHJKLMNPRSTVWXZ]'
const PLATE = new RegExp(
  `(?<![A-Za-z0-9-])(?:${SERIES.replaceAll('0', '\\d').replaceAll('A', ISSUED_LETTER)})(?![A-Za-z0-9-])`,
  'g',
)

/** Modern plates have no vowels, so an invented plate with a vowel is nobody's. */
function plates(text: string): readonly string[] {
  return matches(text, PLATE)
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([found]) => found)
}
