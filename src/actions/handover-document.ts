import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Pack, PackedAct, PackedRegistration } from '#process/handover-message.ts'

/** What stands on the document besides the pack. */
export interface DocumentFacts {
  /** The id of the handover: what the receiver names in the answer. */
  readonly reference: string
  readonly organisation: OrganisationId
  readonly partner: string
  readonly offeredAt: Instant
  readonly answerBy: Instant
  /** Whether the duty goes with it; of what is shared it stays with who sends. */
  readonly moves: boolean
}

const NAMES: Readonly<Record<OrganisationId, string>> = {
  politie: 'Politie',
  arbeidsinspectie: 'Nederlandse Arbeidsinspectie',
  kmar: 'Koninklijke Marechaussee',
}

/** The style of the document, in it: who serves it names the hash in its Content-Security-Policy. */
export const DOCUMENT_STYLE = `
body { font-family: sans-serif; line-height: 1.5; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #000; }
dt { font-weight: bold; } dd { margin: 0 0 0.5rem; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
article { break-inside: avoid; margin-bottom: 1.5rem; }
.slip { border: 2px dashed #000; padding: 1rem; margin-top: 3rem; break-inside: avoid; }
.line { border-bottom: 1px solid #000; height: 2rem; }
.box { display: inline-block; width: 1em; height: 1em; border: 1px solid #000; vertical-align: -0.1em; margin-right: 0.5em; }
@media print { body { margin: 0; max-width: none; } }
`

/**
 * A handover as a document for a partner without Spoor (NL: overdrachtsdocument): what was previewed, until when an
 * answer is awaited, and a slip to answer on. HTML that needs nothing else and does nothing.
 */
export function documentOf(pack: Pack, facts: DocumentFacts): string {
  const from = NAMES[facts.organisation]
  return markup`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${facts.moves ? 'Overdracht' : 'Verstrekking'} ${facts.reference}</title>
<style>${raw(DOCUMENT_STYLE)}</style>
</head>
<body>
<main>
<h1>${facts.moves ? 'Overdracht' : 'Verstrekking'} van een signaal van mensenhandel</h1>
<p>Vertrouwelijk. Alleen voor ${facts.partner}.</p>
<dl>
<dt>Kenmerk</dt><dd>${facts.reference}</dd>
<dt>Van</dt><dd>${from}</dd>
<dt>Aan</dt><dd>${facts.partner}</dd>
<dt>Datum</dt><dd>${dutchDay(facts.offeredAt)}</dd>
<dt>Antwoord uiterlijk</dt><dd>${dutchDay(facts.answerBy)}</dd>
</dl>
<p>${accountable(facts, from)}</p>
<h2>${pack.title}</h2>
<p class="words">${pack.ground}</p>
${section('Registraties', pack.registrations.map(registration))}
${section('Wat er is gedaan', pack.acts.map(act))}
${slip(facts, from)}
</main>
</body>
</html>
`.html
}

function accountable({ moves }: DocumentFacts, from: string): string {
  return moves
    ? `Tot u dit aanneemt, blijft ${from} verantwoordelijk. Geen antwoord is geen aanname.`
    : `${from} blijft verantwoordelijk voor de opvolging van dit signaal, ook als u uw deel doet.`
}

function section(title: string, parts: readonly Raw[]): Raw {
  return parts.length === 0
    ? raw('')
    : markup`<h2>${title}</h2>${raw(parts.map((part) => part.html).join(''))}`
}

function registration({ sourceId, registeredAt, incident, title, text }: PackedRegistration): Raw {
  return markup`
<article>
<h3>${title || sourceId}</h3>
<dl><dt>Nummer</dt><dd>${sourceId}</dd><dt>Vastgelegd</dt><dd>${registeredAt}</dd><dt>Incident</dt><dd>${incident}</dd></dl>
<p class="words">${text}</p>
</article>`
}

function act({ label, result, words, source, obtainedOn }: PackedAct): Raw {
  return markup`
<article>
<h3>${label}: ${result}</h3>
<dl><dt>Bron</dt><dd>${source}</dd><dt>Verkregen op</dt><dd>${obtainedOn}</dd></dl>
<p class="words">${words}</p>
</article>`
}

function slip({ reference, answerBy, moves }: DocumentFacts, from: string): Raw {
  const box = raw('<span class="box"></span>')
  const line = raw('<div class="line"></div>')
  return markup`<section class="slip">
<h2>Ontvangstbewijs</h2>
<p>Stuur dit ingevuld terug aan ${from}, uiterlijk ${dutchDay(answerBy)}. Kenmerk: ${reference}</p>
<p>${box}Ontvangen op (datum):</p>${line}
<p>${box}${moves ? 'Aangenomen: de opvolging is vanaf nu van ons.' : 'Aangenomen: wij doen ons deel.'}</p>
<p>${box}Niet aangenomen, omdat:</p>${line}${line}
<p>Uw kenmerk, naam en functie:</p>${line}${line}
<p>Later, wat ermee is gebeurd:</p>${line}${line}
</section>`
}

/** 2026-06-16 as 16-06-2026. */
function dutchDay(moment: Instant): string {
  return dayOf(moment).split('-').toReversed().join('-')
}

/** HTML that was made here and holds nothing of others that is not escaped. */
interface Raw {
  readonly html: string
}

function raw(html: string): Raw {
  return { html }
}

/** Words of others are escaped, always. Not called `html`: a formatter would add white space that is shown. */
function markup(parts: TemplateStringsArray, ...values: readonly (string | Raw)[]): Raw {
  return raw(parts.reduce((text, part, at) => text + shown(values[at - 1] ?? '') + part))
}

function shown(value: string | Raw): string {
  if (typeof value !== 'string') return value.html
  return value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
