import { drawSamples } from '#actions/samples.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { ORDINARY_TEXT, receive, TELLING_TEXT } from '../a-house.ts'
import type { TestServer } from '../server/a-server.ts'

/** Yesterday the scan read forty ordinary texts and pointed at one; of the forty five are drawn. */
export async function drawnYesterday({ house }: TestServer): Promise<void> {
  const texts = Array.from({ length: 40 }, (_, n) => ({
    sourceId: `PL0600-${n}`,
    text: `${ORDINARY_TEXT} Nummer ${n}.`,
  }))
  await receive(house, 'politie', [...texts, { sourceId: 'PL0600-99', text: TELLING_TEXT }])
  await scanWaiting(house, 'politie')
  house.itIs('2026-06-12T07:00:00.000Z')
  await drawSamples(house)
}
