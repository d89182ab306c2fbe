import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { SecondLookTaken, SecondLookView } from '#contract/second-look.ts'
import { failureOf } from '../../shared/api/failure.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Forms } from '../../shared/components/badge.tsx'
import { Due } from '../../shared/components/due.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { Registration } from '../signal/registration.tsx'
import { useSecondLook, useVerdict } from './queries.ts'
import { VerdictForm } from './verdict-form.tsx'

/** A decision that is weighed again by somebody who knows neither the decision nor who took it. */
export function SecondLookScreen({ id }: { id: string }) {
  const { t } = useText()
  const query = useSecondLook(id)
  const verdict = useVerdict(id)
  return (
    <>
      <PageHead title={t('second-look.title')} lead={t('second-look.lead')} />
      {verdict.data ? (
        <Told taken={verdict.data} />
      ) : isGone(query.error) ? (
        <Empty title={t('second-look.gone-title')}>{t('second-look.gone')}</Empty>
      ) : (
        <Loaded query={query}>{(look) => <Look look={look} verdict={verdict} />}</Loaded>
      )}
    </>
  )
}

/** Done already, lapsed, or another unit's. */
function isGone(error: unknown): boolean {
  if (error === null) return false
  const { kind, problem } = failureOf(error)
  return kind === 'not-found' || problem?.refusal === 'look-unknown'
}

function Look({ look, verdict }: { look: SecondLookView; verdict: ReturnType<typeof useVerdict> }) {
  const { t } = useText()
  return (
    <>
      <p className="look-facts">
        <Due at={look.dueAt} /> <Forms forms={look.forms} />
      </p>
      <div className="signal">
        <div className="signal__work">
          <Panel title={t('second-look.weigh')}>
            <VerdictForm look={look} verdict={verdict} />
          </Panel>
        </div>
        <div className="signal__evidence">
          <Panel title={t('second-look.registrations')}>
            {look.registrations.map((registration) => (
              <Registration key={registration.id} registration={registration} />
            ))}
          </Panel>
          <FactList title={t('second-look.facts')} none={t('second-look.no-facts')} facts={look.facts} />
        </div>
      </div>
    </>
  )
}

/** Only now: whether the verdict is that of the decision. */
function Told({ taken }: { taken: SecondLookTaken }) {
  const { t } = useText()
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  const outcome = taken.agrees ? 'agrees' : 'differs'
  return (
    <>
      <Alert tone={taken.agrees ? 'ok' : 'info'} title={t(`second-look.${outcome}-title`)} ref={told} live>
        <p>{t(`second-look.${outcome}`)}</p>
      </Alert>
      <p className="actions">
        <Link to="/werk" className="utrecht-link utrecht-link--html-a">
          {t('shell.to-work')}
        </Link>
      </p>
    </>
  )
}
