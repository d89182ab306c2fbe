/**
 * To which processing activity an operation belongs, by the name that the audit log gives it; null: it shows and changes
 * nothing of anybody but colleagues. Written here a second time on purpose, from docs/access.md, docs/audit.md and
 * law/processing-activities.json. Names that are out of use stay: rows live five years.
 */
export const OPERATIONS: Readonly<Record<string, string | null>> = {
  // Taking in.
  import: 'take-in',
  scan: 'take-in',
  stuurBestand: 'take-in',
  zoekGeweigerdeRegels: 'take-in',
  herstelRegel: 'take-in',
  legRegelTerzijde: 'take-in',
  handelTaakAf: 'take-in',
  // Following up.
  zoekTaken: 'follow-up',
  zoekSignalen: 'follow-up',
  leesSignaal: 'follow-up',
  zoekVoortgang: 'follow-up',
  registreerSignaal: 'follow-up',
  zetStap: 'follow-up',
  leesToegang: 'follow-up',
  leesBewaartermijn: 'follow-up',
  zetVoort: 'follow-up',
  besluitVoortzetting: 'follow-up',
  regelToegang: 'follow-up',
  gebruikNoodtoegang: 'follow-up',
  escalate: 'follow-up',
  'draw-second-look': 'second-look',
  leesTweedeBlik: 'second-look',
  geefTweedeBlik: 'second-look',
  'draw-sample': 'sample',
  'escalate-sample': null,
  zoekSteekproef: 'sample',
  leesSteekproef: 'sample',
  beantwoordSteekproef: 'sample',
  zoekIngediend: 'prosecution',
  leesIngediend: 'prosecution',
  // Between organisations.
  deliver: 'hand-over',
  zoekOverdrachten: 'hand-over',
  leesOverdrachtsdocument: 'hand-over',
  // Keeping and destroying.
  retention: 'keep-and-destroy',
  leesBewaren: 'keep-and-destroy',
  besluitOpschoning: 'keep-and-destroy',
  plaatsBewaarbesluit: 'keep-and-destroy',
  besluitBewaarbesluit: 'keep-and-destroy',
  // As going on under another article was called before it had routes.
  decideMove: 'keep-and-destroy',
  consentToMove: 'keep-and-destroy',
  showNecessity: 'keep-and-destroy',
  endMove: 'keep-and-destroy',
  reuseRemoved: 'keep-and-destroy',
  zoekVerwijderd: 'keep-and-destroy',
  openVerwijderd: 'keep-and-destroy',
  // Accounting for it.
  zoekLezers: 'account-for',
  zoekInAuditlog: 'account-for',
  leesAuditdagen: 'account-for',
  zoekNoodtoegang: 'account-for',
  leesNoodtoegang: 'account-for',
  beantwoordNoodtoegang: 'account-for',
  toetsNoodtoegang: 'account-for',
  'escalate-glass': 'account-for',
  'watch-kept': 'account-for',
  benoemMeekijker: 'account-for',
  legToegangUit: null,
}
