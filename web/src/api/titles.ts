import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { components } from './schema'

export type OwnTitle = components['schemas']['OwnTitle']
export type Emblem = OwnTitle['emblem']
export type TitleGroup = OwnTitle['group']

/** Every key begins with `titles`: `invalidateQueries({ queryKey: titlesKey })` after one was earned or worn. */
export const titlesKey = ['titles'] as const

export const titlesQuery = queryOptions({
  queryKey: [...titlesKey, 'all'],
  queryFn: async () => {
    const list = await call(api.GET('/api/v1/titles'))
    // what should have been earned already was missed when it came true: the server was just restarted, say
    if (!list.items.some((title) => !title.earnedAt && title.done >= title.need)) return list
    await call(api.POST('/api/v1/titles/evaluations'))
    return call(api.GET('/api/v1/titles'))
  },
})

/** Earned, and not told yet. */
export const unseenTitles = async (): Promise<OwnTitle[]> => (await call(api.GET('/api/v1/titles/unseen'))).items

export const seeTitles = (ids: string[]) => call(api.POST('/api/v1/titles/seen', { body: { ids } }))

export const wearTitle = (id: string) => call(api.PUT('/api/v1/titles/worn', { body: { id } }))

export const takeTitleOff = () => call(api.DELETE('/api/v1/titles/worn'))

/** A picture of an earned title, to be shown around. */
export const titleCard = (id: string): string => `/api/v1/titles/${id}/card.png`
