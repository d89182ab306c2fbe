// The Dutch words of the tables, and what they stand for in the ledger. Words of acts, outcomes, units, reasons and routes
// are not here: those are the labels of the ways of working themselves.
import { FORMS, type Form } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import {
  aColleague,
  bram,
  daan,
  esra,
  fatima,
  jayden,
  kees,
  mila,
  noor,
  sanne,
  thijs,
} from '../../a-signal.ts'
import type { Actor } from '#process/duty.ts'
import type { ComplaintChoice, CriterionAnswer } from '#process/event.ts'
import type { ContactResult, ContactWith } from '#process/contact.ts'
import type { GuardId } from '#process/guard.ts'
import type { MessageKind } from '#process/handover-message.ts'
import type { Refusal } from '#process/refusal.ts'
import type { SignalState } from '#process/state.ts'
import type { DutyKind, SideKind, Urgency } from '#process/way-of-working.ts'
import { Misfit } from '../world.ts'

export const ORGANISATION: Readonly<Record<string, OrganisationId>> = {
  politie: 'politie',
  Arbeidsinspectie: 'arbeidsinspectie',
  KMar: 'kmar',
}

/** Colleagues; who they are stands in test/policy/README.md. */
export const PERSON: Readonly<Record<string, Actor>> = {
  Sanne: sanne,
  Jayden: jayden,
  Fatima: fatima,
  Noor: noor,
  Bram: bram,
  Hanna: aColleague('hanna', 'avim-midden', { roles: ['team-lead'] }),
  Daan: daan,
  Esra: esra,
  Kees: kees,
  Ruth: aColleague('ruth', 'leiding-opsporingsdienst'),
  Mila: mila,
  Thijs: thijs,
  Lars: aColleague('lars', 'brigade-grenstoezicht'),
  Ines: aColleague('ines', 'brigade-eindhoven'),
  Oscar: aColleague('oscar', 'landelijk-tactisch-commando'),
}

export const STATE: Readonly<Record<string, SignalState>> = {
  aangeboden: 'offered',
  voorgesteld: 'proposed',
  'terzijdeleggen voorgesteld': 'set-aside-proposed',
  bevestigd: 'confirmed',
  verrijking: 'enriching',
  weging: 'weighing',
  'stoppen voorgesteld': 'stop-proposed',
  opgelegd: 'shelved',
  gesprek: 'interviewing',
  onderzoek: 'investigating',
  aangehouden: 'held',
  'in overdracht': 'handing-over',
  overgedragen: 'handed-over',
  afgesloten: 'closed',
} satisfies Record<string, SignalState>

export const DUTY: Readonly<Record<string, DutyKind>> = {
  'het voorstel beantwoorden': 'answer-proposal',
  'het terzijdeleggen bevestigen': 'confirm-set-aside',
  'de verrijking beginnen': 'start-enrichment',
  'de verrijking afronden': 'finish-enrichment',
  wegen: 'weigh',
  'het stoppen bevestigen': 'confirm-stop',
  'opnieuw kijken naar wat is opgelegd': 'review-shelved',
  'het gesprek voeren': 'hold-interview',
  'het onderzoek afronden': 'conclude-investigation',
  'opnieuw kijken naar wat is aangehouden': 'review-hold',
  'op aanvaarding wachten': 'await-acceptance',
  'de overdracht beantwoorden': 'answer-handover',
}

export const SIDE: Readonly<Record<string, SideKind>> = {
  'contact zoeken': 'contact-possible-victim',
  'antwoorden op de overname': 'answer-unit',
  'over de overgang besluiten': 'accept-crossing',
  'de route nakijken': 'review-routing',
  'tweede blik': 'second-look',
  'op antwoord wachten': 'await-receipt',
}

export const REFUSAL: Readonly<Record<Refusal, string>> = {
  'not-found': 'bestaat niet',
  'changed-since-you-looked': 'intussen gewijzigd',
  'not-in-this-state': 'past niet bij de stand',
  'signal-closed': 'het signaal is hier beëindigd',
  'role-missing': 'de rol ontbreekt',
  'needs-another-person': 'een ander moet dit doen',
  'ground-missing': 'de grond ontbreekt',
  'criterion-unknown': 'geen criterium van de werkwijze',
  'criteria-unanswered': 'niet ieder criterium is beantwoord',
  'act-unknown': 'geen handeling van de werkwijze',
  'act-not-in-this-phase': 'past niet in deze fase',
  'reason-missing': 'de reden ontbreekt',
  'acts-open': 'verplichte handelingen staan open',
  'outcome-not-permitted': 'deze uitkomst kan hier niet',
  'outcome-contradicts': 'de uitkomst spreekt een antwoord tegen',
  'guards-unanswered': 'een waarborg is niet beantwoord',
  'guard-reference-missing': 'bij een waarborg ontbreekt het bewijs',
  'guard-contradicts': 'de waarborg zegt meer dan is vastgelegd',
  'interview-missing': 'er is geen gesprek of aangifte',
  'prosecutor-missing': 'de officier van justitie ontbreekt',
  'review-date-invalid': 'de datum om opnieuw te kijken klopt niet',
  'unit-unknown': 'geen eenheid van de werkwijze',
  'unit-not-yours': 'dit is aan een andere eenheid',
  'already-resolved': 'al gebeurd',
  'already-offered': 'er loopt al een aanbod',
  'nothing-offered': 'er is niets aangeboden',
  'reason-unknown': 'geen reden van de lijst',
  'provenance-missing': 'de herkomst ontbreekt',
  'requirement-unknown': 'geen eis van de richtlijn',
  'qualification-missing': 'het certificaat ontbreekt',
  'unqualified-reason-missing': 'zonder certificaat, en zonder reden',
  'circumstances-unanswered': 'niet iedere omstandigheid is nagelopen',
  'contact-missing': 'over contact is niets vastgelegd',
  'acts-unconsidered': 'een handeling die vooraf gaat is niet overwogen',
  'enriched-often-enough': 'vaak genoeg verder verrijkt',
  'no-legal-power': 'niet bevoegd om te onderzoeken',
  'offence-unknown': 'het strafbare feit is niet benoemd',
  'routing-missing': 'er is geen besluit over de route',
  'lane-unknown': 'geen route van de werkwijze',
  'lane-forbids': 'de route laat geen onderzoek toe',
  'protection-first': 'bescherming gaat voor',
  'crossing-missing': 'van wat Toezicht zag is niet besloten of het meegaat',
  'crossing-unknown': 'geen overgang van de werkwijze',
  'statements-stay': 'verplichte verklaringen gaan niet mee',
  'hold-reason-unknown': 'geen reden om aan te houden',
  'urgency-unknown': 'geen spoed van de werkwijze',
  'handover-unknown': 'geen overdracht van de werkwijze',
  'moment-unknown': 'geen moment van de werkwijze',
  'pack-empty': 'het pakket is leeg',
  'reference-missing': 'het kenmerk ontbreekt',
  'look-unknown': 'deze tweede blik is er niet',
  'lines-open': 'er staan regels open',
  'purpose-missing': 'er is nog geen doel gekozen',
  'purpose-other': 'het gekozen doel past hier niet bij',
  'log-unavailable': 'het logboek is er niet',
  'past-term': 'de bewaartermijn is voorbij',
  'keep-reason-unknown': 'de reden om te bewaren is onbekend',
  'hold-too-long': 'het bewaarbesluit duurt te lang',
  'nobody-can-work': 'niemand van hen kan het opvolgen',
  'nobody-leads': 'niemand die ervan mag weten geeft leiding',
  'glass-not-needed': 'noodtoegang is niet nodig',
  'qualification-unknown': 'geen certificaat van de werkwijze',
  'version-faulty': 'het bestand van de werkwijze heeft fouten',
  'version-overtaken': 'er geldt al een latere werkwijze',
  'days-invalid': 'de dagen kloppen niet',
}

export const URGENCY: Readonly<Record<string, Urgency>> = {
  gevaar: 'danger-now',
  minderjarig: 'minor',
  vertrekt: 'person-leaving',
}

/** Short for the questions of the weighing. */
export const CRITERION: Readonly<Record<string, string>> = {
  gevaar: 'danger-now',
  minderjarig: 'minor-or-vulnerable',
  dwang: 'coercion',
  bescherming: 'protection',
  aanknopingspunten: 'leads',
  'contact met het slachtoffer': 'victim-contact',
}

export const ANSWER: Readonly<Record<string, CriterionAnswer>> = { ja: 'yes', nee: 'no', onbekend: 'unknown' }

export const GUARD: Readonly<Record<string, GuardId>> = {
  contact: 'possible-victim-contact',
  CoMensha: 'comensha',
  bedenktijd: 'reflection-period',
  'niet straffen': 'non-punishment',
}

export const CONTACT: Readonly<Record<string, ContactResult>> = {
  gesproken: 'spoken',
  geprobeerd: 'attempted',
}

export const WITH: Readonly<Record<string, ContactWith>> = { getuige: 'witness', melder: 'reporter' }

export const COMPLAINT: Readonly<Record<string, ComplaintChoice>> = {
  gedaan: 'made',
  'niet gewild': 'declined',
  'nog in beraad': 'considering',
}

export const MESSAGE: Readonly<Record<string, MessageKind>> = {
  aanbod: 'offer',
  aanvaarding: 'accept',
  weigering: 'refuse',
  terugvraag: 'recall',
  uitkomst: 'outcome',
}

export const RECEIPT = {
  ontvangen: 'received',
  aanvaard: 'accepted',
  geweigerd: 'refused',
  uitkomst: 'outcome',
} as const

export const LAW: Readonly<Record<string, string>> = { '36 547': '273f-36547' }

/** What a word stands for. @throws Misfit naming the words that are known. */
export function mean<T>(words: Readonly<Record<string, T>>, word: string): T {
  const found = words[word]
  if (found === undefined) throw new Misfit(`"${word}" ken ik niet; wel: ${Object.keys(words).join(', ')}`)
  return found
}

/** The word for a code. */
export function wordFor<T>(words: Readonly<Record<string, T>>, code: T): string {
  return Object.entries(words).find(([, one]) => one === code)?.[0] ?? String(code)
}

interface Labelled {
  readonly id: string
  readonly label: { readonly nl: string }
}

/** The choice with this label, or with a label that begins so. @throws Misfit when there is none, or more than one. */
export function labelled<T extends Labelled>(choices: readonly T[], words: string): T {
  const exact = choices.filter(({ label }) => label.nl === words)
  const found = exact.length > 0 ? exact : choices.filter(({ label }) => label.nl.startsWith(words))
  const [one] = found
  if (!one || found.length > 1) {
    throw new Misfit(
      `"${words}" staat ${found.length} keer in: ${choices.map(({ label }) => label.nl).join(' | ')}`,
    )
  }
  return one
}

/** The id of a choice, or the words themselves: for what a scenario shows to be refused. */
export function idOr(choices: readonly Labelled[], words: string): string {
  return choices.find(({ label }) => label.nl.startsWith(words))?.id ?? words
}

export function formOf(word: string): Form {
  const form = FORMS.find((one) => one === word)
  if (!form) throw new Misfit(`"${word}" is geen vorm van uitbuiting`)
  return form
}
