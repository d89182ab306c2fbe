/** Sentences without any indicator: what most registrations are about. Fictional, as all of this. */
const ORDINARY = [
  'Melder belt over geluidsoverlast van de buren, muziek staat hard en de deuren slaan.',
  'Ter plaatse bleek het rustig; met de bewoner gesproken en afspraken gemaakt over het volume.',
  'Aanrijding tussen twee personenauto’s op de kruising, alleen blikschade, formulier ingevuld.',
  'Fiets weggenomen bij het station tussen 08.00 en 17.00 uur, slot lag doorgeknipt op de grond.',
  'Betrokkene verklaarde dat hij de hond even los liet lopen en dat het dier nooit bijt.',
  'Winkelier trof bij sluitingstijd een beschadigde ruit aan; geen getuigen, beelden opgevraagd.',
  'Verkeerscontrole uitgevoerd op de provinciale weg, 43 voertuigen gecontroleerd, drie waarschuwingen.',
  'Jongeren op het plein aangesproken op afval, zij ruimden het op en vertrokken.',
  'Boot losgeraakt van de kade, met hulp van de havendienst weer vastgelegd.',
  'Burenruzie over een schutting; beide partijen verwezen naar buurtbemiddeling.',
  'Vermissing van een kat gemeld, verwezen naar de dierenambulance.',
  'Portemonnee gevonden op het perron en afgegeven bij de balie.',
  'Vrachtwagen verloor lading op de afrit, rijstrook een uur afgesloten, Rijkswaterstaat ter plaatse.',
  'Evenement in het park verliep zonder bijzonderheden, om 23.00 uur was het terrein leeg.',
]

/** Sentences of which one makes a registration a signal. */
const TELLING = [
  'Paspoort ligt bij de baas en hij moet eerst zijn schuld afbetalen voordat hij weg mag.',
  'Zij zegt dat haar paspoort is afgepakt en dat zij een schuld moet afbetalen aan de man die haar bracht.',
]

/** Of a thousand registrations so many are a signal. */
const SIGNALS_PER_THOUSAND = 50

export interface Generated {
  readonly registrations: number
  readonly signals: number
  readonly bytes: number
}

/** Deterministic registrations of the police, some 600 bytes a line; told to `write` a chunk at a time. */
export function generateRegistrations(count: number, write: (chunk: string) => void): Generated {
  const random = randomFrom(20260611)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  let signals = 0
  let bytes = 0
  let chunk: string[] = []
  for (let n = 0; n < count; n++) {
    const isSignal = (n * 7919) % 1000 < SIGNALS_PER_THOUSAND
    const sentences = Array.from({ length: 3 + Math.floor(random() * 3) }, () => pick(ORDINARY))
    if (isSignal) sentences.splice(1, 0, pick(TELLING))
    const line = JSON.stringify({
      id: `PL0900-2026${String(100000 + (n >> 1))}-${(n % 2) + 1}`,
      organisation: 'politie',
      kind: 'mutatie',
      registeredAt: '2026-06-11T21:40:00+02:00',
      incident: 'overlast',
      title: 'Melding overlast',
      text: `${sentences.join(' ')} Volgnummer ${n}.`,
      persons: [{ role: 'melder', name: `Voorbeeld ${n}`, phone: `06-9${String(n).padStart(7, '0')}` }],
    })
    if (isSignal) signals++
    bytes += Buffer.byteLength(line) + 1
    chunk.push(line)
    if (chunk.length === 1000 || n === count - 1) {
      write(`${chunk.join('\n')}\n`)
      chunk = []
    }
  }
  return { registrations: count, signals, bytes }
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
