import { useRef } from 'react'
import type { RegistrationView } from '#contract/registration.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { isLexical, numbered, tallyOf } from '../../shared/marks.ts'
import { useText } from '../../shared/text.ts'
import { MarkedText } from './marked-text.tsx'
import { Involved } from './involved.tsx'
import { usePointing } from './pointing.ts'
import { Reasons } from './reasons.tsx'

/** A registration as it came in, with what the scan pointed at and why. */
export function Registration({ registration }: { registration: RegistrationView }) {
  const { t } = useText()
  const root = useRef<HTMLElement>(null)
  const active = usePointing(root)
  const { scan } = registration
  // What the ranker reads covers whole sentences: marked too, it would hide the words that an indicator points at.
  const findings = numbered((scan?.findings ?? []).filter(({ indicator }) => !isLexical(indicator)))
  const shared = { scope: `r-${registration.id}`, active }
  const inField = (field: 'title' | 'text') => findings.filter((finding) => finding.field === field)
  return (
    <article className="registration" ref={root}>
      <header className="registration__head">
        <p className="registration__facts">
          <Badge>{registration.kind === '' ? t('registration.kind-unknown') : registration.kind}</Badge>
          <span>{registration.incident}</span>
          <Moment at={registration.registeredAt} />
          <span className="mono">{registration.sourceId}</span>
          {registration.version > 1 ? (
            <Badge tone="teal">{t('registration.correction', { version: registration.version })}</Badge>
          ) : null}
        </p>
      </header>
      <div className="registration__body">
        <div className="registration__text">
          {/* The screen shows the title already; here it stands again only when words in it are marked. */}
          {inField('title').length === 0 ? null : (
            <Heading level={3}>
              <MarkedText text={registration.title} findings={inField('title')} {...shared} />
            </Heading>
          )}
          <p className="source-text">
            <MarkedText text={registration.text} findings={inField('text')} {...shared} />
          </p>
        </div>
        <div className="registration__why">
          {scan === null ? (
            <p className="quiet">{t('registration.not-scanned')}</p>
          ) : (
            <>
              <Tally scan={scan} />
              <Reasons findings={findings} {...shared} />
            </>
          )}
        </div>
        <Involved registration={registration} />
      </div>
    </article>
  )
}

/** The count as what it is: about this registration, and no measured chance as long as it is not calibrated. */
function Tally({ scan }: { scan: NonNullable<RegistrationView['scan']> }) {
  const { t, language } = useText()
  const { S, M, Z } = tallyOf(scan.findings.filter(({ indicator }) => !isLexical(indicator)))
  return (
    <div className="tally">
      <p className="tally__line">
        <span className="tally__name">{t('tally.name')}</span>
        {(['S', 'M', 'Z'] as const).map((strength) => (
          <span key={strength} className={`tally__part tally__part--${strength}`}>
            <b>{{ S, M, Z }[strength]}</b> {t(`strength.${strength}`)}
          </span>
        ))}
      </p>
      <p className="tally__about">
        {scan.calibrated
          ? t('tally.calibrated', { score: formatNumber(scan.score, language) })
          : t('tally.uncalibrated')}
      </p>
      <p className="tally__catalogue mono">{t('tally.catalogue', { catalogue: scan.catalogue })}</p>
    </div>
  )
}
