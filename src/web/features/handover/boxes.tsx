import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { HandoverLine } from '#contract/handover.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { useSignal } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { PackView } from './pack-view.tsx'
import { useOutcomeName } from './outcome-name.ts'
import { useHandovers } from './queries.ts'
import { HandoverSteps } from './steps.tsx'

/** The boxes as the address names them. */
export const BOX_NAMES = ['in', 'uit'] as const
export type BoxName = (typeof BOX_NAMES)[number]

const BOX_OF = { in: 'in', uit: 'out' } as const satisfies Record<BoxName, 'in' | 'out'>

/** What others offer us and what we offered others, with how far each is. */
export function HandoversScreen({ box }: { box: BoxName }) {
  const { t } = useText()
  const query = useHandovers(BOX_OF[box])
  const lines = query.data?.pages.flatMap((page) => page.handovers) ?? []
  const waiting = lines.filter(isWaiting)
  return (
    <>
      <PageHead title={t('handovers.title')} lead={t('handovers.lead')} />
      <Boxes box={box} />
      <Loaded query={query}>
        {() =>
          lines.length === 0 ? (
            <Empty title={t(`handovers.empty-title-${BOX_OF[box]}`)}>
              {t(`handovers.empty-${BOX_OF[box]}`)}
            </Empty>
          ) : (
            <>
              <Group title={t(`handovers.waiting-${BOX_OF[box]}`)} lines={waiting} box={box} />
              <Group
                title={t('handovers.answered')}
                lines={lines.filter((line) => !isWaiting(line))}
                box={box}
              />
              <More query={query} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function isWaiting({ stage }: HandoverLine): boolean {
  return stage === 'offered' || stage === 'received' || stage === 'recalling'
}

function Boxes({ box }: { box: BoxName }) {
  const { t } = useText()
  return (
    <nav className="tabs" aria-label={t('handovers.boxes')}>
      <ul>
        {BOX_NAMES.map((one) => (
          <li key={one}>
            <Link
              to="/overdrachten"
              search={{ bak: one }}
              className="tab"
              aria-current={one === box ? 'page' : undefined}
              activeProps={{}}
            >
              {t(`handovers.box-${BOX_OF[one]}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface GroupProps {
  readonly title: string
  readonly lines: readonly HandoverLine[]
  readonly box: BoxName
}

function Group({ title, lines, box }: GroupProps) {
  if (lines.length === 0) return null
  return (
    <section className="handovers">
      <Heading level={2} className="minor">
        {title} <span className="duties__number">{lines.length}</span>
      </Heading>
      <ul className="handovers__list">
        {lines.map((line) => (
          <Item key={line.handoverId} line={line} box={box} />
        ))}
      </ul>
    </section>
  )
}

function Item({ line, box }: { line: HandoverLine; box: BoxName }) {
  const { t, label } = useText()
  const outcomeName = useOutcomeName()
  const [open, setOpen] = useState(false)
  const waiting = isWaiting(line)
  const answers = box === 'in' && waiting
  return (
    <li className={`handover ${line.overdue ? 'handover--overdue' : ''}`}>
      <div className="handover__line">
        <div className="handover__what">
          <Link
            to="/signalen/$id"
            params={{ id: line.signalId }}
            className="utrecht-link utrecht-link--html-a"
          >
            {line.title}
          </Link>
          <span className="subject__facts">
            {t(`handovers.partner-${BOX_OF[box]}`, { partner: label(line.partner) })}
            {line.via === 'document' ? <span>{t('handovers.by-document')}</span> : null}
            {line.moves ? null : <span>{t('handovers.shared')}</span>}
            <Forms forms={line.forms} />
          </span>
        </div>
        <div className="handover__stage">
          <Badge tone={waiting ? 'teal' : 'quiet'}>{t(`handover-stage.${line.stage}`)}</Badge>
          {line.outcome === null ? null : <span className="subject__facts">{outcomeName(line.outcome)}</span>}
        </div>
        <div className="handover__when">
          {waiting && line.answerBy !== null ? <Due at={line.answerBy} stacked /> : null}
          <span className="subject__facts">
            {t('handovers.offered-at')} <Moment at={line.offeredAt} style="short" />
          </span>
        </div>
        {answers ? (
          <Button
            expanded={open}
            label={t('handovers.read-one', { title: line.title })}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'handovers.fold' : 'handovers.read')}
          </Button>
        ) : null}
      </div>
      {open ? <Answer id={line.signalId} /> : null}
    </li>
  )
}

/** What was offered, in full, and the two answers to it. */
function Answer({ id }: { id: string }) {
  const query = useSignal(id)
  return (
    <div className="handover__answer">
      <Loaded query={query}>
        {(signal) => (
          <>
            {signal.handover?.pack ? <PackView pack={signal.handover.pack} /> : null}
            <HandoverSteps signal={signal} />
          </>
        )}
      </Loaded>
    </div>
  )
}
