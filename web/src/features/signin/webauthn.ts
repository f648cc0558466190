/**
 * What the API and the browser say about passkeys, one in the words of the other: JSON has bytes in base64url.
 * Newer browsers do this themselves (parseCreationOptionsFromJSON and toJSON); these lines do it for all.
 */

export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

export function base64url(buffer: ArrayBuffer): string {
  let binary = ''
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

interface Descriptor {
  id: string
  type: 'public-key'
  transports?: AuthenticatorTransport[]
}

const descriptors = (list?: Descriptor[]): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }))

/** Options to make a passkey, as the browser wants them. */
export function createOptions(json: unknown): PublicKeyCredentialCreationOptions {
  const o = json as Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
    challenge: string
    user: { id: string; name: string; displayName: string }
    excludeCredentials?: Descriptor[]
  }
  return {
    ...o,
    challenge: bytes(o.challenge),
    user: { ...o.user, id: bytes(o.user.id) },
    excludeCredentials: descriptors(o.excludeCredentials),
  }
}

/** Options to use one. */
export function requestOptions(json: unknown): PublicKeyCredentialRequestOptions {
  const o = json as Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
    challenge: string
    allowCredentials?: Descriptor[]
  }
  return { ...o, challenge: bytes(o.challenge), allowCredentials: descriptors(o.allowCredentials) }
}

/** What the browser answered, as the API wants it. */
export function toJSON(credential: Credential | null): Record<string, unknown> {
  const c = credential as PublicKeyCredential
  const response = c.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const fields: Record<string, unknown> = { clientDataJSON: base64url(response.clientDataJSON) }
  if ('attestationObject' in response) {
    fields.attestationObject = base64url(response.attestationObject)
    fields.transports = response.getTransports?.() ?? []
  } else {
    const assertion = response as AuthenticatorAssertionResponse
    fields.authenticatorData = base64url(assertion.authenticatorData)
    fields.signature = base64url(assertion.signature)
    if (assertion.userHandle) fields.userHandle = base64url(assertion.userHandle)
  }
  return {
    id: c.id,
    rawId: base64url(c.rawId),
    type: c.type,
    response: fields,
    clientExtensionResults: c.getClientExtensionResults(),
    ...(c.authenticatorAttachment ? { authenticatorAttachment: c.authenticatorAttachment } : {}),
  }
}

/** The person closed the browser's dialog, or took too long: nothing to complain about. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')

/** The device has a passkey of this account already. */
export const isKnown = (error: unknown): boolean => error instanceof DOMException && error.name === 'InvalidStateError'
