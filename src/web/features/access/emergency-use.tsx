import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EmergencyUse } from '#contract/glass.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { AnswerForm, ReviewForm } from './emergency-judgement.tsx'
import { useEmergencyUse } from './emergency-queries.ts'

/** One use of emergency access: what was opened and why, who has seen the alarm, and what was held of it afterwards. */
export function EmergencyUseScreen({ id }: { id: string }) {
  const { t } = useText()
  const query = useEmergencyUse(id)
  return (
    <>
      <PageHead title={t('glass-use.title')} lead={t('glass-use.lead')} />
      <Loaded query={query} notFound={<Empty title={t('glass-use.none-title')}>{t('glass-use.none')}</Empty>}>
        {(use) => <Use use={use} />}
      </Loaded>
    </>
  )
}

function Use({ use }: { use: EmergencyUse }) {
  const { t } = useText()
  return (
    <div className="emergency">
      <Panel title={t('glass-use.what')} aside={<Stage use={use} />}>
        <Facts use={use} />
        <blockquote className="ground">{use.words ?? t('glass-use.words-gone')}</blockquote>
        {use.signalId === null ? null : (
          <p>
            <Link
              to="/signalen/$id/wie-zag-dit"
              params={{ id: use.signalId }}
              className="utrecht-link utrecht-link--html-a"
            >
              {t('glass-use.who-saw')}
            </Link>
          </p>
        )}
      </Panel>
      <Panel title={t('glass-use.alarm')}>
        {use.answered === null ? (
          <p>{t('glass-use.alarm-open')}</p>
        ) : (
          <Said {...use.answered}>{t(use.endedAt === null ? 'glass-use.let-run' : 'glass-use.ended')}</Said>
        )}
        {use.mayAnswer ? <AnswerForm use={use} /> : null}
      </Panel>
      <Panel title={t('glass-use.review')}>
        {use.review === null ? (
          <p>
            {t('glass-use.review-open')} <Moment at={use.reviewDueAt} />.
          </p>
        ) : (
          <Said {...use.review}>{t(`glass-verdict.${use.review.verdict}`)}</Said>
        )}
        {use.mayReview ? <ReviewForm use={use} /> : null}
      </Panel>
    </div>
  )
}

function Facts({ use }: { use: EmergencyUse }) {
  const { t } = useText()
  const unitName = useUnitName()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('glass-use.by'), use.by.name],
    [t('glass-use.at'), <Moment key="at" at={use.usedAt} />],
    [t('glass-use.until'), <Moment key="until" at={use.endedAt ?? use.until} />],
    [t('glass-use.unit'), unitName(use.unit)],
    [t('glass.reason'), t(`glass-reason.${use.reason}`)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Stage({ use: { opened, review } }: { use: EmergencyUse }) {
  const { t } = useText()
  return (
    <span className="badges">
      {opened ? null : <Badge tone="amber">{t('glass-use.opened-nothing')}</Badge>}
      <Badge tone={review === null ? 'red' : 'quiet'}>
        {t(review === null ? 'glass-use.waits' : `glass-verdict.${review.verdict}`)}
      </Badge>
    </span>
  )
}

interface SaidProps {
  readonly by: { readonly name: string }
  readonly at: string
  readonly ground: string | null
  readonly children: ReactNode
}

function Said({ by, at, ground, children }: SaidProps) {
  const { t } = useText()
  return (
    <>
      <p>
        <strong>{children}</strong> · {by.name} · <Moment at={at} />
      </p>
      <blockquote className="ground">
        {ground === null || ground === '' ? t('glass-use.words-gone') : ground}
      </blockquote>
    </>
  )
}
