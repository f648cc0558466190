import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { components } from './schema'

/** What a generative model can do here, and what of it is left for the person. Without a `provider` nothing is shown of it. */
export type AiState = components['schemas']['AI']

export const aiKey = ['ai'] as const

/** What is left changes with every painting, also with one of another device. */
export const aiQuery = queryOptions({
  queryKey: aiKey,
  queryFn: () => call(api.GET('/api/v1/ai')),
  staleTime: 30_000,
})

/** Code `ai_provider`: it is another one by now, for whom the person has to be asked anew. */
export const agreeToAi = (provider: string) => call(api.PUT('/api/v1/ai/consent', { body: { provider } }))

export const withdrawFromAi = () => call(api.DELETE('/api/v1/ai/consent'))
