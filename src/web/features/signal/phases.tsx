import type { SignalDetail } from '#contract/signal.ts'
import { Icon } from '../../shared/components/icon.tsx'
import { useText } from '../../shared/text.ts'

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

function stationOf({ state, phase }: SignalDetail): Station | null {
  if (state === 'closed') return null
  if (state === 'weighing' || state === 'shelved') return 'weighing'
  if (state === 'stop-proposed') return phase === 'investigation' ? 'investigation' : 'weighing'
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
