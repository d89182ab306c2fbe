import { useQuery } from '@tanstack/react-query'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { Heading } from '../shared/components/heading.tsx'
import { Loaded } from '../shared/components/loaded.tsx'
import { useApi } from '../shared/context.tsx'
import { useText } from '../shared/text.ts'
import { DemoBanner } from './demo-banner.tsx'
import { DoorHead } from './door-head.tsx'
import { useTitle } from '../shared/title.ts'

/** A fictional colleague of the demo, as the embedded provider lists them. */
interface Colleague {
  readonly subject: string
  readonly name: string
  readonly organisation: OrganisationId
  readonly unit: string
  readonly roles: readonly string[]
}

/** Demo only: choose who you are. The answer goes to the embedded provider as a plain form. */
export function DemoSignInScreen({ uid }: { uid: string }) {
  const { t } = useText()
  useTitle(t('demo.title'))
  const api = useApi()
  const query = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => api.get<readonly Colleague[]>('/demo-idp/colleagues', signal),
  })
  return (
    <div className="door door--wide">
      <DemoBanner />
      <DoorHead />
      <main className="door__main">
        <Heading level={1}>{t('demo.title')}</Heading>
        <p className="door__lead">{t('demo.lead')}</p>
        <Loaded query={query}>
          {(colleagues) => (
            <div className="colleagues">
              {ORGANISATIONS.map((organisation) => (
                <section key={organisation} aria-labelledby={`org-${organisation}`}>
                  <Heading level={2} id={`org-${organisation}`}>
                    {t(`organisation.${organisation}`)}
                  </Heading>
                  <ul>
                    {colleagues
                      .filter((one) => one.organisation === organisation)
                      .map((colleague) => (
                        <ColleagueCard key={colleague.subject} uid={uid} colleague={colleague} />
                      ))}
                  </ul>
                </section>
              ))}
            </div>
          )}
        </Loaded>
      </main>
    </div>
  )
}

function ColleagueCard({ uid, colleague }: { uid: string; colleague: Colleague }) {
  const { word } = useText()
  return (
    <li>
      <form method="post" action={`/demo-idp/interaction/${encodeURIComponent(uid)}`}>
        <button type="submit" name="subject" value={colleague.subject} className="colleague">
          <span className="colleague__name">{colleague.name}</span>
          <span className="colleague__unit">{word('unit', colleague.unit)}</span>
          <span className="colleague__roles">
            {colleague.roles.map((role) => word('role', role)).join(' · ')}
          </span>
        </button>
      </form>
    </li>
  )
}
