// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, h, nextTick, type App } from 'vue'
import { i18n, loadTexts } from '@/i18n'
import type { RoomMessage } from '../../core'
import { provideRoom, type RoomContext } from '../context'
import MessageLine from './MessageLine.vue'
import { quoteLine } from './quoteLine'

const said = (part: Partial<RoomMessage> = {}): RoomMessage => ({
  ...{ key: 'k', state: 'sent', seq: 3, sender: 'p1', mine: false, at: '2026-11-26T01:00:00Z', text: '안녕' },
  ...{ pictures: [], mentions: [], removed: false, reactions: [] },
  ...part,
})

let app: App | undefined
afterEach(() => app?.unmount())

async function shown(message: RoomMessage, part: Partial<RoomContext> = {}) {
  await loadTexts('chat')
  const names: Record<string, string> = { p1: '달빛', p2: '반달' }
  const context: RoomContext = {
    personOf: (id) => (names[id] ? { id, nickname: names[id] } : null),
    nameOf: (id) => names[id] ?? '(알 수 없음)',
    quoteOf: () => null,
    isBlocked: () => false,
    canWrite: () => true,
    otherRead: () => 0,
    ...{ jump: vi.fn(), reply: vi.fn(), react: vi.fn(), retry: vi.fn(), discard: vi.fn(), remove: vi.fn() },
    ...{ showPerson: vi.fn(), showPhotos: vi.fn(), report: vi.fn() },
    ...part,
  }
  const at = document.createElement('div')
  app = createApp({
    setup() {
      provideRoom(context)
      return () => h(MessageLine, { message, first: true, last: true })
    },
  })
  app.use(i18n).mount(at)
  await nextTick()
  return { at, context }
}

describe('a message', () => {
  it('of somebody who deleted their account is shown without a name', async () => {
    const { at } = await shown(said({ sender: 'gone' }))
    expect(at.textContent).toContain('(알 수 없음)')
  })

  it('covered text is not in the page before it is asked for', async () => {
    const { at } = await shown(said({ text: '결말은 ||꿈||이에요' }))
    expect(at.innerHTML).not.toContain('꿈')
    at.querySelector<HTMLElement>('[data-testid=spoiler]')!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter' }),
    )
    await nextTick()
    expect(at.textContent).toContain('꿈이에요')
  })

  it('D25 what looks like markup is text, and links say nothing of where they were found', async () => {
    const { at } = await shown(said({ text: '<img src=x onerror=alert(1)> https://a.example/x javascript:alert(1)' }))
    expect(at.querySelector('img')).toBeNull()
    const links = [...at.querySelectorAll('a')]
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://a.example/x'])
    expect(links[0]!.rel).toContain('noopener')
    expect(links[0]!.rel).toContain('noreferrer')
  })

  it('that failed can be sent again or given up', async () => {
    const { at, context } = await shown(
      said({ mine: true, seq: 0, state: 'failed', problem: { code: 'x', message: '안 돼요' } }),
    )
    expect(at.textContent).toContain('안 돼요')
    const [again, discard] = [...at.querySelectorAll<HTMLElement>('[data-testid=failed] button')]
    again!.click()
    discard!.click()
    expect(context.retry).toHaveBeenCalledOnce()
    expect(context.discard).toHaveBeenCalledOnce()
  })

  it('tells how many put an emoji to it and who, and takes one', async () => {
    const reactions = [{ emoji: '❤️', count: 25, mine: true, people: ['p1', 'p2'] }]
    const { at, context } = await shown(said({ reactions }))
    const chip = at.querySelector<HTMLElement>('[aria-pressed]')!
    expect(chip.getAttribute('aria-pressed')).toBe('true')
    expect(chip.getAttribute('aria-label')).toContain('달빛, 반달 외 23명')
    chip.click()
    expect(context.react).toHaveBeenCalledWith(expect.objectContaining({ seq: 3 }), '❤️')
  })

  it('that was removed shows nothing of what it was', async () => {
    const { at } = await shown(
      said({ removed: true, text: '', reactions: [{ emoji: '❤️', count: 1, people: ['p2'] }] }),
    )
    expect(at.textContent).toContain('지워진')
    expect(at.querySelector('[aria-pressed]')).toBeNull()
  })
})

it('a message in one line tells what it is, never what it covers', () => {
  const t = ((key: string, named?: { n?: number }) => `${key}${named?.n ?? ''}`) as never
  expect(quoteLine(undefined, t)).toBe('ui.loading')
  expect(quoteLine(null, t)).toBe('chat.room.quoteGone')
  expect(quoteLine({ removed: true, text: '' }, t)).toBe('chat.room.removed')
  expect(quoteLine({ text: '끝은 ||꿈||' }, t)).not.toContain('꿈')
  expect(quoteLine({ text: '', pictures: [1, 2] }, t)).toBe('chat.room.photos2')
  expect(quoteLine({ text: '', pieceId: 'x' }, t)).toBe('chat.room.piece')
})
