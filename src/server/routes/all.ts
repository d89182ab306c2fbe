import type { Route } from '../route.ts'
import { accessRoutes } from './access.ts'
import { auditRoutes } from './audit.ts'
import { catalogueRoutes } from './catalogue.ts'
import { evaluationRoutes } from './evaluation.ts'
import { colleagueRoutes } from './colleagues.ts'
import { dayRoutes } from './days.ts'
import { dutyRoutes } from './duties.ts'
import { emergencyAccessRoutes } from './emergency-access.ts'
import { followUpRoutes } from './follow-up.ts'
import { handoverRoutes } from './handovers.ts'
import { healthRoutes } from './health.ts'
import { importRoutes } from './imports.ts'
import { processingActivityRoutes } from './processing-activities.ts'
import { keepingRoutes } from './keeping.ts'
import { progressRoutes } from './progress.ts'
import { quarantineRoutes } from './quarantine.ts'
import { removedRoutes } from './removed.ts'
import { retentionRoutes } from './retention.ts'
import { sampleRoutes } from './samples.ts'
import { secondLookRoutes } from './second-looks.ts'
import { sessionRoutes } from './session.ts'
import { signalRetentionRoutes } from './signal-retention.ts'
import { signalRoutes } from './signals.ts'
import { submittedRoutes } from './submitted.ts'
import { wayOfWorkingRoutes } from './ways-of-working.ts'

/** Every route of the API: what the server serves, the OpenAPI document says and the tests walk. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...dutyRoutes,
  ...signalRoutes,
  ...accessRoutes,
  ...submittedRoutes,
  ...keepingRoutes,
  ...progressRoutes,
  ...emergencyAccessRoutes,
  ...auditRoutes,
  ...retentionRoutes,
  ...signalRetentionRoutes,
  ...removedRoutes,
  ...handoverRoutes,
  ...secondLookRoutes,
  ...sampleRoutes,
  ...followUpRoutes,
  ...importRoutes,
  ...quarantineRoutes,
  ...dayRoutes,
  ...colleagueRoutes,
  ...wayOfWorkingRoutes,
  ...catalogueRoutes,
  ...evaluationRoutes,
  ...processingActivityRoutes,
  ...healthRoutes,
]
