import { describe, expect, it, vi } from 'vitest'

vi.mock('@/app/router', () => ({ returnPath: (next: string) => next }))
vi.mock('@/features/account/useAuth', () => ({ useAuth: () => ({}) }))

const { refusal } = await import('./useReturn')

describe('what a provider says', () => {
  it.each([
    ['access_denied', 'denied'],
    ['consent_required', 'denied'],
    ['server_error', 'provider_unavailable'],
    ['temporarily_unavailable', 'provider_unavailable'],
    ['invalid_scope', 'failed'],
    ['', 'failed'],
    ['<script>', 'failed'],
  ])('%s is %s', (said, code) => expect(refusal(said)).toEqual({ code }))
})
