import type { RejectReason } from '#core/registration.ts'
import type { Refusal } from '#process/refusal.ts'

/** What only a server refuses. */
export type ServerRefusal =
  | 'invalid-input'
  | 'unreadable-body'
  | 'not-signed-in'
  | 'sign-in-too-old'
  | 'network-unknown'
  | 'feed-key-unknown'
  | 'logout-token-refused'
  | 'request-forged'
  | 'body-too-large'
  | 'media-type-unknown'
  | 'too-many-requests'
  | 'wrong-host'
  | 'fault'
  | 'unavailable'

export type ApiRefusal = Refusal | RejectReason | ServerRefusal

/** The one table from refusal to HTTP status, title and sentence. A sentence says what happened and what to do. */
export interface Said {
  readonly status: number
  readonly title: string
  readonly detail: string
}

const NOT_ALLOWED = 'Deze stap kan nu niet'
const UNREADABLE = 'De regel is geen leesbare registratie'
const step = (detail: string): Said => ({ status: 409, title: NOT_ALLOWED, detail })
const line = (detail: string): Said => ({ status: 400, title: UNREADABLE, detail })

const OF_THE_PROCESS: Readonly<Record<Refusal, Said>> = {
  'not-found': {
    status: 404,
    title: 'Niet gevonden',
    detail: 'Dit bestaat niet, of het is niet van uw organisatie.',
  },
  'changed-since-you-looked': {
    status: 409,
    title: 'Intussen gewijzigd',
    detail:
      'Iemand anders heeft dit gewijzigd nadat u het opende. Haal het opnieuw op en bekijk het voordat u verdergaat.',
  },
  'role-missing': {
    status: 403,
    title: 'Niet toegestaan',
    detail: 'Uw rol mag dit niet. Vraag een collega met de juiste rol.',
  },
  'purpose-missing': {
    status: 403,
    title: 'Doel ontbreekt',
    detail: 'Zeg eerst waarvoor u kijkt. Zonder doel laat Spoor geen gegevens zien.',
  },
  'purpose-other': {
    status: 403,
    title: 'Ander doel',
    detail:
      'Dit hoort niet bij het doel dat u koos. Kies een doel dat hierbij past, als dat bij uw werk hoort.',
  },
  'not-in-this-state': step('Deze stap past niet bij de toestand waarin het signaal nu is.'),
  'signal-closed': step('Het signaal is afgesloten.'),
  'needs-another-person': step('Hier is een ander voor nodig dan u: laat een collega deze stap zetten.'),
  'ground-missing': step('De reden ontbreekt. Schrijf op waarom u deze stap zet.'),
  'criterion-unknown': step('Dit criterium staat niet in de werkwijze van dit signaal.'),
  'criteria-unanswered': step('Niet alle weegcriteria zijn beantwoord.'),
  'act-unknown': step('Deze handeling staat niet in de werkwijze van dit signaal.'),
  'act-not-in-this-phase': step('Deze handeling hoort niet bij de fase waarin het signaal nu is.'),
  'reason-missing': step('Schrijf op waarom deze handeling niet mogelijk of niet nodig is.'),
  'acts-open': step('Er staan nog verplichte handelingen open.'),
  'lines-open': step('Er staan nog geweigerde regels open: herstel ze of laat ze vervallen.'),
  'guards-unanswered': step('Voor deze uitkomst moeten eerst de waarborgen beantwoord zijn.'),
  'guard-reference-missing': step('Bij een van de waarborgen ontbreekt de verwijzing naar wat er is gedaan.'),
  'guard-contradicts': step(
    'Het antwoord over contact zegt meer dan er over contact is vastgelegd. Leg eerst vast wat er is gedaan, of geef het antwoord dat daarbij past.',
  ),
  'outcome-not-permitted': step('Deze uitkomst kan niet vanuit de toestand waarin het signaal nu is.'),
  'outcome-contradicts': step(
    'Deze uitkomst spreekt een antwoord tegen dat u net gaf. Kijk beide na: een van de twee klopt niet.',
  ),
  'interview-missing': step('Er is nog geen gesprek vastgelegd.'),
  'prosecutor-missing': step('De naam van de officier van justitie ontbreekt.'),
  'review-date-invalid': step(
    'De datum van herbeoordeling ontbreekt, ligt in het verleden of ligt te ver weg.',
  ),
  'unit-unknown': step('Deze afdeling staat niet in de werkwijze van dit signaal.'),
  'already-resolved': step('Dit is al afgehandeld.'),
  'unit-not-yours': step(
    'Dit is aan een andere afdeling dan de uwe. Laat een collega van die afdeling antwoorden.',
  ),
  'already-offered': step(
    'Er loopt al een aanbod aan een andere afdeling, dienst of partner. Wacht op antwoord of trek het eerst terug.',
  ),
  'nothing-offered': step('Er is niets aangeboden waarop u kunt antwoorden.'),
  'reason-unknown': step(
    'Kies een reden uit de lijst van de werkwijze; die hoort alleen bij een antwoord dat een reden vraagt.',
  ),
  'provenance-missing': step(
    'De herkomst is niet compleet. Vul in wat de bron is, wanneer, door wie en hoe het verkregen is.',
  ),
  'requirement-unknown': step(
    'Deze eis staat niet in de richtlijn van deze handeling. Haal het signaal opnieuw op.',
  ),
  'qualification-missing': step(
    'Voor deze handeling hebt u een geldig certificaat nodig. Vraag een gecertificeerde collega.',
  ),
  'unqualified-reason-missing': step(
    'U hebt hiervoor geen geldig certificaat. Schrijf op waarom u het toch deed.',
  ),
  'circumstances-unanswered': step(
    'Nog niet alle omstandigheden zijn beantwoord. Beantwoord ze eerst; onbekend mag ook.',
  ),
  'contact-missing': step(
    'Leg eerst vast dat er contact was met het mogelijke slachtoffer, dat het is geprobeerd, of waarom niet.',
  ),
  'acts-unconsidered': step(
    'Een handeling die vooraf overwogen moet zijn, heeft nog geen resultaat. Leg dat eerst vast.',
  ),
  'enriched-often-enough': step(
    'Dit signaal is vaak genoeg verder verrijkt. Kies nu een gesprek of een onderzoek, laat het wachten tot een datum, of stel voor te stoppen; onbekend mag het antwoord blijven.',
  ),
  'no-legal-power': step(
    'Uw afdeling mag dit niet zelf onderzoeken. Draag het over of vraag een opdracht van de officier van justitie.',
  ),
  'offence-unknown': step(
    'Kies het strafbare feit in de woorden van de wet die nu geldt, met ten minste één onderdeel.',
  ),
  'routing-missing': step(
    'Er is nog geen besluit over de route. Neem dat eerst, en laat het door een ander nakijken.',
  ),
  'lane-unknown': step('Deze route staat niet in de werkwijze van dit signaal.'),
  'lane-forbids': step(
    'De gekozen route laat geen opsporingsonderzoek toe. Neem eerst een ander besluit over de route.',
  ),
  'protection-first': step(
    'Bescherming gaat voor: bied die eerst aan en laat Opsporing beslissen voordat de bestuursrechtelijke route open is.',
  ),
  'crossing-missing': step(
    'Van wat Toezicht heeft gedaan is nog niet besloten of het overgaat naar Opsporing. Besluit dat eerst.',
  ),
  'crossing-unknown': step('Deze overgang staat niet in de werkwijze van dit signaal.'),
  'statements-stay': step(
    'Een verklaring die iemand moest geven, gaat niet mee. Bevestig dat zij achterblijft.',
  ),
  'hold-reason-unknown': step('Deze reden om aan te houden staat niet in de werkwijze van dit signaal.'),
  'urgency-unknown': step('Deze spoed staat niet in de werkwijze van dit signaal, of staat er dubbel.'),
  'handover-unknown': step(
    'Naar deze ontvanger kan dit signaal volgens de werkwijze niet worden overgedragen.',
  ),
  'moment-unknown': step('Kies een van de momenten waarop de werkwijze deze overdracht toelaat.'),
  'pack-empty': step(
    'Het pakket is leeg. Kies ten minste één registratie of handeling, en vul titel en toelichting in.',
  ),
  'reference-missing': step('Schrijf op waarin het bewijs te vinden is: een brief, een nummer of een naam.'),
  'look-unknown': step('Deze tweede blik is er niet, of is al genomen.'),
  'qualification-unknown': step('Dit certificaat staat niet in de werkwijze van uw organisatie.'),
  'version-faulty': step(
    'Het bestand van deze werkwijze heeft fouten. De beheerder ziet ze met: spoor agency check.',
  ),
  'version-overtaken': step('Er geldt al een werkwijze met dezelfde of een latere datum.'),
  'log-unavailable': {
    status: 503,
    title: 'Logboek niet beschikbaar',
    detail:
      'Wat u doet kan nu niet worden vastgelegd, en daarom is het niet gedaan. Probeer het zo opnieuw of meld het aan uw beheerder.',
  },
  'past-term': step('De bewaartermijn hiervan is voorbij; het mag niet opnieuw worden verwerkt.'),
  'keep-reason-unknown': step('Deze reden om iets langer te bewaren staat niet in law/retention.json.'),
  'hold-too-long': step(
    'Een bewaarbesluit duurt niet zo lang. Kies een eerdere einddag; daarna kan een nieuw besluit volgen.',
  ),
  'nobody-can-work': step(
    'Van wie u noemt kan niemand dit signaal opvolgen. Noem ten minste één collega met een rol daarvoor.',
  ),
  'nobody-leads': step(
    'Van wie van dit signaal mogen weten geeft dan niemand leiding, en niemand hoort het als iets te laat is. Noem eerst een leidinggevende die meekijkt.',
  ),
  'glass-not-needed': step('Dit signaal ziet u al: noodtoegang is hier niet nodig.'),
  'days-invalid': step(
    'De dagen kloppen niet: behaald ligt niet in de toekomst, en het einde niet vóór het begin.',
  ),
}

const OF_A_LINE: Readonly<Record<RejectReason, Said>> = {
  'invalid-utf8': line('De regel is geen geldige UTF-8.'),
  'nul-character': line('De regel bevat een NUL-teken.'),
  'field-too-long': line('Een veld is langer dan 8 MiB.'),
  'not-an-object': line('De regel is geen JSON-object.'),
  'lone-surrogate': line('De regel bevat een half teken (een losse surrogaat).'),
  'no-id': line('Het veld id ontbreekt of is leeg.'),
  'no-text': line('Het veld text ontbreekt of is leeg.'),
  'unknown-organisation': line('Het veld organisation noemt geen bekende organisatie.'),
  'other-organisation': line('De registratie is van een andere organisatie.'),
  'no-moment': line('Het veld registeredAt is geen tijdstip met datum, tijd en tijdzone.'),
  'past-term': line('De bewaartermijn van deze registratie is voorbij.'),
  'unreadable-row': line('De rij past niet bij de kolommen van het bestand.'),
}

const OF_THE_SERVER: Readonly<Record<ServerRefusal, Said>> = {
  'invalid-input': {
    status: 400,
    title: 'Ongeldige invoer',
    detail: 'De invoer klopt niet. Alle fouten staan in errors.',
  },
  'unreadable-body': {
    status: 400,
    title: 'Onleesbare inhoud',
    detail: 'De inhoud van het verzoek kan niet gelezen worden, of is niet volledig aangekomen.',
  },
  'not-signed-in': {
    status: 401,
    title: 'Niet aangemeld',
    detail: 'U bent niet aangemeld, of uw sessie is verlopen. Meld u opnieuw aan.',
  },
  'network-unknown': {
    status: 403,
    title: 'Niet vanaf dit netwerk',
    detail:
      'Uw organisatie laat Spoor alleen vanaf haar eigen netwerken gebruiken. Verbind daarmee en probeer het opnieuw.',
  },
  'sign-in-too-old': {
    status: 403,
    title: 'Meld u opnieuw aan',
    detail: 'Hiervoor moet u zich kort geleden hebben aangemeld. Meld u opnieuw aan en doe het dan nog eens.',
  },
  'feed-key-unknown': {
    status: 401,
    title: 'Sleutel onbekend',
    detail: 'De sleutel van deze aanlevering ontbreekt of is niet bekend. Zie docs/api.md.',
  },
  'logout-token-refused': {
    status: 400,
    title: 'Afmelding geweigerd',
    detail:
      'De afmelding is niet van de aanbieder waar Spoor aanmeldt, is niet voor Spoor, is verlopen of is al eens gehoord.',
  },
  'request-forged': {
    status: 403,
    title: 'Verzoek geweigerd',
    detail:
      'Het verzoek komt niet aantoonbaar van Spoor zelf (X-Spoor-Csrf, Origin). Laad de pagina opnieuw.',
  },
  'body-too-large': {
    status: 413,
    title: 'Te groot',
    detail: 'Het verzoek is groter dan is toegestaan. Deel het op in kleinere delen.',
  },
  'media-type-unknown': {
    status: 415,
    title: 'Soort inhoud niet ondersteund',
    detail: 'Dit adres neemt deze soort inhoud (Content-Type) niet aan. Zie de OpenAPI-beschrijving.',
  },
  'wrong-host': {
    status: 421,
    title: 'Verkeerd adres',
    detail: 'Spoor is niet onder deze naam bereikbaar.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Te veel verzoeken',
    detail: 'Er kwamen te veel verzoeken kort na elkaar. Probeer het na de tijd in Retry-After opnieuw.',
  },
  fault: {
    status: 500,
    title: 'Fout in Spoor',
    detail:
      'Er ging iets mis in Spoor zelf. Er is niets half opgeslagen. Probeer het opnieuw of meld het aan uw beheerder.',
  },
  unavailable: {
    status: 503,
    title: 'Even niet beschikbaar',
    detail: 'Spoor start op of bereikt zijn database niet. Probeer het zo opnieuw.',
  },
}

export const SAID: Readonly<Record<ApiRefusal, Said>> = { ...OF_A_LINE, ...OF_THE_PROCESS, ...OF_THE_SERVER }

/** A refusal that the screens have a sentence of their own for. */
export function hasOwnSentence(refusal: ApiRefusal): refusal is Refusal | RejectReason {
  return refusal in OF_THE_PROCESS || refusal in OF_A_LINE
}

/** A line that is refused is wrong input, at a place that can be named. */
export function isAboutLine(refusal: ApiRefusal): boolean {
  return refusal in OF_A_LINE
}
