import type { ReactNode } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { numbered, reasonsOf } from '../../shared/marks.ts'
import { useText } from '../../shared/text.ts'
import { ContactPhases } from '../enrichment/contact.tsx'
import { Fact } from '../enrichment/fact.tsx'
import { recordedActs, type RecordedAct } from '../enrichment/recorded.ts'

/** What lies on the table at a weighing: facts apart from opinions, what the scan found, leads, contact, the routing. */
export function WhatThereIs({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const recorded = [...recordedActs(signal).values()]
  const done = recorded.filter(({ result }) => result === 'done')
  const opinions = done.filter(({ provenance }) => provenance?.factOrOpinion === 'opinion')
  const facts = done.filter((one) => !opinions.includes(one))
  const others = recorded.filter((one) => !done.includes(one))
  const untouched = signal.choices.acts.filter(
    ({ phases, id }) => phases.includes('enrichment') && !recorded.some(({ act }) => act === id),
  )
  const holding = signal.choices.circumstances.filter(({ id }) => signal.circumstances[id] === 'yes')
  return (
    <>
      <Part title={t('sheet.facts')}>
        {facts.length === 0 ? <p className="quiet">{t('sheet.no-facts')}</p> : null}
        <Recorded acts={facts} signal={signal} />
      </Part>
      {opinions.length === 0 ? null : (
        <Part title={t('sheet.opinions')}>
          <Recorded acts={opinions} signal={signal} />
        </Part>
      )}
      {others.length === 0 ? null : (
        <Part title={t('sheet.not-done')}>
          <Recorded acts={others} signal={signal} />
        </Part>
      )}
      <Part title={t('sheet.findings')}>
        <Findings signal={signal} />
      </Part>
      <Part title={t('sheet.leads')}>
        <Leads signal={signal} />
      </Part>
      <Part title={t('contact.title')}>
        <ContactPhases signal={signal} />
      </Part>
      {holding.length === 0 ? null : (
        <Part title={t('circumstances.title')}>
          <p className="sheet__words">{holding.map((one) => label(one.label)).join(' · ')}</p>
        </Part>
      )}
      <Routing signal={signal} />
      {untouched.length === 0 ? null : (
        <details className="details">
          <summary>{t('sheet.untouched', { count: untouched.length })}</summary>
          <p className="sheet__words">{untouched.map((act) => label(act.label)).join(' · ')}</p>
        </details>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sheet__part">
      <Heading level={3} className="minor">
        {title}
      </Heading>
      {children}
    </section>
  )
}

function Recorded({ acts, signal }: { acts: readonly RecordedAct[]; signal: SignalDetail }) {
  const { t, label } = useText()
  return (
    <ul className="sheet__acts">
      {acts.map((recorded) => {
        const act = signal.choices.acts.find(({ id }) => id === recorded.act)
        if (act === undefined) return null
        return (
          <li key={act.id}>
            <p className="sheet__act">
              {label(act.label)}
              {recorded.result === 'done' ? null : <Badge>{t(`result.${recorded.result}`)}</Badge>}
            </p>
            <Fact act={act} recorded={recorded} />
          </li>
        )
      })}
    </ul>
  )
}

/** What counted in the newest text; the whole of it stands with the registration. */
function Findings({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const newest = signal.registrations.toSorted((a, b) => b.version - a.version)[0]
  const reasons = reasonsOf(numbered(newest?.scan?.findings ?? [])).filter(({ role }) => role === 'counted')
  if (reasons.length === 0) return <p className="quiet">{t('sheet.no-findings')}</p>
  return (
    <ul className="sheet__findings">
      {reasons.map(({ key, first }) => (
        <li key={key}>
          <Badge tone={first.strength === 'S' ? 'teal' : 'plain'}>{t(`strength.${first.strength}`)}</Badge>{' '}
          {label(first.label)}
        </li>
      ))}
    </ul>
  )
}

const LEADS = ['phone', 'address', 'plate', 'account', 'employer'] as const

/** What the source wrote down that can be followed further, by kind; the values stand with the registration. */
function Leads({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const noted = signal.registrations.flatMap(({ persons, vehicles }) => [...persons, ...vehicles])
  const values = (kind: string) => new Set(noted.map((one) => one[kind]).filter(isText)).size
  const counts = LEADS.map((kind) => [kind, values(kind)] as const).filter(([, count]) => count > 0)
  if (counts.length === 0) return <p className="quiet">{t('sheet.no-leads')}</p>
  return (
    <p className="sheet__words">
      {counts.map(([kind, count]) => `${t(`involved.${kind}`)} ${count}`).join(' · ')}
    </p>
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function Routing({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { routed, choices } = signal
  if (choices.routing === null) return null
  const lane = choices.routing.lanes.find(({ id }) => id === routed?.lane)
  return (
    <Part title={t('routing.title')}>
      <p className="sheet__words">
        {routed === null
          ? t('routing.none')
          : `${lane ? label(lane.label) : routed.lane} · ${routed.by.name} · ${t(routed.reviewed ? 'routing.reviewed' : 'routing.awaits')}`}
      </p>
    </Part>
  )
}
