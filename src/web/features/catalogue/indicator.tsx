import { useState } from 'react'
import { STRENGTHS } from '#scan/catalogue-schema.ts'
import { featureOf } from '#scan/count.ts'
import type { Catalogue } from '#scan/scan.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { Example } from './example.tsx'
import type { IndicatorMeasured } from './measured.ts'
import type { IndicatorData } from './search.ts'
import { useSigned } from './signed.ts'

interface IndicatorProps {
  readonly indicator: IndicatorData
  readonly catalogue: Catalogue
  readonly counts: IndicatorMeasured | undefined
}

/** One line for an indicator; it opens to what it looks for and what it finds. */
export function IndicatorItem({ indicator, catalogue, counts }: IndicatorProps) {
  const { t, label, word } = useText()
  const signed = useSigned()
  const [open, setOpen] = useState(false)
  const { id, strength, forms, dimension, needs } = indicator
  const weight = catalogue.ranker?.data.indicators[id]
  const others = STRENGTHS.filter((one) => one !== strength).flatMap((one) => {
    const other = catalogue.ranker?.data.indicators[featureOf({ indicator, strength: one })]
    return other === undefined ? [] : [`${word('strength', one)} ${signed(Math.round(other * 1000))}`]
  })
  return (
    <li>
      <details className="indicator" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span className="indicator__id mono">{id}</span>
          <span className="indicator__label">{label(indicator.label)}</span>
          <span className="indicator__facts">
            <Badge tone={strength === 'S' ? 'teal' : 'plain'}>{word('strength', strength)}</Badge>
            {weight === undefined ? null : (
              <span>
                {t('catalogue.weight', { weight: signed(Math.round(weight * 1000)) })}
                {others.length === 0 ? '' : ` (${others.join(', ')})`}
              </span>
            )}
            <span>{word('dimension', dimension)}</span>
            <Forms forms={forms} />
            {needs === undefined ? null : <Badge tone="amber">{t(`catalogue.needs-${needs}`)}</Badge>}
            <Precision counts={counts} />
          </span>
        </summary>
        {open ? <Opened indicator={indicator} catalogue={catalogue} /> : null}
      </details>
    </li>
  )
}

/** Always with how many, and with what kind of text it is about. */
function Precision({ counts }: { counts: IndicatorMeasured | undefined }) {
  const { t, language } = useText()
  if (counts === undefined) return null
  const { hits, n, share, low, high } = counts.precision
  if (share === undefined) return <span>{t('catalogue.never')}</span>
  const percent = (part = 0) => formatNumber(Math.round(part * 100), language)
  return (
    <span>
      {t('catalogue.precision', {
        ...{ percent: percent(share), low: percent(low), high: percent(high) },
        ...{ signals: hits, n },
      })}
    </span>
  )
}

function Opened({ indicator, catalogue }: { indicator: IndicatorData; catalogue: Catalogue }) {
  const { t } = useText()
  const { expressions, examples, sources, effectiveFrom } = indicator
  return (
    <div className="indicator__body">
      <p>{t('catalogue.sources', { sources: sources.join(' · '), from: effectiveFrom })}</p>
      {expressions.length === 0 ? null : (
        <>
          <Heading level={3} className="minor">
            {t('catalogue.expressions', { count: expressions.length })}
          </Heading>
          <ul className="indicator__expressions">
            {expressions.map((expression) => (
              <li key={expression}>
                <code>{expression}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {examples.length === 0 ? null : (
        <>
          <Heading level={3} className="minor">
            {t('catalogue.examples', { count: examples.length })}
          </Heading>
          <ul className="indicator__examples">
            {examples.map((example) => (
              <Example key={example} text={example} indicator={indicator.id} catalogue={catalogue} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
