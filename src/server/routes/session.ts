import { actsOf } from '#actions/access.ts'
import { openTask } from '#actions/sessions.ts'
import { choice, named } from '#actions/choice.ts'
import { done } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { purposesOf } from '#process/purpose.ts'
import { post, read, type Route } from '../route.ts'

export const sessionRoutes: readonly Route[] = [
  read({
    path: '/session',
    operationId: 'leesSessie',
    act: 'see-oneself',
    tag: 'Sessie',
    summary: 'Wie is aangemeld',
    description: 'Geeft ook het token voor X-Spoor-Csrf, en de woorden van de werkwijze die vandaag geldt.',
    answer: 'Session',
    async handle({ house, caller, session, demo }) {
      const { organisation, member } = caller
      const way = house.ways.inForce(organisation, dayOf(house.clock().toISOString()))
      return done({
        member: { ...member, organisation, roles: [...member.roles] },
        purposes: [...purposesOf(member.roles)],
        task: caller.task,
        acts: actsOf(house, caller),
        csrf: session.csrf,
        demo,
        wayOfWorking: {
          id: way.id,
          name: way.name,
          units: way.units.map(named),
          roles: way.roles.map(named),
          setAsideCriteria: way.setAsideCriteria.map(choice),
        },
      })
    },
  }),
  post({
    path: '/session/tasks',
    operationId: 'beginTaak',
    act: 'see-oneself',
    tag: 'Sessie',
    summary: 'Zeggen waarvoor u gaat kijken',
    description: 'Alles wat u daarna bekijkt, staat in het logboek onder dit doel, tot u een ander kiest.',
    body: 'NewTask',
    answer: 'TaskOpened',
    status: 201,
    handle: ({ house, session, body }) => openTask(house, session, body.purpose),
  }),
]
