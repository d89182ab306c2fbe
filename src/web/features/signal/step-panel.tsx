import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Icon } from '../../shared/components/icon.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import type { StepType } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { Acts } from '../enrichment/enrichment.tsx'
import { RecordInterviewForm } from '../interview/interview.tsx'
import { ConcludeForm } from '../investigation/investigation.tsx'
import { StopForm, WeighingSheet } from '../weighing/weighing.tsx'
import { ChangeUnitForm } from './change-unit.tsx'
import { PlainStepForm, type PlainStep, type StepFormFor } from './ground.tsx'
import { SetAsideForm } from './set-aside.tsx'
import type { Refusal } from './step-form.tsx'

/** A line of the panel: one step, or the weighing sheet, which ends in one of three. */
type Entry = StepType | 'weighing-sheet'

const OF_THE_SHEET: readonly StepType[] = ['weigh', 'start-investigation', 'propose-stop']

/** The steps of this state and no others; a step that is not open to this person says why. */
export function StepPanel({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  // What was opened stays mounted, so that closing a form, or a reload, does not lose what was typed in it.
  const [opened, setOpened] = useState<readonly Entry[]>([])
  const [open, setOpen] = useState<Entry | null>(null)
  const entries = [...new Set([...entriesOf(signal), ...opened])]
  if (entries.length === 0) return null
  const toggle = (entry: Entry) => {
    setOpen(open === entry ? null : entry)
    setOpened([...new Set([...opened, entry])])
  }
  const forget = (entry: Entry) => {
    setOpen((now) => (now === entry ? null : now))
    setOpened((now) => now.filter((one) => one !== entry))
  }
  const recordsActs = signal.steps.some(({ type }) => type === 'record-act')
  return (
    <Panel title={t('steps.title')}>
      {recordsActs ? <Acts signal={signal} because={whyNot(signal, 'record-act')} /> : null}
      <ul className="steps">
        {entries.map((entry) => {
          const because = whyNot(signal, entry)
          const shown = open === entry
          const usable = because === null || opened.includes(entry)
          return (
            <li key={entry} className="steps__item">
              <button
                type="button"
                className="steps__button"
                aria-expanded={usable ? shown : undefined}
                aria-disabled={usable ? undefined : true}
                onClick={usable ? () => toggle(entry) : undefined}
              >
                <Icon name={usable ? 'arrow' : 'lock'} />
                <span className="steps__name">{t(`step.${entry}`)}</span>
                {because === null ? null : <span className="reason">{t(`refusal.${because}`)}</span>}
              </button>
              {opened.includes(entry) ? (
                <div className="steps__form" hidden={!shown}>
                  <EntryForm entry={entry} signal={signal} because={because} onClose={() => forget(entry)} />
                </div>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function entriesOf({ state, steps }: SignalDetail): readonly Entry[] {
  const entries = steps.map(({ type }): Entry => {
    return state === 'weighing' && OF_THE_SHEET.includes(type) ? 'weighing-sheet' : type
  })
  // Taking it up is a button beside the duty; acts have a list of their own.
  return entries.filter((entry) => entry !== 'take-up' && entry !== 'record-act')
}

function whyNot({ steps }: SignalDetail, entry: Entry): Refusal | null {
  const types: readonly StepType[] = entry === 'weighing-sheet' ? OF_THE_SHEET : [entry]
  const own = steps.filter(({ type }) => types.includes(type))
  if (own.length === 0) return 'not-in-this-state'
  return own.some(({ allowed }) => allowed) ? null : (own[0]?.because ?? 'role-missing')
}

function EntryForm({ entry, ...given }: StepFormFor & { entry: Entry }) {
  switch (entry) {
    case 'weighing-sheet':
      return <WeighingSheet {...given} />
    case 'propose-stop':
      return <StopForm {...given} />
    case 'propose-set-aside':
      return <SetAsideForm {...given} />
    case 'record-interview':
      return <RecordInterviewForm {...given} />
    case 'conclude':
      return <ConcludeForm {...given} />
    case 'change-unit':
      return <ChangeUnitForm {...given} />
    case 'take-up':
    case 'record-act':
    case 'weigh':
    case 'start-investigation':
      return null
    case 'confirm':
    case 'confirm-set-aside':
    case 'reject-set-aside':
    case 'start-enrichment':
    case 'finish-enrichment':
    case 'confirm-stop':
    case 'reject-stop':
    case 'review-shelved':
    case 'finish-interview':
      return <PlainStepForm type={entry satisfies PlainStep} {...given} />
  }
}
