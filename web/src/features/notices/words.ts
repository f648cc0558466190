import type { Notice } from '@/api/notices'
import type { Language } from '@/i18n'

/** A notice in the language of the page, or in Korean where it has no other. */
export const wordsOf = (notice: Notice, language: Language): Notice['ko'] =>
  (language === 'en' ? notice.en : undefined) ?? notice.ko
