import { actsOf } from '#actions/access.ts'
import { endOwnSessions, listOwnSessions } from '#actions/own-sessions.ts'
import { openTask } from '#actions/sessions.ts'
import { choice, named } from '#actions/choice.ts'
import { endAtProvider } from '#actions/provider-logout.ts'
import { done } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { purposesOf } from '#process/purpose.ts'
import { hear, post, read, type Route } from '../route.ts'

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
  read({
    path: '/sessions',
    operationId: 'leesEigenSessies',
    act: 'see-own-sessions',
    tag: 'Sessie',
    summary: 'Waar u bent aangemeld: sinds wanneer, wanneer het laatst gebruikt, en met wat voor browser',
    description: 'Alleen kort nadat u zich hebt aangemeld; anders 403, sign-in-too-old.',
    answer: 'OwnSessions',
    handle: async ({ house, session }) => done(await listOwnSessions(house, session)),
  }),
  post({
    path: '/sessions/endings',
    operationId: 'beeindigSessies',
    act: 'see-own-sessions',
    tag: 'Sessie',
    summary: 'Een andere sessie van uzelf beëindigen, of alle andere',
    body: 'SessionEnding',
    answer: undefined,
    handle: ({ house, session, body }) => endOwnSessions(house, session, body),
  }),
  hear({
    path: '/logout-notices',
    operationId: 'ontvangAfmelding',
    act: 'end-sessions',
    tag: 'Sessie',
    summary: 'De aanbieder van het aanmelden meldt dat iemand daar is afgemeld of niet meer mag',
    description:
      'OpenID Connect Back-Channel Logout 1.0: een logout token, door de aanbieder ondertekend. De sessies van deze persoon eindigen meteen. Elk token telt één keer.',
    body: 'LogoutNotice',
    bodyBytesMax: 32 * 1024,
    async handle({ house, readLogout, note, body }) {
      const notice = await readLogout(body.logout_token)
      const ended = notice.ok ? await endAtProvider(house, notice.value) : notice
      note(
        ended.ok
          ? `sign-out by the provider: ${ended.value} ended`
          : `sign-out by the provider: ${ended.refusal}`,
      )
      return ended.ok ? done(null) : ended
    },
  }),
]
