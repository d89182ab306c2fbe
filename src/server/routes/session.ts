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
          units: way.units.map(({ id, label }) => ({ id, label })),
          roles: way.roles.map(({ id, label }) => ({ id, label })),
          setAsideCriteria: way.setAsideCriteria.map(({ id, label, checkedOn }) => ({
            id,
            label,
            checkedOn,
          })),
        },
      })
    },
  }),
]
