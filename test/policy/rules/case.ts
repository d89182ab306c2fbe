// Sentences that more than one case begins with.
import type { OrganisationId } from '#core/organisation.ts'
import type { Plant } from './planted.ts'

/** Rule, the sentences that keep it, at whom, and the fault that breaks it. */
export type Case = readonly [string, string, OrganisationId, Plant]

export const P = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «politie» in «${state}»`, ...more].join('; ')
export const A = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «Arbeidsinspectie» in «${state}»`, ...more].join('; ')
export const K = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «KMar» in «${state}»`, ...more].join('; ')

export const ACT = '«Sanne» doet «Eigen registraties»'
export const CONTACT = '«Sanne» legt contact met het mogelijke slachtoffer vast: «geprobeerd»'
export const ASK_UNIT = '«Sanne» vraagt de eenheid «Dienst Regionale Recherche» het signaal over te nemen'
export const CONCLUDED = P(
  'onderzoek',
  CONTACT,
  '«Sanne» doet «Financieel onderzoek»',
  '«Sanne» sluit het onderzoek af: «Onderzoek afgerond»',
)
export const CROSSING = A(
  'verrijking',
  '«Kees» doet «Gezamenlijke inspectie»',
  '«Kees» biedt Opsporing aan wat Toezicht zag: «Gezamenlijke inspectie»',
)
export const LATE = P('verrijking', 'het is «vrijdag 26 juni 2026 09:00»', 'Spoor kijkt naar de termijnen')
export const OFFERED = 'de «KMar» heeft een signaal aan de «politie» aangeboden'
export const SILENT = `${OFFERED}; het is «dinsdag 16 juni 2026 17:01»; Spoor kijkt naar de termijnen`
export const ACCEPTED = `${OFFERED}; kijk bij de «politie»; «Sanne» aanvaardt de overdracht; de berichten komen aan`
export const LOOKED = P(
  'afgesloten',
  'het besluit wordt getrokken voor een tweede blik',
  '«Noor» kijkt blind opnieuw en is het eens',
)
export const BY_DOCUMENT =
  '«Sanne» biedt het signaal aan: «Naar een buitenlandse autoriteit», omdat «De feiten, daders of mogelijke slachtoffers zijn in het buitenland»'
export const SHARED =
  '«Sanne» biedt het signaal aan: «Bestuurlijke aanpak naar de gemeente», omdat «Er rest alleen een bestuurlijke aanpak»'

export const ANSWERED = {
  'possible-victim-contact': 'attempted',
  comensha: 'reported',
  'reflection-period': 'had-before',
  'non-punishment': 'no-link',
}
export const FAR = '2026-12-01T16:00:00.000Z'
export const OTHER_DUTY = {
  id: 'later',
  kind: 'weigh',
  unit: 'avim-midden',
  dueAt: '2026-06-12T15:00:00.000Z',
} as const
