import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { AuditSearchPanel } from './audit-search.tsx'
import { Emergencies } from './emergencies.tsx'
import { Holds } from './holds.tsx'
import { useRetention } from './queries.ts'
import { Due, DoneRuns, WaitingRuns } from './runs.tsx'
import { Seals } from './seals.tsx'
import { Vault } from './vault.tsx'

/** What who answers for privacy has to do and may look at, on one page. Each part for who may do it. */
export function PrivacyScreen() {
  const { t } = useText()
  const { acts } = useSession()
  const may = (act: string) => acts.includes(act)
  const mayAny = ['review-glass', 'see-retention', 'see-removed', 'see-audit'].some(may)
  return (
    <div className="desk">
      <PageHead title={t('desk.title')} lead={t('desk.lead')} />
      {mayAny ? null : <p>{t('desk.none')}</p>}
      {may('review-glass') ? <Emergencies /> : null}
      {may('see-retention') ? <Keeping /> : null}
      {may('see-removed') ? <Vault /> : null}
      {may('see-audit') ? (
        <>
          <Seals />
          <AuditSearchPanel />
        </>
      ) : null}
    </div>
  )
}

function Keeping() {
  const { t } = useText()
  const query = useRetention()
  return (
    <>
      <Panel title={t('keep.title')}>
        <p className="quiet">{t('keep.lead')}</p>
        <Loaded query={query}>
          {(view) => (
            <>
              <Due view={view} />
              <WaitingRuns runs={view.runs.filter(({ executedAt }) => executedAt === null)} />
              <DoneRuns runs={view.runs.filter(({ executedAt }) => executedAt !== null)} />
            </>
          )}
        </Loaded>
      </Panel>
      <Panel title={t('legal-hold.title')}>
        <p className="quiet">{t('legal-hold.lead')}</p>
        <Loaded query={query}>{(view) => <Holds view={view} />}</Loaded>
      </Panel>
    </>
  )
}
