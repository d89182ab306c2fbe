import { expect, test } from 'vitest'
import { readCatalogueFolder } from '#actions/catalogue.ts'
import { readCatalogueFiles } from './catalogue-files.ts'
import { nounForms, verbForms } from './inflect.ts'

const { words } = readCatalogueFiles(readCatalogueFolder())

test.each([
  ['werken', 'werk werkt werkte werkten', 'gewerkt'],
  ['pakken', 'pak pakt pakte pakten', 'gepakt'],
  ['maken', 'maak maakt maakte maakten', 'gemaakt'],
  ['leven', 'leef leeft leefde leefden', 'geleefd'],
  ['reizen', 'reis reist reisde reisden', 'gereisd'],
  ['storten', 'stort stortte stortten', 'gestort'],
  ['bellen', 'bel belt belde belden', 'gebeld'],
  ['weigeren', 'weiger weigert weigerde weigerden', 'geweigerd'],
  ['controleren', 'controleer controleert controleerde', 'gecontroleerd'],
  ['bedreigen', 'bedreig bedreigt bedreigde', 'bedreigd bedreigde'],
  ['nemen', 'neem neemt nam namen', 'genomen'],
  ['ontnemen', 'ontneem ontneemt ontnam', 'ontnomen'],
  ['slapen', 'slaap slaapt sliep sliepen', 'geslapen'],
  ['gaan', 'ga gaat ging gingen', 'gegaan'],
  ['moeten', 'moet moest moesten', ''],
  ['verkopen', 'verkoop verkoopt verkocht verkochten', 'verkocht'],
])('%s: %s; %s', (infinitive, finite, participles) => {
  const forms = verbForms(infinitive, words)
  expect(forms.finite).toEqual(expect.arrayContaining([infinitive, ...finite.split(' ')]))
  expect(forms.participles).toEqual(expect.arrayContaining(participles.split(' ').filter(Boolean)))
})

test.each([
  ['paspoort', 'paspoort paspoorten paspoortje paspoortjes'],
  ['bankpas', 'bankpas bankpassen bankpasje'],
  ['brief', 'brief brieven briefje'],
  ['baas', 'baas bazen baasje'],
  ['huis', 'huis huizen huisje'],
  ['meisje', 'meisje meisjes'],
  ['kind', 'kind kinderen kindje'],
  ['woning', 'woning woningen woninkje'],
  ['kamer', 'kamer kamers kamertje'],
  ['bed', 'bed bedden bedje'],
  ['boom', 'boom bomen boompje'],
  ['man', 'man mannen mannetje'],
  ['foto', 'foto fotos fototje'],
  ['boete', 'boete boetes boetetje'],
])('%s: %s', (noun, forms) => {
  expect(nounForms(noun, words)).toEqual(expect.arrayContaining(forms.split(' ')))
})

test('an inflection adds no everyday word of another meaning', () => {
  expect(nounForms('pas', words)).not.toContain('past')
  expect(verbForms('slaan', words).finite).not.toContain('slaap')
})
