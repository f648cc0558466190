/** What is typed in a room, kept on this device with every letter: another room, a reload or a crash loses nothing. */
import { onScopeDispose, reactive, watch, type Ref } from 'vue'
import type { ChatClient } from './chatClient'
import type { TypedText } from './model'

export function useTyped(chat: Readonly<Ref<ChatClient | null>>, room: Readonly<Ref<string>>): TypedText {
  const typed = reactive<TypedText>({ text: '' })
  /** The room whose text on the device was looked up; '' until then. */
  let of = ''

  const empty = (): boolean => !typed.text && !typed.replyTo

  function keep(): void {
    if (!of || of !== room.value) return
    const { text, replyTo } = typed
    void chat.value?.keepTyped(of, empty() ? null : { text, ...(replyTo && { replyTo }) })
  }

  async function open(client: ChatClient, current: string): Promise<void> {
    const kept = await client.typed(current).catch(() => null)
    if (room.value !== current || chat.value !== client) return
    of = current
    // what was typed while the device was asked is newer
    if (!empty()) keep()
    else if (kept) Object.assign(typed, kept)
  }

  watch(
    [() => chat.value, room] as const,
    ([client, current], [, before]) => {
      of = ''
      if (before !== undefined && before !== current) Object.assign(typed, { text: '', replyTo: undefined })
      if (client) void open(client, current)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(watch(typed, keep, { flush: 'sync' }))
  return typed
}
