/** With whom there was contact (NL: contact) about a signal. */
export const CONTACT_WITH = ['possible-victim', 'witness', 'reporter'] as const
export type ContactWith = (typeof CONTACT_WITH)[number]

/** What came of it: an attempt and a reason for none count as well, and are counted apart. */
export const CONTACT_RESULTS = ['spoken', 'attempted', 'not-possible'] as const
export type ContactResult = (typeof CONTACT_RESULTS)[number]

/** Whether one result says more of contact than another, which may not be there. */
export function saysMore(one: ContactResult, other: ContactResult | undefined): boolean {
  return other === undefined || CONTACT_RESULTS.indexOf(one) < CONTACT_RESULTS.indexOf(other)
}
