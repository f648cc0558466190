import { computed, effectScope, nextTick, ref, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import type { ChatClient } from './chatClient'
import type { TypedText } from './model'
import { useTyped } from './useTyped'

/** A device on which two rooms are opened; reading it takes a while. */
function device(kept: Record<string, TypedText> = {}) {
  const client = {
    typed: async (room: string) => kept[room] ?? null,
    keepTyped: async (room: string, typed: TypedText | null) => {
      if (typed) kept[room] = typed
      else delete kept[room]
    },
  } as unknown as ChatClient
  const chat = shallowRef<ChatClient | null>(null)
  const room = ref('a')
  const scope = effectScope()
  const typed = scope.run(() => useTyped(chat, room))!
  return { kept, chat, client, room, typed, scope }
}
const settled = async () => {
  for (let n = 0; n < 5; n++) await nextTick()
}

describe('what is typed in a room', () => {
  it('is kept with every letter and found again', async () => {
    const { kept, chat, client, typed } = device()
    chat.value = client
    await settled()
    const length = computed(() => typed.text.length)
    typed.text = '가나'
    expect(length.value).toBe(2)
    await settled()
    expect(kept).toEqual({ a: { text: '가나' } })
    typed.text = ''
    await settled()
    expect(kept).toEqual({})
  })

  it('belongs to its room', async () => {
    const { kept, chat, client, room, typed } = device({ b: { text: '나', replyTo: 3 } })
    chat.value = client
    await settled()
    typed.text = '가'
    room.value = 'b'
    await settled()
    expect([typed.text, typed.replyTo]).toEqual(['나', 3])
    room.value = 'a'
    await settled()
    expect([typed.text, typed.replyTo]).toEqual(['가', undefined])
    expect(kept).toEqual({ a: { text: '가' }, b: { text: '나', replyTo: 3 } })
  })

  it('is not overwritten by what the device tells late', async () => {
    const { kept, chat, client, typed } = device({ a: { text: '전' } })
    chat.value = client
    typed.text = '지금'
    await settled()
    expect([typed.text, kept.a?.text]).toEqual(['지금', '지금'])
  })

  it('is there before it is known who is signed in', async () => {
    const { kept, chat, client, typed } = device()
    typed.text = '빨리'
    chat.value = client
    await settled()
    expect([typed.text, kept.a?.text]).toEqual(['빨리', '빨리'])
  })
})
