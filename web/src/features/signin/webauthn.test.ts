import { describe, expect, it } from 'vitest'
import { base64url, bytes, createOptions, isKnown, isRefusal, requestOptions, toJSON } from './webauthn'

const buffer = (...list: number[]) => Uint8Array.from(list).buffer

describe('bytes in base64url', () => {
  it('come back as they were, whatever they are', () => {
    for (let length = 0; length < 70; length++) {
      const list = Array.from({ length }, (_, i) => (i * 37 + length * 91) % 256)
      const text = base64url(buffer(...list))
      expect(text).toMatch(/^[A-Za-z0-9_-]*$/)
      expect([...bytes(text)]).toEqual(list)
    }
  })
})

describe('options', () => {
  it('have bytes where the browser wants bytes', () => {
    const made = createOptions({
      challenge: '-_8',
      rp: { id: 'piece.example', name: 'PIECE' },
      user: { id: 'AQI', name: 'minji@example.com', displayName: '민지' },
      excludeCredentials: [{ id: 'Aw', type: 'public-key', transports: ['internal'] }],
      pubKeyCredParams: [],
    })
    expect([...(made.challenge as Uint8Array)]).toEqual([251, 255])
    expect([...(made.user.id as Uint8Array)]).toEqual([1, 2])
    expect([...(made.excludeCredentials![0]!.id as Uint8Array)]).toEqual([3])
    expect(made.rp.name).toBe('PIECE')
    const asked = requestOptions({ challenge: 'AQI', rpId: 'piece.example', userVerification: 'required' })
    expect([...(asked.challenge as Uint8Array)]).toEqual([1, 2])
    expect(asked.allowCredentials).toEqual([])
  })
})

describe('answers', () => {
  const common = {
    id: 'AQI',
    rawId: buffer(1, 2),
    type: 'public-key',
    getClientExtensionResults: () => ({ credProps: { rk: true } }),
  }
  it('of a new passkey', () => {
    const response = { clientDataJSON: buffer(1), attestationObject: buffer(2), getTransports: () => ['internal'] }
    expect(toJSON({ ...common, response, authenticatorAttachment: 'platform' } as unknown as Credential)).toEqual({
      id: 'AQI',
      rawId: 'AQI',
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: { credProps: { rk: true } },
      response: { clientDataJSON: 'AQ', attestationObject: 'Ag', transports: ['internal'] },
    })
  })
  it('of a passkey that is used, without a handle where there is none', () => {
    const response = { clientDataJSON: buffer(1), authenticatorData: buffer(2), signature: buffer(3), userHandle: null }
    expect(toJSON({ ...common, response } as unknown as Credential).response).toEqual({
      clientDataJSON: 'AQ',
      authenticatorData: 'Ag',
      signature: 'Aw',
    })
  })
  it('that are none', () => {
    expect(isRefusal(new DOMException('', 'NotAllowedError'))).toBe(true)
    expect(isRefusal(new DOMException('', 'SecurityError'))).toBe(false)
    expect(isRefusal(new Error('NotAllowedError'))).toBe(false)
    expect(isKnown(new DOMException('', 'InvalidStateError'))).toBe(true)
  })
})
