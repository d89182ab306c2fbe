import i18next, { type i18n } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { en, nl, type MessageKey } from '../messages/messages.ts'

export type Language = 'nl' | 'en'
type Slots = Readonly<Record<string, string | number>>

export interface Text {
  /** The sentence behind a key; `count` chooses singular or plural. */
  readonly t: (key: MessageKey, slots?: Slots) => string
  /** The words for a code that the server may add to; the code itself when we have no words. */
  readonly word: (group: string, code: string) => string
  /** A label that came with the data, in the language of the screen. */
  readonly label: (label: { readonly nl: string; readonly en: string }) => string
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

const KEPT = 'spoor.language'

/** Dutch, unless this browser chose English before. */
export function startTexts(): i18n {
  const texts = i18next.createInstance()
  void texts.use(initReactI18next).init({
    lng: localStorage.getItem(KEPT) === 'en' ? 'en' : 'nl',
    fallbackLng: 'nl',
    supportedLngs: ['nl', 'en'],
    resources: { nl: { translation: nl }, en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
  })
  const show = (language: string) => {
    document.documentElement.lang = language
  }
  show(texts.language)
  texts.on('languageChanged', (language) => {
    show(language)
    localStorage.setItem(KEPT, language)
  })
  return texts
}

export function useText(): Text {
  const { t, i18n: texts } = useTranslation()
  const language: Language = texts.language === 'en' ? 'en' : 'nl'
  return {
    t: (key, slots) => t(key, slots ?? {}),
    word: (group, code) => (texts.exists(`${group}.${code}`) ? t(`${group}.${code}`) : code),
    label: (label) => label[language] || label.nl,
    language,
    setLanguage: (chosen) => void texts.changeLanguage(chosen),
  }
}
