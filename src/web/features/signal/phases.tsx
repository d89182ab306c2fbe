import type { SignalDetail } from '#contract/signal.ts'
import { Icon } from '../../shared/components/icon.tsx'
import { useText } from '../../shared/text.ts'
import { pathOf } from '../diagram/path.ts'
import { PhaseDiagram } from '../diagram/phase-diagram.tsx'

const STATIONS = ['signal', 'enrichment', 'weighing', 'interview', 'investigation'] as const

type Station = (typeof STATIONS)[number]

/** The four phases in order, with the weighing as the gate that it is. */
export function Phases({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const here = stationOf(signal)
  const passed = passedBy(signal)
  return (
    <ol className="phases" aria-label={t('phases.label')}>
      {STATIONS.map((station) => {
        const current = station === here
        const done = !current && passed.includes(station)
        return (
          <li
            key={station}
            className={`phase ${station === 'weighing' ? 'phase--gate' : ''} ${current ? 'phase--here' : ''} ${done ? 'phase--done' : ''}`}
            aria-current={current ? 'step' : undefined}
          >
            <span className="phase__sign" aria-hidden="true">
              {done ? <Icon name="check" /> : null}
            </span>
            <span className="phase__name">
              {station === 'weighing' ? t('phases.gate') : t(`phase.${station}`)}
            </span>
            <span className="visually-hidden">
              {t(current ? 'phases.here' : done ? 'phases.done' : 'phases.ahead')}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** Every state and the ways between them: for who wants to see more than the four phases. */
export function AllStates({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  return (
    <details className="details phases-more">
      <summary>{t('phases.all')}</summary>
      <PhaseDiagram signal={signal} />
    </details>
  )
}

function stationOf({ state, phase, timeline }: SignalDetail): Station | null {
  if (state === 'closed' || state === 'handed-over') return null
  if (state === 'weighing' || state === 'shelved') return 'weighing'
  if (state === 'stop-proposed') return phase === 'investigation' ? 'investigation' : 'weighing'
  // What waits, or is offered to another, is still where it came from.
  if (state === 'held' || state === 'handing-over') {
    const from = pathOf(timeline).findLast((one) => one !== 'held' && one !== 'handing-over')
    return from === 'weighing' ? 'weighing' : phase
  }
  return phase
}

/** What the timeline shows to have happened; a phase that was skipped is not shown as done. */
function passedBy({ timeline }: SignalDetail): readonly Station[] {
  const types = new Set(timeline.map(({ type }) => type))
  const passed: Station[] = []
  if (types.has('signal-confirmed') || types.has('signal-registered')) passed.push('signal')
  if (types.has('enrichment-finished')) passed.push('enrichment')
  if (types.has('weighed') || types.has('investigation-started') || types.has('shelved'))
    passed.push('weighing')
  if (types.has('interview-finished')) passed.push('interview')
  if (types.has('investigation-started')) passed.push('investigation')
  return passed
}
