import { BEGIN } from './begin.ts'
import { ENRICHMENT } from './enrichment.ts'
import { HANDOVER } from './handover.ts'
import { INVESTIGATION } from './investigation.ts'
import type { Checks, Deeds } from './sentence.ts'
import { SUPERVISION } from './supervision.ts'
import { THEN } from './then.ts'
import { TRIAGE } from './triage.ts'
import { WEIGHING } from './weighing.ts'

/** Sentences of "gegeven" and "als". */
export const DEEDS: Deeds = {
  ...BEGIN,
  ...TRIAGE,
  ...ENRICHMENT,
  ...WEIGHING,
  ...INVESTIGATION,
  ...HANDOVER,
  ...SUPERVISION,
}

/** Sentences of "dan". */
export const CHECKS: Checks = THEN
