import type { SignalDetail } from '#contract/signal.ts'
import { Heading } from '../../shared/components/heading.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Progress } from '../../shared/components/progress.tsx'
import { useText } from '../../shared/text.ts'
import { hasStep, whyNot } from '../signal/step-open.ts'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { ActItem } from './act-item.tsx'
import { Circumstances } from './circumstances.tsx'
import { recordedActs } from './recorded.ts'

/**
 * The acts that fit this phase as a checklist, in the order of the way of working: those that this signal cannot do
 * without, then the others. Acts of an earlier phase keep their place once they were recorded.
 */
export function Checklist({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const { acts } = signal.choices
  const recorded = recordedActs(signal)
  const atWork = hasStep(signal, 'record-act')
  const fitting = acts.filter(({ fits, id }) => (fits && atWork) || recorded.has(id))
  const mandatory = fitting.filter((act) => act.mandatory && atWork)
  const others = fitting.filter((act) => !mandatory.includes(act))
  const answered = mandatory.filter(({ result }) => result === 'done' || result === 'not-possible').length
  // At the weighing the facts stand on the sheet.
  if (fitting.length === 0 || signal.state === 'weighing' || signal.state === 'stop-proposed') return null
  const because = whyNot(signal, 'record-act')
  const list = (shown: typeof acts) => (
    <ul className="acts__list">
      {shown.map((act) => (
        <ActItem
          key={act.id}
          act={act}
          recorded={recorded.get(act.id)}
          signal={signal}
          because={act.fits ? because : 'act-not-in-this-phase'}
        />
      ))}
    </ul>
  )
  return (
    <Panel
      title={t(!atWork ? 'acts.recorded' : signal.phase === 'enrichment' ? 'acts.mandatory' : 'acts.fitting')}
      className="acts"
      aside={
        mandatory.length === 0 ? null : (
          <Progress
            label={t('acts.progress', { done: answered, count: mandatory.length })}
            share={answered / mandatory.length}
          />
        )
      }
    >
      {because === null || !atWork ? null : <p className="reason">{t(`refusal.${because}`)}</p>}
      <Circumstances signal={signal} />
      {mandatory.length === 0 ? null : (
        <section>
          <Heading level={3}>{t('acts.must')}</Heading>
          {list(mandatory)}
        </section>
      )}
      {others.length === 0 ? null : (
        <section>
          {mandatory.length === 0 ? null : <Heading level={3}>{t('acts.others')}</Heading>}
          {list(others)}
        </section>
      )}
      <UncheckedNote choices={fitting} />
    </Panel>
  )
}
