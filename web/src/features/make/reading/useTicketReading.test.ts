import { effectScope } from 'vue'
import { expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { PhotoTools } from '../photo/preparePhoto'
import type { Reading, ReadingServer } from './readingServer'
import { useTicketReading } from './useTicketReading'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array<number>(60).fill(0)])
const file = () => new Blob([JPEG], { type: 'image/jpeg' })
const reading = (change: Partial<Reading>): Reading => ({
  id: 'r1',
  photoId: 'u1',
  state: 'asked',
  suggestions: [],
  createdAt: '',
  ...change,
})
const done = reading({
  state: 'done',
  suggestions: [{ field: 'title', value: '레베카', confidence: 0.9, clear: true }],
})
const failed = (code: NonNullable<Reading['failure']>['code']) =>
  reading({ state: 'failed', failure: { code, message: '안 됐어요.' } })

function setUp(answers: (Reading | Problem)[] = [done]) {
  let uploads = 0
  const server = {
    askUpload: vi.fn(async () => ({ id: `u${++uploads}`, method: 'PUT', url: '', headers: {} })),
    put: vi.fn(async () => {}),
    completeUpload: vi.fn(async (id: string) => ({ id, width: 900, height: 1600 })),
    dropPhoto: vi.fn<(id: string) => Promise<void>>(async () => {}),
    askReading: vi.fn<(photoId: string) => Promise<Reading>>(async () => reading({})),
    getReading: vi.fn(async (): Promise<Reading> => {
      const next = answers.shift() ?? done
      if (next instanceof Problem) throw next
      return next
    }),
    dropReading: vi.fn<(id: string) => Promise<void>>(async () => {}),
  }
  const tools: PhotoTools = {
    measure: vi.fn(async () => ({ width: 900, height: 1600 })),
    shrink: vi.fn(),
    convertHeic: vi.fn(),
  }
  const onConsent = vi.fn()
  const onAsked = vi.fn()
  const scope = effectScope()
  const ticket = scope.run(() =>
    useTicketReading({ server: server as unknown as ReadingServer, tools, onConsent, onAsked }),
  )!
  return { ticket, server, tools, onConsent, onAsked, scope }
}

it('sends a picture, has it read, and lets go of it', async () => {
  const { ticket, server, onAsked } = setUp([reading({ state: 'running' }), done])
  await ticket.read(file())
  expect(ticket.phase.value).toBe('done')
  expect(ticket.found.value.map(({ value }) => value)).toEqual(['레베카'])
  expect(server.askReading.mock.calls[0]![0]).toBe('u1')
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('u1')
  expect(server.dropReading).not.toHaveBeenCalled() // it goes with the picture
  expect(onAsked).toHaveBeenCalledOnce()
})

it('reads the front without sending or dropping it', async () => {
  const { ticket, server } = setUp()
  await ticket.readFront('front', null)
  expect(ticket.phase.value).toBe('done')
  expect(server.askReading.mock.calls[0]![0]).toBe('front')
  expect(server.askUpload).not.toHaveBeenCalled()
  expect(server.dropPhoto).not.toHaveBeenCalled()
  expect(server.dropReading).toHaveBeenCalledExactlyOnceWith('r1')
})

it('tells what is wrong with a file', async () => {
  const { ticket, server } = setUp()
  await ticket.read(new Blob(['not a picture']))
  expect([ticket.phase.value, ticket.trouble.value]).toEqual(['failed', { fault: 'type', again: false }])
  expect(server.askUpload).not.toHaveBeenCalled()
})

it('keeps the picture for another try', async () => {
  const { ticket, server } = setUp([failed('lost'), done])
  await ticket.read(file())
  expect(ticket.trouble.value).toMatchObject({ failure: { code: 'lost' }, again: true })
  expect(server.dropPhoto).not.toHaveBeenCalled()
  await ticket.retry()
  expect(ticket.phase.value).toBe('done')
  expect(server.askUpload).toHaveBeenCalledOnce()
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('u1')
})

it.each(['refused', 'setup', 'budget', 'quota'] as const)('offers no second try after %s', async (code) => {
  const { ticket } = setUp([failed(code)])
  await ticket.read(file())
  expect(ticket.trouble.value).toMatchObject({ again: false })
})

it('asks for consent when the server wants it', async () => {
  const { ticket, server, onConsent } = setUp()
  server.askReading.mockRejectedValueOnce(new Problem('ai_consent', 403, ''))
  await ticket.read(file())
  expect(onConsent).toHaveBeenCalledOnce()
  expect([ticket.phase.value, ticket.trouble.value]).toEqual(['idle', null])
})

it('D23 goes on after the network was away for a moment', async () => {
  const { ticket } = setUp([new Problem('network', 0, ''), new Problem('unavailable', 503, ''), done])
  await ticket.read(file())
  expect(ticket.phase.value).toBe('done')
})

it('sends the picture again when the server lost it', async () => {
  const { ticket, server } = setUp()
  server.askReading.mockRejectedValueOnce(new Problem('invalid', 422, '', { photoId: '없어요.' }))
  await ticket.read(file())
  expect(ticket.trouble.value).toMatchObject({ again: true })
  await ticket.retry()
  expect(ticket.phase.value).toBe('done')
  expect(server.askReading.mock.calls.map(([id]) => id)).toEqual(['u1', 'u2'])
})

it('cancels what is under way and leaves nothing behind', async () => {
  const { ticket, server } = setUp()
  server.getReading.mockImplementation(() => new Promise(() => {}))
  const under = ticket.read(file())
  await vi.waitFor(() => expect(server.getReading).toHaveBeenCalled())
  ticket.forget()
  expect([ticket.phase.value, ticket.picture.value]).toEqual(['idle', null])
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('u1')
  void under
})

it('leaves nothing behind when it is canceled while the picture is on its way', async () => {
  const { ticket, server } = setUp()
  let arrive: () => void = () => {}
  server.completeUpload.mockImplementation(
    (id: string) => new Promise((resolve) => (arrive = () => resolve({ id, width: 9, height: 9 }))),
  )
  const under = ticket.read(file())
  await vi.waitFor(() => expect(server.completeUpload).toHaveBeenCalled())
  ticket.forget()
  arrive()
  await under
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('u1')
  expect(server.askReading).not.toHaveBeenCalled()
  expect(ticket.phase.value).toBe('idle')
})

it('lets go of it when the page is left', async () => {
  const { ticket, server, scope } = setUp([failed('lost')])
  await ticket.read(file())
  scope.stop()
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('u1')
})
