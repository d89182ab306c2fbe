import type { ProcessingActivity } from '#contract/processing-activity.ts'
import { done, refuse } from '#core/outcome.ts'
import type { ActivityVersion } from '#process/processing-activity.ts'
import { open, type Route } from '../route.ts'

/** Readable by anybody: a line of the log refers here, and what is told here is about nobody. */
export const processingActivityRoutes: readonly Route[] = [
  open({
    path: '/processing-activities',
    operationId: 'leesVerwerkingsactiviteiten',
    act: 'see-public',
    tag: 'Verwerkingen',
    summary: 'Het register van verwerkingsactiviteiten, in alle versies',
    answer: 'ProcessingActivityList',
    handle: async ({ house }) => done({ activities: house.law.activities.map(viewOf) }),
  }),
  open({
    path: '/processing-activities/{activityId}/{activityVersion}',
    operationId: 'leesVerwerkingsactiviteit',
    act: 'see-public',
    tag: 'Verwerkingen',
    summary: 'Eén versie van een verwerkingsactiviteit; hiernaar verwijst een logregel',
    answer: 'ProcessingActivity',
    async handle({ house, params: { activityId, activityVersion } }) {
      const found = house.law.activities.find(
        ({ id, version }) => id === activityId && String(version) === activityVersion,
      )
      return found ? done(viewOf(found)) : refuse('not-found')
    },
  }),
]

/** Whether the person concerned may be told is for the organisation itself: it is never told outside. */
function viewOf({ confidential: _ours, ...activity }: ActivityVersion): ProcessingActivity {
  return {
    ...activity,
    controllers: [...activity.controllers],
    subjects: [...activity.subjects],
    data: [...activity.data],
    recipients: [...activity.recipients],
  }
}
