import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Duty } from '#contract/duty.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

const ON_PROPOSALS: readonly string[] = ['answer-proposal', 'confirm-set-aside']

/** Where a duty is done. */
export function linkOf({ kind, about, subject }: Pick<Duty, 'kind' | 'about' | 'subject'>) {
  switch (subject.kind) {
    case 'signal':
      return ON_PROPOSALS.includes(about ?? kind)
        ? ({ to: '/voorstellen/$id', params: { id: subject.id } } as const)
        : ({ to: '/signalen/$id', params: { id: subject.id } } as const)
    case 'second-look':
      return { to: '/tweede-blik/$id', params: { id: subject.id } } as const
    case 'emergency-access':
      return { to: '/noodtoegang/$id', params: { id: subject.id } } as const
    case 'sample':
      return { to: '/steekproef' } as const
    case 'kept-signal':
      return { to: '/meekijken/$id', params: { id: subject.id } } as const
    case 'quarantine':
      return { to: '/quarantaine', search: { import: subject.id } } as const
    case 'feed':
      return { to: '/dagen' } as const
  }
}

interface SubjectProps {
  readonly duty: Duty
  readonly id: string
}

/** What a duty is about, as a link to where it is done. */
export function Subject({ duty, id }: SubjectProps) {
  const { t, language } = useText()
  const { subject } = duty
  const lines = (): readonly [name: string, facts: ReactNode] => {
    switch (subject.kind) {
      case 'signal':
        return [
          subject.title === '' ? subject.incident : subject.title,
          <SignalFacts key="facts" {...subject} />,
        ]
      case 'second-look':
        return [t('subject.second-look'), t('subject.second-look-about')]
      case 'emergency-access':
        return [t('subject.emergency', { name: subject.by }), formatDate(subject.at, 'short', language)]
      case 'sample':
        return [t('subject.sample'), formatDate(subject.day, 'day', language)]
      case 'kept-signal':
        return [t('subject.kept'), t('subject.kept-about')]
      case 'quarantine':
        return [t('subject.quarantine', { count: subject.lines }), t('subject.quarantine-about')]
      case 'feed':
        return [t('subject.feed', { feed: subject.id }), formatDate(subject.day, 'day', language)]
    }
  }
  const [name, facts] = lines()
  return (
    <>
      <Link id={id} className="row-link" {...linkOf(duty)}>
        {name}
      </Link>
      <span className="subject__facts">{facts}</span>
    </>
  )
}

function SignalFacts({ urgency, state, incident, forms }: Extract<Duty['subject'], { kind: 'signal' }>) {
  const { t } = useText()
  return (
    <>
      {urgency.map((one) => (
        <Badge key={one} tone="amber">
          {t(`urgency.${one}`)}
        </Badge>
      ))}
      <span>{t(`state.${state}`)}</span>
      <span>{incident}</span>
      <Forms forms={forms} />
    </>
  )
}
