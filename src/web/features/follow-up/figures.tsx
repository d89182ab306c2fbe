import type { FollowUpFigures } from '#contract/follow-up.ts'
import { Heading } from '../../shared/components/heading.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { Numbers, Shares, useShareWords } from './shares.tsx'

interface FiguresProps {
  readonly figures: FollowUpFigures
}

/** Received = open + handed over and accepted + closed: the sum that must come out. */
export function Balance({ figures }: FiguresProps) {
  const { t, language } = useText()
  const { received, open, handedOver, closed } = figures.balance
  const parts = [
    ['=', 'open', open],
    ['+', 'handed-over', handedOver],
    ['+', 'closed', closed],
  ] as const
  return (
    <Panel title={t('figures.balance')} className="figures__wide">
      <p className="equation">
        <span className="equation__part">
          <b>{formatNumber(received, language)}</b> {t('figures.received')}
        </span>
        {parts.map(([sign, name, count]) => (
          <span key={name} className="equation__term">
            <span className="equation__sign">{sign}</span>
            <span className="equation__part">
              <b>{formatNumber(count, language)}</b> {t(`figures.${name}`)}
            </span>
          </span>
        ))}
      </p>
      {received === open + handedOver + closed ? (
        <p className="quiet">{t('figures.balanced')}</p>
      ) : (
        <p className="figures__wrong">
          {t('figures.unbalanced', { count: received - open - handedOver - closed })}
        </p>
      )}
    </Panel>
  )
}

export function Outcomes({ figures }: FiguresProps) {
  const { t, label } = useText()
  const total = figures.outcomes.reduce((sum, { count }) => sum + count, 0)
  return (
    <Panel title={t('figures.outcomes')} aside={<N count={total} />}>
      <Shares
        of={total}
        lines={figures.outcomes.map((one) => ({ id: one.id, name: label(one.label), count: one.count }))}
      />
    </Panel>
  )
}

/** How each guard was answered before the outcomes of the period. */
export function Guards({ figures }: FiguresProps) {
  const { t, label } = useText()
  return (
    <Panel title={t('figures.guards')} className="figures__wide">
      <p className="rules__lead">{t('figures.guards-about')}</p>
      <div className="figures__columns">
        {figures.guards.map((guard) => (
          <div key={guard.id}>
            <Heading level={3} className="minor">
              {label(guard.question)} <N count={guard.asked} />
            </Heading>
            <Shares
              of={guard.asked}
              lines={guard.answers.map((one) => ({ id: one.id, name: label(one.label), count: one.count }))}
            />
          </div>
        ))}
      </div>
    </Panel>
  )
}

/** What waits now and why; what waits for capacity stands apart, for it is never a reason in the weighing. */
export function Waiting({ figures }: FiguresProps) {
  const { t, label } = useText()
  const lines = (apart: boolean) =>
    figures.waiting
      .filter(({ countedApart }) => countedApart === apart)
      .map((one) => ({ id: one.id, name: label(one.label), count: one.count }))
  return (
    <Panel title={t('figures.waiting')}>
      <Numbers lines={lines(false)} />
      {lines(true).length === 0 ? null : (
        <div className="figures__apart">
          <Heading level={3} className="minor">
            {t('figures.apart')}
          </Heading>
          <Numbers lines={lines(true)} />
        </div>
      )}
    </Panel>
  )
}

export function Contact({ figures }: FiguresProps) {
  const { t } = useText()
  const { signals, spoken, attempted, notPossible } = figures.contact
  return (
    <Panel title={t('figures.contact')} aside={<N count={signals} />}>
      <p className="rules__lead">{t('figures.contact-about')}</p>
      <Shares
        of={signals}
        lines={[
          { id: 'spoken', name: t('figures.spoken'), count: spoken },
          { id: 'attempted', name: t('figures.attempted'), count: attempted },
          { id: 'not-possible', name: t('figures.not-possible'), count: notPossible },
        ]}
      />
    </Panel>
  )
}

export function SecondLooks({ figures }: FiguresProps) {
  const { t } = useText()
  const shareWords = useShareWords()
  const { decisions, drawn, taken, agreed, followUp } = figures.secondLook
  return (
    <Panel title={t('figures.second-look')} aside={<N count={taken} />}>
      <p className="rules__lead">
        {t('figures.drawn')}: {shareWords(drawn, decisions)}
      </p>
      <Shares
        of={taken}
        lines={[
          { id: 'agreed', name: t('figures.agreed'), count: agreed },
          { id: 'wrong', name: t('figures.wrong-stops'), count: followUp },
        ]}
      />
    </Panel>
  )
}

export function Handovers({ figures }: FiguresProps) {
  const { t } = useText()
  const { offered, accepted, refused, recalled, silent } = figures.handovers
  return (
    <Panel title={t('figures.handovers')} aside={<N count={offered} />}>
      <Shares
        of={offered}
        lines={[
          { id: 'accepted', name: t('figures.accepted'), count: accepted },
          { id: 'refused', name: t('figures.refused'), count: refused },
          { id: 'recalled', name: t('figures.recalled'), count: recalled },
          { id: 'silent', name: t('figures.silent'), count: silent },
        ]}
      />
    </Panel>
  )
}

export function Overdue({ figures }: FiguresProps) {
  const { t, word } = useText()
  return (
    <Panel title={t('figures.overdue')}>
      {figures.overdue.length === 0 ? (
        <p className="quiet">{t('figures.nothing-overdue')}</p>
      ) : (
        <Numbers
          lines={figures.overdue.map(({ kind, count }) => ({ id: kind, name: word('duty', kind), count }))}
        />
      )}
    </Panel>
  )
}

/** How many it is about, beside the name of what is counted. */
function N({ count }: { count: number }) {
  const { language } = useText()
  return <span className="figures__n">n = {formatNumber(count, language)}</span>
}
