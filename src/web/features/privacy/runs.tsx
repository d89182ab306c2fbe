import { useState } from 'react'
import type { RetentionRun, RetentionView } from '#contract/retention.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Dialog } from '../../shared/components/dialog.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useConfirmRun } from './queries.ts'

type CountList = RetentionRun['report']

/** The dry run of today: what would go, and nothing is changed. */
export function Due({ view: { day, due } }: { view: RetentionView }) {
  const { t } = useText()
  return (
    <section className="desk__part">
      <Heading level={3} className="minor">
        {t('keep.due')} <Moment at={day} style="day" />
      </Heading>
      <div className="desk__columns">
        {(['remove', 'destroy'] as const).map((kind) => (
          <div key={kind}>
            <p className="desk__kind">{t(`keep.${kind}`)}</p>
            <p className="quiet">{t(`keep.${kind}-about`)}</p>
            <Counted counts={due[kind]} />
          </div>
        ))}
      </div>
    </section>
  )
}

function Counted({ counts }: { counts: CountList }) {
  const { t, word, language } = useText()
  if (counts.length === 0) return <p>{t('keep.nothing')}</p>
  return (
    <dl className="numbers">
      {counts.map(({ category, count }) => (
        <div key={category}>
          <dt>{word('kept', category)}</dt>
          <dd>{formatNumber(count, language)}</dd>
        </div>
      ))}
    </dl>
  )
}

export function WaitingRuns({ runs }: { runs: readonly RetentionRun[] }) {
  const { t } = useText()
  return (
    <section className="desk__part">
      <Heading level={3} className="minor">
        {t('keep.waiting')}
      </Heading>
      {runs.length === 0 ? <p>{t('keep.none-waiting')}</p> : null}
      <ul className="desk__list">
        {runs.map((run) => (
          <li key={run.id} className="desk__item">
            <RunHead run={run} />
            <Counted counts={run.report} />
            <Confirmation run={run} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RunHead({
  run: { kind, day, proposedBy, confirmedBy, missing, executedAt },
}: {
  run: RetentionRun
}) {
  const { t } = useText()
  const by = [
    t('keep.proposed-by', { name: proposedBy.name }),
    ...confirmedBy.map(({ name }) => t('keep.confirmed-by', { name })),
  ]
  return (
    <>
      <p className="desk__kind">
        {t(`keep.${kind}`)} · {t('keep.due-by')} <Moment at={day} style="day" />{' '}
        {executedAt === null ? (
          <Badge tone={missing > 0 ? 'amber' : 'teal'}>
            {missing > 0 ? t('keep.missing', { count: missing }) : t('keep.confirmed')}
          </Badge>
        ) : null}
      </p>
      <p className="quiet">{by.join(' · ')}</p>
    </>
  )
}

function Confirmation({ run }: { run: RetentionRun }) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  if (run.missing === 0) return <p className="quiet">{t('keep.goes-tonight')}</p>
  return (
    <div className="actions">
      <Button
        because={run.mayConfirm ? null : t('refusal.needs-another-person')}
        onClick={() => setAsking(true)}
      >
        {t(`keep.confirm-${run.kind}`)}
      </Button>
      {asking ? <ConfirmDialog run={run} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

function ConfirmDialog({ run, onClose }: { run: RetentionRun; onClose: () => void }) {
  const { t } = useText()
  const confirm = useConfirmRun(run.id)
  return (
    <Dialog title={t(`keep.confirm-${run.kind}`)} onClose={onClose}>
      {confirm.error ? <FailureNotice failure={confirm.error} /> : null}
      <p>{t(`keep.confirm-${run.kind}-about`)}</p>
      <Counted counts={run.report} />
      <div className="actions">
        <Button
          look="primary"
          busy={confirm.isPending}
          onClick={() => confirm.mutate('confirm', { onSuccess: onClose })}
        >
          {t('keep.confirm')}
        </Button>
        <Button look="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

/** What was done, folded: the counts and the proof. */
export function DoneRuns({ runs }: { runs: readonly RetentionRun[] }) {
  const { t } = useText()
  return (
    <section className="desk__part">
      <Heading level={3} className="minor">
        {t('keep.done')}
      </Heading>
      {runs.length === 0 ? <p>{t('keep.none-done')}</p> : null}
      {runs.map((run) => (
        <details key={run.id} className="desk__done">
          <summary>
            {t(`keep.${run.kind}`)} · <Moment at={run.executedAt ?? run.plannedAt} />
          </summary>
          <RunHead run={run} />
          <Counted counts={run.done ?? []} />
          <p className="quiet">{t('keep.proof-about')}</p>
          <p className="mono desk__hash">{run.proof}</p>
        </details>
      ))}
    </section>
  )
}
