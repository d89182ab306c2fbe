import { expect, test } from 'vitest'
import type { SignalDetail } from '#contract/signal.ts'
import { packOf, type SendableAct } from './pack.ts'

const registration = (id: string): SignalDetail['registrations'][number] => ({
  id,
  sourceId: `PL0900-2026-${id}`,
  version: 1,
  kind: 'mutatie',
  registeredAt: '2026-06-10T10:00:00+02:00',
  receivedAt: '2026-06-10T09:00:00.000Z',
  incident: 'overlast',
  title: 'Gesprek op terrein',
  text: `Tekst van ${id}.`,
  persons: [{ name: 'C. Roelofsen' }],
  vehicles: [],
  scan: null,
})

const act = (id: string, result: SendableAct['result']): SendableAct => ({
  act: id,
  label: `Handeling ${id}`,
  result,
  source: 'Eigen registraties',
  words: `Gevonden bij ${id}.`,
  at: '2026-06-11T08:00:00.000Z',
  by: 'Marleen Oosterkamp',
  unit: null,
  reason: null,
  provenance: {
    source: 'own',
    obtainedOn: '2026-06-11',
    reliability: 'reliable',
    factOrOpinion: 'fact',
  },
  unmet: [],
  qualified: null,
  obtainedBy: 'een collega',
  howObtained: 'nagezien',
  unqualifiedBecause: '',
})

const REGISTRATIONS = [registration('a'), registration('b')]
const ACTS = [act('one', 'done'), act('two', 'not-possible')]

test.each([
  // ticked: registrations, acts      what goes along
  ['nothing', [], [], [], []],
  ['one registration', ['b'], [], ['Tekst van b.'], []],
  ['an act', [], ['two'], [], ['Handeling two']],
  ['all', ['a', 'b'], ['one', 'two'], ['Tekst van a.', 'Tekst van b.'], ['Handeling one', 'Handeling two']],
] as const)('%s ticked: that goes along and nothing else', (_, registrations, acts, texts, labels) => {
  const choice = { title: ' Werk ', ground: ' Omdat. ', registrations, acts }
  const pack = packOf(choice, REGISTRATIONS, ACTS, (result) => `[${result}]`)
  expect(pack.registrations.map(({ text }) => text)).toEqual(texts)
  expect(pack.acts.map(({ label }) => label)).toEqual(labels)
  expect([pack.title, pack.ground]).toEqual(['Werk', 'Omdat.'])
})

test('who was involved, and who of ours did it, stays here', () => {
  const choice = { title: 'Werk', ground: 'Omdat.', registrations: ['a'], acts: ['one'] }
  const sent = JSON.stringify(packOf(choice, REGISTRATIONS, ACTS, () => 'gedaan'))
  expect(sent).not.toContain('Roelofsen')
  expect(sent).not.toContain('Oosterkamp')
  expect(sent).toContain('2026-06-11')
})
