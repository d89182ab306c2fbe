import type { ReactNode } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'
import { LegalBasis } from './legal-basis.tsx'

type Act = SignalDetail['choices']['acts'][number]

/** How the act is done by the way of working: when it fits, by whom, from which source, on what law, with what proof. */
export function GuidelineFacts({ act, why }: { act: Act; why: string | null }) {
  const { t, label } = useText()
  const { fitsWhen, by, qualification, requirements, legalBasis, power } = act.guideline
  return (
    <dl className="facts guideline">
      {why === null ? null : <Line name={t('guideline.mandatory')}>{why}</Line>}
      <Line name={t('guideline.fits')}>{label(fitsWhen)}</Line>
      <Line name={t('guideline.by')}>
        {by.map(label).join(', ')}
        {qualification === null ? null : (
          <>
            {' · '}
            {label(qualification.label)}{' '}
            {t(qualification.yours ? 'qualification.yours' : 'qualification.not-yours')}
          </>
        )}
      </Line>
      <Line name={t('guideline.information')}>
        {act.information.map((one) => label(one.label)).join(', ')}
      </Line>
      <Line name={t('guideline.evidence')}>{label(act.evidence)}</Line>
      <Line name={t('guideline.done')}>{label(act.done)}</Line>
      {requirements.length === 0 ? null : (
        <Line name={t('guideline.requirements')}>
          <ul className="plain-list">
            {requirements.map((one) => (
              <li key={one.nl}>{label(one)}</li>
            ))}
          </ul>
        </Line>
      )}
      <Line name={t('guideline.power')}>{t(`power.${power}`)}</Line>
      <Line name={t('guideline.basis')}>
        <LegalBasis basis={legalBasis} />
      </Line>
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
