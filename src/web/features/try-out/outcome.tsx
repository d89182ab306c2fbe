import { useRef } from 'react'
import type { FindingView } from '#contract/registration.ts'
import { Forms } from '../../shared/components/badge.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { numbered, reasonsOf, type NumberedFinding } from '../../shared/marks.ts'
import { useText } from '../../shared/text.ts'
import { MarkedText } from '../signal/marked-text.tsx'
import { usePointing } from '../signal/pointing.ts'
import { ReasonItem } from '../signal/reasons.tsx'
import { Passages } from './passages.tsx'
import type { Reading } from '../catalogue/reading.ts'
import { ScoreSum } from './score-sum.tsx'

const SCOPE = 'try'

/** What the scan reads in the text, and how that comes to a score. */
export function Outcome({ reading, isOld }: { reading: Reading; isOld: boolean }) {
  const { t } = useText()
  const root = useRef<HTMLDivElement>(null)
  const active = usePointing(root)
  const findings = numbered([...reading.situations, ...reading.indicators])
  const ofSituation = (finding: FindingView) =>
    reading.situations.some(({ indicator }) => indicator === finding.indicator)
  const shared = { scope: SCOPE, active }
  return (
    <div className="try__outcome" ref={root}>
      {isOld ? <p className="quiet try__wide">{t('try.changed')}</p> : null}
      <Panel title={t('try.found')} className="try__wide" aside={<Forms forms={reading.forms} />}>
        <div className="registration">
          <div className="registration__body">
            <div className="registration__text">
              <p className="source-text">
                <MarkedText text={reading.text} findings={findings} {...shared} />
              </p>
            </div>
            <div className="registration__why">
              <Group title={t('try.situations')} findings={findings.filter(ofSituation)} {...shared} />
              <Group
                title={t('try.indicators')}
                findings={findings.filter((one) => !ofSituation(one))}
                {...shared}
              />
              {findings.length === 0 ? <p>{t('try.nothing')}</p> : null}
            </div>
          </div>
        </div>
      </Panel>
      <ScoreSum reading={reading} />
      <Passages passages={reading.passages} />
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly findings: readonly NumberedFinding[]
  readonly scope: string
  readonly active: readonly number[]
}

function Group({ title, findings, ...shared }: GroupProps) {
  if (findings.length === 0) return null
  return (
    <div className="reasons">
      <Heading level={3} className="minor">
        {title}
      </Heading>
      <ul className="reasons__list">
        {reasonsOf(findings).map((reason) => (
          <ReasonItem key={reason.key} reason={reason} {...shared} />
        ))}
      </ul>
    </div>
  )
}
