import type { ReactNode } from 'react'
import { useSingleKeys } from '../keys.ts'
import { useText } from '../text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** A key, beside the button that it presses. Not read out: the button already says what it does. */
export function Key({ children }: { children: ReactNode }) {
  const [on] = useSingleKeys()
  return on ? (
    <kbd className="key" aria-hidden="true">
      {children}
    </kbd>
  ) : null
}

/** What the keys do on this screen, and the switch that turns them off. */
export function KeyHelp(props: { keys: readonly (readonly [string, string])[]; onClose: () => void }) {
  const { t } = useText()
  const [on, setOn] = useSingleKeys()
  return (
    <Dialog title={t('keys.title')} onClose={props.onClose}>
      <dl className="key-list">
        {props.keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd className="key">{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        <span>{t('keys.on')}</span>
      </label>
      <div className="actions">
        <Button look="primary" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  )
}
