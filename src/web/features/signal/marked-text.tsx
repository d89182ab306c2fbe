import { useText } from '../../shared/text.ts'
import { roleOf, segmentsOf, type NumberedFinding, type Segment } from '../../shared/marks.ts'

interface MarkedTextProps {
  /** Numbers of the findings that are pointed at now. */
  readonly active: readonly number[]
  readonly text: string
  readonly findings: readonly NumberedFinding[]
  /** Makes the ids of marks and reasons unique on the screen. */
  readonly scope: string
}

export function markId(scope: string, number: number): string {
  return `${scope}-mark-${number}`
}

export function placeId(scope: string, number: number): string {
  return `${scope}-place-${number}`
}

/** The text as registered, with the words marked that the scan pointed at; each mark leads to its reason. */
export function MarkedText({ text, findings, scope, active }: MarkedTextProps) {
  return segmentsOf(text, findings).map((segment) =>
    segment.covers.length === 0 ? (
      <span key={segment.start}>{segment.text}</span>
    ) : (
      <Mark key={segment.start} {...{ segment, findings, scope, active }} />
    ),
  )
}

interface MarkProps {
  readonly active: readonly number[]
  readonly segment: Segment
  readonly findings: readonly NumberedFinding[]
  readonly scope: string
}

function Mark({ segment, findings, scope, active }: MarkProps) {
  const { t, label } = useText()
  const covering = findings.filter(({ number }) => segment.covers.includes(number))
  const firstWord = /^\S{0,24}/.exec(segment.text)?.[0] ?? ''
  const on = segment.covers.some((number) => active.includes(number))
  return (
    <mark
      className={`utrecht-mark mk mk--${toneOf(covering)} ${on ? 'mk--on' : ''}`}
      data-findings={segment.covers.join(' ')}
    >
      {/* A number does not stay behind at the end of a line. */}
      <span className="mk__start">
        {covering
          .filter(({ number }) => segment.begins.includes(number))
          .map((finding) => (
            <button
              key={finding.number}
              type="button"
              id={markId(scope, finding.number)}
              className="mk__number"
              aria-label={t('marks.to-reason', { number: finding.number, indicator: label(finding.label) })}
              data-findings={finding.number}
              onClick={() => document.getElementById(placeId(scope, finding.number))?.focus()}
            >
              {finding.number}
            </button>
          ))}
        {firstWord}
      </span>
      {segment.text.slice(firstWord.length)}
    </mark>
  )
}

/** The strongest of what counted colours the words; words that were only seen and set aside stay pale. */
function toneOf(findings: readonly NumberedFinding[]): string {
  const counted = findings
    .filter((finding) => roleOf(finding) !== 'set-aside')
    .map(({ strength }) => strength)
  return (['S', 'M', 'Z'] as const).find((strength) => counted.includes(strength)) ?? 'aside'
}
