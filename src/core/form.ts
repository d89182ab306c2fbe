/** Forms of exploitation (NL: vormen van uitbuiting) as formats.md names them on the wire. */
export const FORMS = ['seksueel', 'arbeid', 'crimineel', 'bedelarij', 'dienstbaarheid', 'overig'] as const

export type Form = (typeof FORMS)[number]
