/** The field in which a message is typed: it grows with the text, and its cursor can be led. */
import { nextTick, onMounted, watch, type Ref } from 'vue'
import { covered } from './spoiler'

/** How far it grows; what is longer scrolls. */
const LINES = 5

export function useTextField(field: Readonly<Ref<HTMLTextAreaElement | null>>, text: Ref<string>) {
  function fit(): void {
    const at = field.value
    if (!at) return
    at.style.height = 'auto'
    const line = parseFloat(getComputedStyle(at).lineHeight) || 22
    at.style.height = `${Math.min(at.scrollHeight, Math.round(line * LINES) + 20)}px`
  }
  watch(text, () => void nextTick(fit))
  onMounted(fit)

  function focus(start?: number, end = start): void {
    field.value?.focus({ preventScroll: true })
    if (start !== undefined) field.value?.setSelectionRange(start, end ?? start)
  }

  const start = () => field.value?.selectionStart ?? text.value.length
  const end = () => field.value?.selectionEnd ?? start()

  /** Puts words where the cursor is, or in place of what is marked. */
  async function insert(words: string): Promise<void> {
    const at = start()
    text.value = text.value.slice(0, at) + words + text.value.slice(end())
    await nextTick()
    focus(at + words.length)
  }

  /** What is marked is covered until it is tapped, or what is typed next. */
  async function cover(): Promise<void> {
    const next = covered(text.value, start(), end())
    text.value = next.text
    await nextTick()
    focus(next.start, next.end)
  }

  return { focus, insert, cover, cursor: start }
}
