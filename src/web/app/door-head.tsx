import { LanguageSwitch } from './language.tsx'
import { Mark } from './mark.tsx'

/** The head of the screens before the sign-in: whose door it is, and the language. */
export function DoorHead() {
  return (
    <header className="door__head">
      <p className="door__brand">
        <Mark size={40} />
        <span>Spoor</span>
      </p>
      <LanguageSwitch />
    </header>
  )
}
