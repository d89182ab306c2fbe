import { useState } from 'react'
import type { SignalRetention } from '#contract/signal-retention.ts'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { useMove } from './queries.ts'

type Article = SignalRetention['mayMoveTo'][number]

interface MoveFormProps {
  readonly signalId: string
  readonly articles: readonly Article[]
  readonly onClose: () => void
}

/** As many characters as the server asks for. */
const REFERENCE_MIN = 3

/** Asks under which article a signal goes on, and where its purpose is written down. */
export function MoveForm({ signalId, articles, onClose }: MoveFormProps) {
  const { t } = useText()
  const move = useMove(signalId)
  const draft = useDraft<{ article: Article | ''; reference: string }>({ article: '', reference: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { article, reference } = draft.values
  const submit = () => {
    const found = new Map<string, string>()
    if (article === '') found.set('article', t('retained.which-missing'))
    if (reference.trim().length < REFERENCE_MIN) found.set('reference', t('retained.reference-missing'))
    setFaults(found)
    if (found.size > 0 || article === '') return
    const saved = () => {
      draft.clear()
      onClose()
    }
    move.mutate({ article, reference: reference.trim() }, { onSuccess: saved })
  }
  return (
    <Form
      label={t('retained.move')}
      fields={{ article: t('retained.which'), reference: t('retained.reference') }}
      faults={faults}
      failure={move.error}
      onSubmit={() => (move.isPending ? undefined : submit())}
    >
      <p className="form__lead">{t('retained.move-about')}</p>
      <ChoiceField
        name="article"
        label={t('retained.which')}
        value={article}
        onChange={(value) => draft.set({ article: value })}
        options={articles.map((value) => ({ value, label: t(`retained.article-${value}`) }))}
      />
      <TextField
        name="reference"
        maxLength={120}
        wide={false}
        label={t('retained.reference')}
        about={t('retained.reference-about')}
        value={reference}
        onChange={(value) => draft.set({ reference: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={move.isPending}>
          {t('keeping.submit')}
        </Button>
        <Button look="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
