import { Link } from '@tanstack/react-router'
import type { EmergencyUse } from '#contract/glass.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { useEmergencies } from './queries.ts'

/** Uses of emergency access: what waits for a review, and what was reviewed. */
export function Emergencies() {
  const { t } = useText()
  const query = useEmergencies()
  const uses = query.data?.pages.flatMap((page) => page.uses) ?? []
  const waiting = uses.filter(({ review }) => review === null)
  const reviewed = uses.filter(({ review }) => review !== null)
  return (
    <Panel title={t('glass.title')}>
      <p className="quiet">{t('desk.glass-lead')}</p>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <Heading level={3} className="minor">
              {t('desk.glass-waiting')}
            </Heading>
            {pages[0]?.waiting === 0 ? <p>{t('desk.glass-none')}</p> : null}
            <Uses uses={waiting} />
            {reviewed.length === 0 ? null : (
              <details className="desk__done">
                <summary>{t('desk.glass-reviewed')}</summary>
                <Uses uses={reviewed} />
              </details>
            )}
            <More query={query} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function Uses({ uses }: { uses: readonly EmergencyUse[] }) {
  const { t } = useText()
  const unitName = useUnitName()
  return (
    <ul className="desk__list">
      {uses.map(({ id, by, reason, unit, usedAt, opened, review, reviewDueAt }) => (
        <li key={id} className="desk__item">
          <p className="desk__kind">
            <Link to="/noodtoegang/$id" params={{ id }} className="utrecht-link utrecht-link--html-a">
              {t('subject.emergency', { name: by.name })}
            </Link>{' '}
            {opened ? null : <Badge tone="amber">{t('glass-use.opened-nothing')}</Badge>}
            {review ? <Badge tone="quiet">{t(`glass-verdict.${review.verdict}`)}</Badge> : null}
          </p>
          <p>
            {t(`glass-reason.${reason}`)} · {unitName(unit)} · <Moment at={usedAt} />
          </p>
          {review ? null : <Due at={reviewDueAt} />}
        </li>
      ))}
    </ul>
  )
}
