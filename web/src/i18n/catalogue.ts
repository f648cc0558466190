import type common from './ko.json'
import type account from '@/features/account/i18n/ko.json'
import type admin from '@/features/admin/i18n/ko.json'
import type ai from '@/features/ai/i18n/ko.json'
import type cakeform from '@/features/cakeform/i18n/ko.json'
import type cakes from '@/features/cakes/i18n/ko.json'
import type calendar from '@/features/calendar/i18n/ko.json'
import type chat from '@/features/chat/i18n/ko.json'
import type crop from '@/features/crop/i18n/ko.json'
import type data from '@/features/data/i18n/ko.json'
import type home from '@/features/home/i18n/ko.json'
import type imports from '@/features/imports/i18n/ko.json'
import type landing from '@/features/landing/i18n/ko.json'
import type leave from '@/features/leave/i18n/ko.json'
import type mail from '@/features/mail/i18n/ko.json'
import type make from '@/features/make/i18n/ko.json'
import type notices from '@/features/notices/i18n/ko.json'
import type onboarding from '@/features/onboarding/i18n/ko.json'
import type pieces from '@/features/pieces/i18n/ko.json'
import type push from '@/features/push/i18n/ko.json'
import type questions from '@/features/questions/i18n/ko.json'
import type reading from '@/features/reading/i18n/ko.json'
import type recap from '@/features/recap/i18n/ko.json'
import type record from '@/features/record/i18n/ko.json'
import type report from '@/features/report/i18n/ko.json'
import type share from '@/features/share/i18n/ko.json'
import type signin from '@/features/signin/i18n/ko.json'
import type stats from '@/features/stats/i18n/ko.json'
import type ticket from '@/features/ticket/i18n/ko.json'
import type titles from '@/features/titles/i18n/ko.json'

/** Catalogues that are loaded with their feature; each one's keys start with the feature's name. */
export interface FeatureTexts {
  account: typeof account
  admin: typeof admin
  ai: typeof ai
  cakeform: typeof cakeform
  cakes: typeof cakes
  calendar: typeof calendar
  chat: typeof chat
  crop: typeof crop
  data: typeof data
  home: typeof home
  imports: typeof imports
  landing: typeof landing
  leave: typeof leave
  mail: typeof mail
  make: typeof make
  notices: typeof notices
  onboarding: typeof onboarding
  pieces: typeof pieces
  push: typeof push
  questions: typeof questions
  reading: typeof reading
  recap: typeof recap
  record: typeof record
  report: typeof report
  share: typeof share
  signin: typeof signin
  stats: typeof stats
  ticket: typeof ticket
  titles: typeof titles
}

export type Feature = keyof FeatureTexts
export type Catalogue = typeof common & FeatureTexts

type Leaves<T> = T extends string
  ? ''
  : {
      [K in keyof T & string]: Leaves<T[K]> extends infer L extends string ? (L extends '' ? K : `${K}.${L}`) : never
    }[keyof T & string]

/** Every text of the app by its path: a wrong key does not compile. */
export type MessageKey = Leaves<Catalogue>

export const languages = ['ko', 'en'] as const
export type Language = (typeof languages)[number]
export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)
