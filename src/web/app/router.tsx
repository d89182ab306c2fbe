import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { EmergencyScreen } from '../features/access/emergency.tsx'
import { OverseerScreen } from '../features/keeping/overseer.tsx'
import { EmergencyUseScreen } from '../features/access/emergency-use.tsx'
import { ReadersScreen } from '../features/access/readers.tsx'
import { AuthorisationsScreen } from '../features/authorisations/authorisations.tsx'
import { FollowUpScreen } from '../features/follow-up/follow-up.tsx'
import { BOX_NAMES, HandoversScreen, type BoxName } from '../features/handover/boxes.tsx'
import { DaysScreen } from '../features/intake/days.tsx'
import { ImportScreen } from '../features/intake/import.tsx'
import { QuarantineScreen } from '../features/intake/quarantine.tsx'
import { PrivacyScreen } from '../features/privacy/desk.tsx'
import { SampleScreen } from '../features/sample/sample.tsx'
import { SecondLookScreen } from '../features/second-look/second-look.tsx'
import { ProposalsScreen } from '../features/signal/proposals.tsx'
import { RegisterScreen } from '../features/signal/register.tsx'
import { SignalScreen } from '../features/signal/signal-screen.tsx'
import { WayOfWorkingScreen } from '../features/way-of-working/way-of-working.tsx'
import { kindChoiceOf, type KindChoice } from '../features/worklist/kinds.ts'
import { LIST_NAMES, type ListName } from '../features/worklist/lists.ts'
import { WorklistScreen } from '../features/worklist/worklist.tsx'
import { ProgressScreen } from '../features/progress/progress.tsx'
import { OwnSessionsScreen } from '../features/sessions/own-sessions.tsx'
import { SubmittedListScreen, SubmittedScreen } from '../features/submitted/submitted.tsx'
import { DemoSignInScreen } from './demo-sign-in.tsx'
import { Home } from './home.tsx'
import { FaultScreen, NotFoundScreen } from './not-found.tsx'
import { Shell } from './shell.tsx'
import { SignInScreen } from './sign-in.tsx'

/** The screens and their addresses. No address holds personal data or a search term: ids are random. */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundScreen })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ error, returnTo }): { error?: string; returnTo?: string } => ({
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof returnTo === 'string' ? { returnTo } : {}),
  }),
  component: function SignIn() {
    return <SignInScreen {...signIn.useSearch()} />
  },
})

const demoSignIn = createRoute({
  getParentRoute: () => root,
  path: '/demo-sign-in/$uid',
  component: function DemoSignIn() {
    return <DemoSignInScreen uid={demoSignIn.useParams().uid} />
  },
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const home = createRoute({ getParentRoute: () => shell, path: '/', component: Home })

const progress = createRoute({
  getParentRoute: () => shell,
  path: '/mijn-meldingen',
  component: ProgressScreen,
})

const worklist = createRoute({
  getParentRoute: () => shell,
  path: '/werk',
  validateSearch: ({ lijst, soort }): { lijst?: ListName; soort?: KindChoice } => {
    const list = LIST_NAMES.find((one) => one === lijst)
    const kind = kindChoiceOf(soort)
    return { ...(list && { lijst: list }), ...(kind && { soort: kind }) }
  },
  component: function Worklist() {
    const { lijst, soort } = worklist.useSearch()
    return <WorklistScreen list={lijst ?? 'afdeling'} kind={soort} />
  },
})

const proposals = createRoute({
  getParentRoute: () => shell,
  path: '/voorstellen',
  component: () => <ProposalsScreen id={undefined} />,
})

const proposal = createRoute({
  getParentRoute: () => shell,
  path: '/voorstellen/$id',
  component: function Proposal() {
    return <ProposalsScreen id={proposal.useParams().id} />
  },
})

const signal = createRoute({
  getParentRoute: () => shell,
  path: '/signalen/$id',
  component: function Signal() {
    const { id } = signal.useParams()
    return <SignalScreen key={id} id={id} />
  },
})

const readers = createRoute({
  getParentRoute: () => shell,
  path: '/signalen/$id/wie-zag-dit',
  component: function Readers() {
    const { id } = readers.useParams()
    return <ReadersScreen key={id} id={id} />
  },
})

const emergency = createRoute({
  getParentRoute: () => shell,
  path: '/noodtoegang',
  component: EmergencyScreen,
})

const emergencyUse = createRoute({
  getParentRoute: () => shell,
  path: '/noodtoegang/$id',
  component: function EmergencyUse() {
    const { id } = emergencyUse.useParams()
    return <EmergencyUseScreen key={id} id={id} />
  },
})

const overseer = createRoute({
  getParentRoute: () => shell,
  path: '/meekijken/$id',
  component: function Overseer() {
    const { id } = overseer.useParams()
    return <OverseerScreen key={id} id={id} />
  },
})

const submittedList = createRoute({
  getParentRoute: () => shell,
  path: '/ingediend',
  component: SubmittedListScreen,
})

const submitted = createRoute({
  getParentRoute: () => shell,
  path: '/ingediend/$id',
  component: function Submitted() {
    return <SubmittedScreen id={submitted.useParams().id} />
  },
})

const handovers = createRoute({
  getParentRoute: () => shell,
  path: '/overdrachten',
  validateSearch: ({ bak }): { bak?: BoxName } => {
    const box = BOX_NAMES.find((one) => one === bak)
    return box ? { bak: box } : {}
  },
  component: function Handovers() {
    return <HandoversScreen box={handovers.useSearch().bak ?? 'in'} />
  },
})

const secondLook = createRoute({
  getParentRoute: () => shell,
  path: '/tweede-blik/$id',
  component: function SecondLook() {
    const { id } = secondLook.useParams()
    return <SecondLookScreen key={id} id={id} />
  },
})

const sample = createRoute({ getParentRoute: () => shell, path: '/steekproef', component: SampleScreen })

const wayOfWorking = createRoute({
  getParentRoute: () => shell,
  path: '/werkwijze',
  validateSearch: ({ versie }): { versie?: string } => (typeof versie === 'string' ? { versie } : {}),
  component: function WayOfWorking() {
    return <WayOfWorkingScreen version={wayOfWorking.useSearch().versie} />
  },
})

const followUp = createRoute({
  getParentRoute: () => shell,
  path: '/opvolging',
  validateSearch: ({ van, tot }): { van?: string; tot?: string } => ({
    ...(typeof van === 'string' ? { van } : {}),
    ...(typeof tot === 'string' ? { tot } : {}),
  }),
  component: function FollowUp() {
    const { van, tot } = followUp.useSearch()
    return <FollowUpScreen from={van} to={tot} />
  },
})

const register = createRoute({ getParentRoute: () => shell, path: '/registreren', component: RegisterScreen })
const imports = createRoute({ getParentRoute: () => shell, path: '/import', component: ImportScreen })

const quarantine = createRoute({
  getParentRoute: () => shell,
  path: '/quarantaine',
  validateSearch: (search): { import?: string } =>
    typeof search.import === 'string' ? { import: search.import } : {},
  component: function Quarantine() {
    return <QuarantineScreen importId={quarantine.useSearch().import} />
  },
})

const privacy = createRoute({ getParentRoute: () => shell, path: '/privacy', component: PrivacyScreen })
const authorisations = createRoute({
  getParentRoute: () => shell,
  path: '/bevoegdheden',
  component: AuthorisationsScreen,
})

const ownSessions = createRoute({
  getParentRoute: () => shell,
  path: '/mijn-sessies',
  component: OwnSessionsScreen,
})

const days = createRoute({ getParentRoute: () => shell, path: '/dagen', component: DaysScreen })

/** The scan itself comes along with these screens, and only with these. */
const catalogue = createRoute({
  getParentRoute: () => shell,
  path: '/catalogus',
  component: lazyRouteComponent(() => import('../features/catalogue/catalogue.tsx'), 'CatalogueScreen'),
})

const tryOut = createRoute({
  getParentRoute: () => shell,
  path: '/proberen',
  component: lazyRouteComponent(() => import('../features/try-out/try-out.tsx'), 'TryOutScreen'),
})

const quality = createRoute({
  getParentRoute: () => shell,
  path: '/kwaliteit',
  component: lazyRouteComponent(() => import('../features/quality/quality.tsx'), 'QualityScreen'),
})

const tree = root.addChildren([
  signIn,
  demoSignIn,
  shell.addChildren([
    ...[home, worklist, proposals, proposal, signal, readers, handovers, secondLook, register],
    ...[emergency, emergencyUse, overseer],
    ...[submittedList, submitted],
    ...[progress, imports, quarantine, days, wayOfWorking, followUp, privacy, authorisations],
    ...[catalogue, tryOut, quality, sample, ownSessions],
  ]),
])

export function createAppRouter() {
  return createRouter({
    routeTree: tree,
    scrollRestoration: true,
    defaultErrorComponent: ({ reset }: ErrorComponentProps) => <FaultScreen onRetry={reset} />,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
