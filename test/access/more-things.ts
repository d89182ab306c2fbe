import { breakGlass } from '#actions/glass.ts'
import { receiveUpload, runImportJob } from '#actions/imports.ts'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import type { TestHouse } from '../a-house.ts'
import { chunksOf } from '../intake.ts'
import { withoutDoubt } from './population.ts'

const FILE = { source: 'dag.ndjson', bytesTotal: null, format: 'ndjson' } as const

/** What lies beside the signals, of each organisation: an import with a line that cannot be read, a second look, a broken glass. */
export async function moreThings(given: TestHouse): Promise<void> {
  const house = withoutDoubt(given)
  for (const organisation of ORGANISATIONS) {
    const pair = await aPair(house, organisation)
    const sent = await receiveUpload(house, pair[0], FILE, chunksOf(`kapot ${organisation}`))
    if (!sent.ok) throw new Error(`not taken in: ${sent.refusal}`)
    await runImportJob(house, organisation, sent.value.importId)
    await aSignalAt(house, 'closed', pair)
    const signalId = house.newId()
    const broken = await breakGlass(house, pair[0], {
      signalId,
      reason: 'danger-to-person',
      words: 'Nu nodig.',
    })
    if (!broken.ok) throw new Error(`not broken: ${broken.refusal}`)
  }
  house.draws(0)
  await drawSecondLooks({ ...house, random: () => 0 })
  house.draws(1)
}
