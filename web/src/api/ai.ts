import { queryOptions } from '@tanstack/vue-query'
import { describe, sessionFetch, toProblem } from './client'
import { Problem, problemOf } from './problem'

export interface AiQuota {
  limit: number
  left: number
  resetsAt: string
}

/** What a generative model can do here, and what of it is left for the person. */
export interface AiState {
  /** Absent when none is set up: then nothing is shown of it. */
  provider?: { name: string; paints: boolean; reads: boolean }
  /** The person lets their pictures be sent to this provider. */
  agreed: boolean
  agreedAt?: string
  paintings: AiQuota
  readings: AiQuota
  paused?: 'budget' | 'down'
  /** How long a painting usually takes. */
  seconds: number
}

export const aiKey = ['ai'] as const

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  try {
    const response = await sessionFetch(`/api/v1/ai${path}`, init)
    const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => null)
    if (!response.ok) throw problemOf(response, body, describe)
    return body as T
  } catch (error) {
    throw error instanceof Problem ? error : toProblem(error)
  }
}

/** What is left changes with every painting, also with one of another device. */
export const aiQuery = queryOptions({ queryKey: aiKey, queryFn: () => ask<AiState>(''), staleTime: 30_000 })

/** Code `conflict`: it is another provider by now, of whom the person has to be asked anew. */
export const agreeToAi = (provider: string) =>
  ask<unknown>('/consent', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider }),
  })

export const withdrawFromAi = () => ask<unknown>('/consent', { method: 'DELETE' })
