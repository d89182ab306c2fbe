/** The lists of duties as the address names them. */
export const LIST_NAMES = ['mijn', 'afdeling', 'organisatie', 'opgeklommen'] as const
export type ListName = (typeof LIST_NAMES)[number]
