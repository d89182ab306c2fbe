import { useState } from 'react'
import type { NewHold, RetentionView } from '#contract/retention.ts'
import { dayOf } from '#core/time.ts'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField, SelectField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useNow } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import { isId } from '../../shared/ids.ts'
import { useText } from '../../shared/text.ts'
import { usePlaceHold } from './queries.ts'

const EMPTY: NewHold = { recordKind: 'signal', recordId: '', reason: '', words: '', until: '' }
/** As many characters as the server asks for. */
const WORDS_MIN = 10

/** Somebody asks that something is kept past its term. */
export function PlaceHold({ view, onDone }: { view: RetentionView; onDone: () => void }) {
  const { t, label } = useText()
  const place = usePlaceHold()
  const draft = useDraft(EMPTY)
  const [faults, setFaults] = useState(NO_FAULTS)
  const today = dayOf(useNow().toISOString())
  const { recordKind, recordId, reason, words, until } = draft.values
  const id = recordId.trim().toLowerCase()
  const submit = () => {
    const found = new Map<string, string>()
    if (!isId(id)) found.set('recordId', t('glass.id-missing'))
    if (reason === '') found.set('reason', t('glass.reason-missing'))
    if (words.trim().length < WORDS_MIN) found.set('words', t('glass.words-missing'))
    if (until <= today || until > view.holdUntilMax) found.set('until', t('legal-hold.until-wrong'))
    setFaults(found)
    if (found.size > 0) return
    const saved = () => {
      draft.clear()
      onDone()
    }
    place.mutate({ ...draft.values, recordId: id }, { onSuccess: saved })
  }
  const names = {
    recordId: t('legal-hold.record-id'),
    reason: t('legal-hold.reason'),
    words: t('legal-hold.words'),
    until: t('legal-hold.until'),
  }
  return (
    <Form
      label={t('legal-hold.place')}
      fields={names}
      faults={faults}
      failure={place.error}
      onSubmit={() => (place.isPending ? undefined : submit())}
    >
      <ChoiceField
        name="recordKind"
        row
        label={t('legal-hold.what')}
        value={recordKind}
        onChange={(value) => draft.set({ recordKind: value })}
        options={(['signal', 'registration'] as const).map((value) => ({
          value,
          label: t(`legal-hold.${value}`),
        }))}
      />
      <TextField
        name="recordId"
        mono
        maxLength={60}
        label={names.recordId}
        value={recordId}
        onChange={(value) => draft.set({ recordId: value })}
      />
      <SelectField
        name="reason"
        label={names.reason}
        value={reason}
        onChange={(value) => draft.set({ reason: value })}
        options={view.reasons.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <TextField
        name="until"
        type="date"
        wide={false}
        label={names.until}
        about={t('legal-hold.until-about')}
        max={view.holdUntilMax}
        value={until}
        onChange={(value) => draft.set({ until: value })}
      />
      <TextField
        name="words"
        rows={3}
        maxLength={2000}
        label={names.words}
        about={t('glass.words-about')}
        value={words}
        onChange={(value) => draft.set({ words: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={place.isPending}>
          {t('legal-hold.place')}
        </Button>
        <Button look="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
