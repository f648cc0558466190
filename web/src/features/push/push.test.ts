import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TooLate, within, type Device, type Known } from './device'
import { Push, type Memory, type Server } from './push'

const subscription = (key = 'key', endpoint = 'https://push.example/1') => ({
  endpoint,
  keys: { p256dh: 'p', auth: 'a' },
  key,
  end: vi.fn(() => Promise.resolve()),
})

let permission: NotificationPermission
let current: Known | null
let owner: string | null
const device = {
  can: vi.fn<Device['can']>(() => 'yes'),
  permission: () => permission,
  ask: vi.fn(() => Promise.resolve(permission)),
  current: () => Promise.resolve(current),
  subscribe: vi.fn<Device['subscribe']>((key) => Promise.resolve((current = subscription(key)))),
} satisfies Device
const server = {
  key: vi.fn<Server['key']>(() => Promise.resolve('key')),
  put: vi.fn<Server['put']>(() => Promise.resolve()),
  remove: vi.fn<Server['remove']>(() => Promise.resolve()),
} satisfies Server
const memory: Memory = { get: () => owner, set: (person) => (owner = person) }
const push = new Push(device, server, memory)

beforeEach(() => {
  permission = 'granted'
  current = null
  owner = null
  vi.clearAllMocks()
})
afterEach(() => void vi.useRealTimers())

describe('whether this device is told of messages', () => {
  it('is off until somebody turns it on', async () => {
    expect(await push.state('a')).toBe('off')
    expect(device.ask).not.toHaveBeenCalled()
    expect(await push.turnOn('a', 'ko')).toBe('on')
    expect(server.put).toHaveBeenCalledExactlyOnceWith({
      endpoint: 'https://push.example/1',
      keys: { p256dh: 'p', auth: 'a' },
      language: 'ko',
    })
    expect(await push.state('a')).toBe('on')
    expect(await push.state('b')).toBe('off')
  })

  it('is explained where it can not be', async () => {
    device.can.mockReturnValueOnce('install')
    expect(await push.state('a')).toBe('install')
    server.key.mockResolvedValueOnce('')
    expect(await push.state('a')).toBe('none')
    permission = 'denied'
    expect(await push.state('a')).toBe('denied')
    expect(await push.turnOn('a', 'ko')).toBe('denied')
    permission = 'default'
    expect(await push.turnOn('a', 'ko')).toBe('off')
    expect(device.subscribe).not.toHaveBeenCalled()
  })

  it('is not on when the server could not be told', async () => {
    server.put.mockRejectedValueOnce(new Error('down'))
    await expect(push.turnOn('a', 'ko')).rejects.toThrow('down')
    expect(await push.state('a')).toBe('off')
  })

  it('does not wait for a browser that never answers', async () => {
    vi.useFakeTimers()
    device.subscribe.mockReturnValueOnce(new Promise(() => undefined))
    const turning = expect(push.turnOn('a', 'ko')).rejects.toThrow(TooLate)
    await vi.advanceTimersByTimeAsync(60_000)
    await turning
  })
})

describe('a subscription', () => {
  it('that is there is used, unless it was made with another key', async () => {
    current = subscription()
    await push.turnOn('a', 'ko')
    expect(device.subscribe).not.toHaveBeenCalled()
    const old = subscription('old key')
    current = old
    await push.renew('a', 'en')
    expect(old.end).toHaveBeenCalled()
    expect(device.subscribe).toHaveBeenCalledExactlyOnceWith('key')
    expect(server.put).toHaveBeenLastCalledWith(expect.objectContaining({ language: 'en' }))
  })

  it('is renewed only for who turned it on', async () => {
    await push.renew('a', 'ko')
    expect(server.put).not.toHaveBeenCalled()
    await push.turnOn('a', 'ko')
    permission = 'denied'
    await push.renew('a', 'ko')
    expect(server.put).toHaveBeenCalledOnce()
  })

  it('of somebody else ends when another comes in', async () => {
    const others = subscription()
    current = others
    owner = 'a'
    await push.renew('b', 'ko')
    expect(others.end).toHaveBeenCalled()
    expect(owner).toBeNull()
    expect(server.put).not.toHaveBeenCalled()
  })

  it('ends at the server and here when it is turned off', async () => {
    const mine = subscription()
    current = mine
    owner = 'a'
    await push.turnOff()
    expect(server.remove).toHaveBeenCalledExactlyOnceWith(mine.endpoint)
    expect(mine.end).toHaveBeenCalled()
    expect(await push.state('a')).toBe('off')
  })

  it('D06 ends here when somebody logs out, also without the server', async () => {
    const mine = subscription()
    current = mine
    owner = 'a'
    server.remove.mockRejectedValueOnce(new Error('no network'))
    await push.leave()
    expect(mine.end).toHaveBeenCalled()
    mine.end.mockClear()
    await push.leave()
    expect(mine.end).not.toHaveBeenCalled()
  })
})

it('work in time is not late', async () => {
  expect(await within(1000, Promise.resolve(1))).toBe(1)
  await expect(within(1000, Promise.reject(new Error('x')))).rejects.toThrow('x')
})
