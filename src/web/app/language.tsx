import { useText } from '../shared/text.ts'

/** Dutch or English, each in its own words. */
export function LanguageSwitch() {
  const { t, language, setLanguage } = useText()
  return (
    <div className="languages" role="group" aria-label={t('shell.language')}>
      <button type="button" lang="nl" aria-pressed={language === 'nl'} onClick={() => setLanguage('nl')}>
        NL<span className="visually-hidden">: Nederlands</span>
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>
        EN<span className="visually-hidden">: English</span>
      </button>
    </div>
  )
}
