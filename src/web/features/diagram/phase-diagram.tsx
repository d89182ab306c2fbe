import { useId } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'
import { arrowsOf, BOX, NODES, SIZE } from './layout.ts'
import { NEXT, pathOf, type State } from './path.ts'

/** Where the signal is, where it has been and what can come next: as a drawing, and in words. */
export function PhaseDiagram({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const path = pathOf(signal.timeline)
  const nameOf = (state: State) => t(`diagram.${state}`)
  const before = path.slice(0, -1).map(nameOf)
  const next = NEXT[signal.state].map(nameOf)
  return (
    <figure className="diagram">
      <Drawing path={path} here={signal.state} />
      <figcaption className="diagram__words">
        <p>
          <b>{t('diagram.now')}:</b> {nameOf(signal.state)}
        </p>
        {before.length === 0 ? null : (
          <p>
            <b>{t('diagram.before')}:</b> {before.join(' › ')}
          </p>
        )}
        <p>
          <b>{t('diagram.next')}:</b> {next.join(', ')}
        </p>
      </figcaption>
    </figure>
  )
}

function Drawing({ path, here }: { path: readonly State[]; here: State }) {
  const { t } = useText()
  const head = useId()
  const looks = ['road', 'taken', 'open'] as const
  const lookOf = (state: State) => {
    if (state === here) return 'here'
    if (path.includes(state)) return NEXT[here].includes(state) ? 'been diagram__state--open' : 'been'
    return NEXT[here].includes(state) ? 'open' : 'ahead'
  }
  return (
    <svg
      className="diagram__drawing"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={t('diagram.label', { state: t(`diagram.${here}`) })}
    >
      <defs>
        {looks.map((look) => (
          <marker
            key={look}
            id={`${head}-${look}`}
            viewBox="0 0 6 6"
            refX="5.4"
            refY="3"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0 0L6 3L0 6z" className={`diagram__head diagram__head--${look}`} />
          </marker>
        ))}
      </defs>
      {arrowsOf(path).map(({ from, to, line, look }) => (
        <path
          key={`${from}>${to}`}
          d={line}
          className={`diagram__arrow diagram__arrow--${look}`}
          markerEnd={`url(#${head}-${look})`}
        />
      ))}
      {NODES.map(({ state, x, y }) => (
        <g key={state} className={`diagram__state diagram__state--${lookOf(state)}`}>
          <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="6" />
          <text x={x + BOX.width / 2} y={y + BOX.height / 2} dominantBaseline="central" textAnchor="middle">
            {t(`diagram.${state}`)}
          </text>
        </g>
      ))}
    </svg>
  )
}
