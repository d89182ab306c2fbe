import { useState } from 'react'
import type { Catalogue } from '#scan/scan.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { Button } from '../../shared/components/button.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useCatalogue } from '../catalogue/open-catalogue.ts'
import { read, type Reading } from '../catalogue/reading.ts'
import { Outcome } from './outcome.tsx'

const LENGTH_MAX = 20_000

/** A text, read by the scan in this browser. Nothing of it is sent or kept. */
export function TryOutScreen() {
  const { t } = useText()
  const query = useCatalogue()
  return (
    <>
      <PageHead title={t('try.title')} lead={t('try.lead')} />
      <Alert tone="info" title={t('try.here-title')}>
        <p>{t('try.here')}</p>
        <p>{t('try.personal')}</p>
      </Alert>
      <Loaded query={query}>{({ catalogue }) => <TryOut catalogue={catalogue} />}</Loaded>
    </>
  )
}

function TryOut({ catalogue }: { catalogue: Catalogue }) {
  const { t } = useText()
  const announce = useAnnounce()
  const [text, setText] = useState('')
  const [faults, setFaults] = useState(NO_FAULTS)
  const [reading, setReading] = useState<Reading | null>(null)
  const scan = () => {
    const empty = text.trim() === ''
    setFaults(empty ? new Map([['text', t('try.empty')]]) : NO_FAULTS)
    if (empty) return setReading(null)
    setReading(read(catalogue, text))
    announce(t('try.scanned'))
  }
  const fill = (filled: string) => {
    setText(filled)
    setFaults(NO_FAULTS)
    setReading(null)
  }
  return (
    <>
      <Form
        label={t('try.title')}
        className="try__form"
        fields={{ text: t('try.text') }}
        faults={faults}
        failure={null}
        onSubmit={scan}
      >
        <TextField
          name="text"
          rows={9}
          maxLength={LENGTH_MAX}
          label={t('try.text')}
          value={text}
          onChange={setText}
        />
        <div className="try__buttons">
          <Button type="submit" look="primary">
            {t('try.scan')}
          </Button>
          <Button onClick={() => fill(t('try.example-text'))}>{t('try.example')}</Button>
          <Button look="subtle" onClick={() => fill('')}>
            {t('try.clear')}
          </Button>
        </div>
      </Form>
      {reading === null ? null : <Outcome reading={reading} isOld={reading.text !== text} />}
    </>
  )
}
