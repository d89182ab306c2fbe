import type { FindingField } from '#core/finding.ts'

import type { Judgement, Read } from './measure.ts'

/**
 * What an analyst types into a search tool today, as queries that are joined by OR: the mark to beat. No denial, no
 * inflection but a star, words near each other at best.
 */
const QUERIES: readonly RegExp[] = [
  /\bmensenhandel|\buitgebuit|\buitbuit|\bslavernij|\b273 ?f\b|\bMH\b/iu,
  /\bloverboy|\bpooier|\bsouteneur/iu,
  /\bprostitu|\bsekswerk|\bescort|\btippel|\bmassagesalon|achter (?:het|de) ra(?:am|men)/iu,
  /\b(?:gedwongen|onder dwang|verplicht)\b.{0,60}\b(?:werk|seks|klant|mannen|stelen|drugs)/iu,
  /\b(?:seks|sex)advertentie|\bkinky\b|\bonlyfans/iu,
  /\b(?:paspoort|id-?kaart|papieren)\w*\b.{0,50}\b(?:afgepakt|ingenomen|afgenomen|achtergehouden|ingeleverd|in bewaring)/iu,
  /\b(?:bankpas|pinpas|pincode)\w*\b.{0,50}\b(?:afgegeven|ingenomen|bij de baas|werkgever)/iu,
  /\b(?:geld|loon|verdiensten)\b.{0,40}\b(?:afstaan|afdragen|inleveren|afgeven)/iu,
  /\bschuld\w*\b.{0,50}\b(?:aflossen|afbetalen|terugbetalen|afwerken|inlossen)/iu,
  /\bopgesloten|niet (?:alleen )?naar buiten|van buitenaf op slot|geen sleutel/iu,
  /\b(?:bedreigd|dreigt|geslagen|mishandeld)\b.{0,60}\b(?:werk|stoppen|weigert|familie)/iu,
  /\bonderbeta|\b(?:geen|nooit) (?:loon|salaris)|niet uitbetaald|handje contantje/iu,
  /\b1[2-9] uur per dag|\b7 dagen per week|geen vrije dag/iu,
  /\bmatras|\bstapelbed|\bslaapt? (?:in|boven) (?:de|het)? ?(?:loods|keuken|schuur|zaak)/iu,
  /\boverbewoning|\buitzendbureau|op straat gezet/iu,
  /\bgeldezel|\bkatvanger|\btelefoonabonnement/iu,
  /\buithaler|\b1[1-7][ -]?(?:jarige|jr)\b.{0,60}\b(?:drugs|pakket|explosief|cobra)/iu,
  /\bbedel/iu,
  /\bsextortion|\bchantage|\bnaaktfoto|\bexposed/iu,
  /\bcondoom|\bglijmiddel|\baanloop van mannen|wisselende (?:dames|vrouwen|mannen)/iu,
  /\b(?:weggelopen|vermist)\b.{0,80}\b(?:hotel|vriend|man)\b/iu,
  /\bau ?pair|inwonende hulp|gedwongen huwelijk/iu,
  /\borgaan|\b(?:nier|lever)\b.{0,20}\b(?:verkopen|afstaan|te koop)/iu,
]

/** Runs the queries; the score grows with the number of queries that hit. */
export function keywordQueries({ id, title, text }: Read): Judgement {
  const findings = QUERIES.flatMap((query) =>
    Object.entries({ title, text }).flatMap(([field, content]) => {
      const found = query.exec(content)
      if (!found) return []
      return [{ query, field: field as FindingField, start: found.index, end: found.index + found[0].length }]
    }),
  )
  const hits = new Set(findings.map(({ query }) => query)).size
  return { id, score: hits / (hits + 1), isSignal: hits > 0, forms: [], findings }
}
