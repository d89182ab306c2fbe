import { useId, useRef, useState, type DragEvent, type RefObject } from 'react'
import { Button } from '../../shared/components/button.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { Icon } from '../../shared/components/icon.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Progress } from '../../shared/components/progress.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useUpload } from './queries.ts'

interface UploadFormProps {
  readonly onStarted: (importId: string, bytes: number) => void
}

/** Choose a file or drop it; a CSV with other column names brings its mapping file. */
export function UploadForm({ onStarted }: UploadFormProps) {
  const { t, language } = useText()
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState<File | null>(null)
  const [missing, setMissing] = useState(false)
  const [share, setShare] = useState(0)
  const picker = useRef<HTMLInputElement>(null)
  const upload = useUpload()
  const isCsv = /\.csv(\.gz)?$/i.test(file?.name ?? '')
  const send = async () => {
    setMissing(file === null)
    if (file === null) return picker.current?.focus()
    setShare(0)
    const words = isCsv && mapping !== null ? await mapping.text() : undefined
    upload.mutate(
      { file, mapping: words, onProgress: setShare },
      {
        onSuccess: ({ importId }) => {
          setFile(null)
          setMapping(null)
          if (picker.current) picker.current.value = ''
          onStarted(importId, file.size)
        },
      },
    )
  }
  return (
    <Panel title={t('upload.title')}>
      <form
        className="form"
        noValidate
        aria-label={t('upload.title')}
        onSubmit={(event) => {
          event.preventDefault()
          if (!upload.isPending) void send()
        }}
      >
        <DropZone file={file} onFile={setFile} picker={picker} missing={missing && file === null} />
        {isCsv ? <MappingField file={mapping} onFile={setMapping} /> : null}
        {upload.isPending ? (
          <Progress
            share={share}
            label={t(share < 1 ? 'upload.sending' : 'upload.received', {
              percent: formatNumber(Math.floor(share * 100), language),
            })}
          />
        ) : null}
        {upload.error ? <FailureNotice failure={upload.error} /> : null}
        <div className="actions">
          <Button type="submit" look="primary" busy={upload.isPending}>
            {t('upload.send')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

interface DropZoneProps {
  readonly file: File | null
  readonly onFile: (file: File | null) => void
  readonly picker: RefObject<HTMLInputElement | null>
  readonly missing: boolean
}

function DropZone({ file, onFile, picker, missing }: DropZoneProps) {
  const { t, language } = useText()
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    <div
      className={`drop ${over ? 'drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" />
      <input
        ref={picker}
        id={id}
        type="file"
        className="file-input"
        accept=".ndjson,.jsonl,.json,.csv,.gz"
        aria-describedby={`${id}-about${missing ? ` ${id}-fault` : ''}`}
        aria-invalid={missing || undefined}
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
      <label htmlFor={id} className="utrecht-button utrecht-button--secondary-action file-button">
        {t(file === null ? 'upload.choose' : 'upload.choose-other')}
      </label>
      <p id={`${id}-about`} className="utrecht-form-field-description">
        {t('upload.or-drop')}
      </p>
      {missing ? (
        <p id={`${id}-fault`} role="alert" className="utrecht-form-field-error-message">
          {t('upload.missing')}
        </p>
      ) : null}
      {file === null ? null : (
        <p className="drop__file">
          <b>{file.name}</b> ·{' '}
          {t('upload.size', { kilobytes: formatNumber(Math.ceil(file.size / 1024), language) })}
        </p>
      )}
    </div>
  )
}

function MappingField({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="field drop__mapping">
      <p className="utrecht-form-label">
        {t('upload.mapping')} <span className="optional">{t('common.optional')}</span>
      </p>
      <p id={`${id}-about`} className="utrecht-form-field-description">
        {t('upload.mapping-about')}
      </p>
      <div>
        <input
          id={id}
          type="file"
          className="file-input"
          accept=".json"
          aria-describedby={`${id}-about`}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
        <label htmlFor={id} className="utrecht-button utrecht-button--secondary-action file-button">
          {t('upload.choose-mapping')}
        </label>{' '}
        {file?.name}
      </div>
    </div>
  )
}
