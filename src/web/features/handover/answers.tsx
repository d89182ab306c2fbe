import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useSession } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'

/** Accepting what another organisation offers, or asking back what we offered: nothing but a ground. */
export function AnswerForm({
  type,
  signal,
  because,
  onClose,
}: StepFormFor & { type: 'accept-handover' | 'recall-handover' }) {
  const { t } = useText()
  const draft = useDraft({ ground: '' })
  const { ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t(`step.${type}`)}
      submit={t(`step.${type}`)}
      fields={{ ground: t('ground.label') }}
      step={() => (ground.trim() === '' ? new Map([['ground', t('ground.missing')]]) : { type, ground })}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <GroundField
        value={ground}
        about={t(type === 'accept-handover' ? 'answer-handover.accept-about' : recallAbout(signal))}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}

function recallAbout({ handover }: SignalDetail) {
  if (handover?.moves === false) return 'answer-handover.recall-shared'
  return handover?.via === 'document' ? 'answer-handover.recall-document' : 'answer-handover.recall-about'
}

/** Refusing what another organisation offers: a reason from the closed list, and words that go back to it. */
export function RefuseHandoverForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ reason: '', ground: '' })
  const { reason, ground } = draft.values
  const { handoverRefusals } = signal.choices
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.refuse-handover')}
      submit={t('step.refuse-handover')}
      fields={{ reason: t('answer-handover.reason'), ground: t('answer-handover.words') }}
      step={() => {
        const faults = new Map<string, string>()
        if (reason === '') faults.set('reason', t('answer-handover.reason-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'refuse-handover', reason, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <ChoiceField
        name="reason"
        label={t('answer-handover.reason')}
        about={t('answer-handover.reason-about')}
        value={reason}
        onChange={(value) => draft.set({ reason: value })}
        options={handoverRefusals.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <UncheckedNote choices={handoverRefusals} />
      <GroundField
        label={t('answer-handover.words')}
        about={t('answer-handover.words-about')}
        value={ground}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}

/** What it comes to: of what was shared the duty stays here, whatever the other says. */
function wordsOf(receipt: Receipt, { handover }: SignalDetail) {
  const shared = handover?.moves === false && (receipt === 'accepted' || receipt === 'refused')
  return shared ? (`receipt.${receipt}-shared` as const) : (`receipt.${receipt}` as const)
}

const RECEIPTS = ['received', 'accepted', 'refused', 'outcome'] as const
type Receipt = (typeof RECEIPTS)[number]

/** Why a receipt cannot be entered now, or not by this person; null: it can. */
function useWhyNot({ handover, timeline }: SignalDetail): (receipt: Receipt) => string | null {
  const { t } = useText()
  const { member } = useSession()
  const offer = timeline.findLast(({ type }) => type === 'handover-offered')
  return (receipt) => {
    const waits = handover?.stage === 'offered' || handover?.stage === 'received'
    if (waits === (receipt === 'outcome')) return t(`receipt.not-now-${receipt}`)
    // With the acceptance the signal leaves: not on the word alone of who offered it.
    return receipt === 'accepted' && handover?.moves && offer?.by.id === member.id
      ? t('receipt.not-own')
      : null
  }
}

/** What a partner without Spoor let us know, entered by hand with what shows it. */
export function ReceiptForm({ signal, because, onClose }: StepFormFor) {
  const { t } = useText()
  const draft = useDraft<{ receipt: Receipt | ''; reference: string; says: string; ground: string }>({
    receipt: '',
    reference: '',
    says: '',
    ground: '',
  })
  const { receipt, reference, says, ground } = draft.values
  const asksWords = receipt === 'refused' || receipt === 'outcome'
  const whyNot = useWhyNot(signal)
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.enter-receipt')}
      submit={t('step.enter-receipt')}
      fields={{
        receipt: t('receipt.kind'),
        reference: t('receipt.reference'),
        says: t('receipt.says'),
        ground: t('ground.label'),
      }}
      step={() => {
        const faults = new Map<string, string>()
        if (receipt === '') faults.set('receipt', t('receipt.kind-missing'))
        if (reference.trim() === '') faults.set('reference', t('receipt.reference-missing'))
        if (asksWords && says.trim() === '') faults.set('says', t('receipt.says-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        if (receipt === '' || faults.size > 0) return faults
        return { type: 'enter-receipt', receipt, reference, says: asksWords ? says : '', ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <ChoiceField
        name="receipt"
        label={t('receipt.kind')}
        value={receipt}
        onChange={(value) => draft.set({ receipt: value })}
        options={RECEIPTS.map((value) => ({
          value,
          label: t(wordsOf(value, signal)),
          because: whyNot(value),
        }))}
      />
      <TextField
        name="reference"
        label={t('receipt.reference')}
        about={t('receipt.reference-about')}
        maxLength={2000}
        value={reference}
        onChange={(value) => draft.set({ reference: value })}
      />
      {asksWords ? (
        <TextField
          name="says"
          rows={2}
          label={t('receipt.says')}
          about={t('receipt.says-about')}
          maxLength={2000}
          value={says}
          onChange={(value) => draft.set({ says: value })}
        />
      ) : null}
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
