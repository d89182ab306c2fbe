/** With whom there was contact (NL: contact) about a signal. */
export const CONTACT_WITH = ['possible-victim', 'witness', 'reporter'] as const
export type ContactWith = (typeof CONTACT_WITH)[number]

/** What came of it: an attempt and a reason for none count as well, and are counted apart. */
export const CONTACT_RESULTS = ['spoken', 'attempted', 'not-possible'] as const
export type ContactResult = (typeof CONTACT_RESULTS)[number]
