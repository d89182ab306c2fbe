import { choice, named } from '#actions/choice.ts'
import { done } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { read, type Route } from '../route.ts'

export const sessionRoutes: readonly Route[] = [
  read({
    path: '/session',
    operationId: 'leesSessie',
    tag: 'Sessie',
    summary: 'Wie is aangemeld',
    description: 'Geeft ook het token voor X-Spoor-Csrf, en de woorden van de werkwijze die vandaag geldt.',
    answer: 'Session',
    async handle({ house, caller, session, demo }) {
      const { organisation, member } = caller
      const way = house.ways.inForce(organisation, dayOf(house.clock().toISOString()))
      return done({
        member: { ...member, organisation, roles: [...member.roles] },
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
]
