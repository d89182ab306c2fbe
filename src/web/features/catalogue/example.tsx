import { useMemo } from 'react'
import type { Catalogue } from '#scan/scan.ts'
import { numbered, segmentsOf } from '../../shared/marks.ts'
import { useText } from '../../shared/text.ts'
import { read } from './reading.ts'

interface ExampleProps {
  readonly text: string
  /** Whose example it is. */
  readonly indicator: string
  readonly catalogue: Catalogue
}

/** An example, with what the scan finds in it now. */
export function Example({ text, indicator, catalogue }: ExampleProps) {
  const { t, label } = useText()
  const findings = useMemo(() => {
    const { situations, indicators } = read(catalogue, text)
    return numbered([...situations, ...indicators])
  }, [catalogue, text])
  const own = findings.filter((finding) => finding.indicator === indicator)
  return (
    <li>
      <p>
        {segmentsOf(text, own).map((segment) =>
          segment.covers.length === 0 ? (
            <span key={segment.start}>{segment.text}</span>
          ) : (
            <mark key={segment.start} className="utrecht-mark mk mk--S">
              {segment.text}
            </mark>
          ),
        )}
      </p>
      <ul className="indicator__found">
        {findings.map((finding) => (
          <li key={finding.number}>
            <span className="mono">{finding.indicator}</span> {label(finding.label)}: <q>{finding.quote}</q> (
            {t(`finding.${finding.status}`)})
          </li>
        ))}
      </ul>
      {findings.length === 0 ? <p className="quiet">{t('catalogue.example-alone')}</p> : null}
    </li>
  )
}
