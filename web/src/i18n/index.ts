import { createI18n } from 'vue-i18n'
import { computed, type ComputedRef } from 'vue'
import { remember, recall } from '@/lib/storage'
import ko from './ko.json'
import { isLanguage, type Feature, type Language, type MessageKey } from './catalogue'

export type { Feature, Language, MessageKey } from './catalogue'
export { languages, isLanguage } from './catalogue'

type Texts = Record<string, unknown>
type TextFile = { default: Texts }

const STORED = 'piece.language'
const featureFiles = import.meta.glob<TextFile>('../features/*/i18n/*.json')
const fileOf = (feature: Feature, language: Language) => `../features/${feature}/i18n/${language}.json`

/** One instance for the page; use `useText` in components. */
export const i18n = createI18n({
  legacy: false,
  locale: 'ko' as Language,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
  messages: { ko: ko as Texts, en: {} as Texts } as never,
})

const composer = i18n.global as unknown as {
  locale: { value: Language }
  t: (key: string, named?: Record<string, unknown>, plural?: number) => string
  mergeLocaleMessage: (language: Language, texts: Texts) => void
}

const loaded = new Set<string>(['ko'])
const wanted = new Set<Feature>()

/** Loads the texts of a feature in the language of the page; called by the router beside the page itself. */
export async function loadTexts(feature: Feature, language: Language = composer.locale.value): Promise<void> {
  wanted.add(feature)
  const file = fileOf(feature, language)
  if (loaded.has(file)) return
  const texts = await featureFiles[file]?.()
  if (!texts) return
  composer.mergeLocaleMessage(language, { [feature]: texts.default })
  loaded.add(file)
}

/** Switches the language of the page, its `<html lang>` included. */
export async function applyLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    composer.mergeLocaleMessage(language, (await import('./en.json')).default)
    loaded.add(language)
  }
  await Promise.all([...wanted].map((feature) => loadTexts(feature, language)))
  composer.locale.value = language
  document.documentElement.lang = language
}

/** Switches the language because somebody chose it, and keeps the choice on this device. */
export async function setLanguage(language: Language): Promise<void> {
  await applyLanguage(language)
  remember(STORED, language)
  // for the server, which draws the first paint of the next page
  document.cookie = `piece_language=${language}; path=/; max-age=31536000; samesite=lax`
}

/** The language chosen on this device, else the server's for this page, else Korean. */
export function storedLanguage(): Language {
  const choice = recall(STORED) ?? document.documentElement.lang
  return isLanguage(choice) ? choice : 'ko'
}

export const currentLanguage = (): Language => composer.locale.value

/** A text by its key, outside of components as well. `plural` picks among `a | b` forms. */
export const text = (key: MessageKey, named: Record<string, unknown> = {}, plural?: number): string =>
  plural === undefined ? composer.t(key, named) : composer.t(key, named, plural)

/** Texts for components: re-rendered when the language changes. */
export function useText(): { t: typeof text; language: ComputedRef<Language> } {
  return { t: text, language: computed(() => composer.locale.value) }
}
