import { Badge } from '../../shared/components/badge.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import type { Pack } from './pack.ts'

/** A pack exactly as the receiver reads it. */
export function PackView({ pack }: { pack: Pack }) {
  const { t, language } = useText()
  return (
    <article className="pack" aria-label={t('pack.label')}>
      <p className="pack__title">{pack.title}</p>
      <p className="source-text">{pack.ground}</p>
      {pack.registrations.length === 0 ? null : (
        <p className="pack__part">{t('pack.registrations', { count: pack.registrations.length })}</p>
      )}
      {pack.registrations.map((one) => (
        <section key={one.sourceId + one.registeredAt} className="pack__item">
          <p className="registration__facts">
            <span>{one.incident}</span>
            <span>{formatDate(one.registeredAt, 'moment', language)}</span>
            <span className="mono">{one.sourceId}</span>
          </p>
          {one.title === '' ? null : <p className="pack__name">{one.title}</p>}
          <p className="source-text">{one.text}</p>
        </section>
      ))}
      {pack.acts.length === 0 ? null : (
        <p className="pack__part">{t('pack.acts', { count: pack.acts.length })}</p>
      )}
      {pack.acts.map((act, at) => (
        // Two acts may have the same words; their order never changes.
        <section key={`${act.label}-${at}`} className="pack__item">
          <p className="pack__name">
            {act.label} <Badge>{act.result}</Badge>
          </p>
          <p className="source-text">{act.words}</p>
          {act.source === '' && act.obtainedOn === '' ? null : (
            <p className="quiet pack__from">
              {[
                act.source,
                act.obtainedOn === ''
                  ? ''
                  : t('pack.obtained', { day: formatDate(act.obtainedOn, 'day', language) }),
              ]
                .filter((words) => words !== '')
                .join(' · ')}
            </p>
          )}
        </section>
      ))}
    </article>
  )
}
