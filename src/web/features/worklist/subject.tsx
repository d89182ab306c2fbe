import { Link } from '@tanstack/react-router'
import type { Duty } from '#contract/duty.ts'
import { Forms } from '../../shared/components/badge.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

const ON_PROPOSALS: readonly string[] = ['answer-proposal', 'confirm-set-aside']

/** Where a duty is done. */
export function linkOf({ kind, subject }: Duty) {
  switch (subject.kind) {
    case 'signal':
      return ON_PROPOSALS.includes(kind)
        ? ({ to: '/voorstellen/$id', params: { id: subject.id } } as const)
        : ({ to: '/signalen/$id', params: { id: subject.id } } as const)
    case 'quarantine':
      return { to: '/quarantaine', search: { import: subject.id } } as const
    case 'feed':
      return { to: '/dagen' } as const
  }
}

/** What a duty is about, as a link to where it is done. */
export function Subject({ duty, id }: { duty: Duty; id: string }) {
  const { t, language } = useText()
  const { subject } = duty
  switch (subject.kind) {
    case 'signal':
      return (
        <>
          <Link id={id} className="row-link" {...linkOf(duty)}>
            {subject.title === '' ? subject.incident : subject.title}
          </Link>
          <span className="subject__facts">
            {subject.incident} <Forms forms={subject.forms} />
          </span>
        </>
      )
    case 'quarantine':
      return (
        <>
          <Link id={id} className="row-link" {...linkOf(duty)}>
            {t('subject.quarantine', { count: subject.lines })}
          </Link>
          <span className="subject__facts">{t('subject.quarantine-about')}</span>
        </>
      )
    case 'feed':
      return (
        <>
          <Link id={id} className="row-link" {...linkOf(duty)}>
            {t('subject.feed', { feed: subject.id })}
          </Link>
          <span className="subject__facts">{formatDate(subject.day, 'day', language)}</span>
        </>
      )
  }
}
