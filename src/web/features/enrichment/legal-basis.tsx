import type { SignalDetail } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'

type Basis = SignalDetail['choices']['decisions'][number]['legalBasis']

/** On which law something rests, where the agency found it, and whether it has confirmed that. */
export function LegalBasis({ basis }: { basis: Basis }) {
  const { t } = useText()
  const { value, source, checkedOn } = basis
  return (
    <>
      {value}
      {source === value ? null : <span className="quiet"> · {t('basis.source', { source })}</span>}
      {checkedOn === null ? <span className="unconfirmed"> {t('basis.unconfirmed')}</span> : null}
    </>
  )
}
