import type { SignalDetail } from '#contract/signal.ts'
import { CheckField } from '../../shared/components/fields.tsx'
import { useText } from '../../shared/text.ts'
import type { StartSheet } from './start-sheet.ts'

interface OffenceFieldsProps {
  readonly offence: SignalDetail['choices']['offence']
  readonly sheet: Pick<StartSheet, 'variants' | 'means' | 'purposes'>
  readonly onChange: (change: Partial<StartSheet>) => void
}

/** Which offence the suspicion is about, in the words of the law as it stands today; about events, never a person. */
export function OffenceFields({ offence, sheet, onChange }: OffenceFieldsProps) {
  const { t, label } = useText()
  const options = (list: OffenceFieldsProps['offence']['means']) =>
    list.map((one) => ({ value: one.id, label: label(one.label) }))
  return (
    <>
      <p className="form__lead">{t('offence.about', { law: label(offence.label) })}</p>
      <CheckField
        stacked
        name="variants"
        label={t('offence.variants')}
        values={sheet.variants}
        onChange={(variants) => onChange({ variants })}
        options={options(offence.variants)}
      />
      <CheckField
        stacked
        optional
        name="means"
        label={t('offence.means')}
        values={sheet.means}
        onChange={(means) => onChange({ means })}
        options={options(offence.means)}
      />
      <CheckField
        stacked
        optional
        name="purposes"
        label={t('offence.purposes')}
        values={sheet.purposes}
        onChange={(purposes) => onChange({ purposes })}
        options={options(offence.purposes)}
      />
    </>
  )
}
