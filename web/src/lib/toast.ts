import { ref } from 'vue'

export interface ToastAction {
  label: string
  run: () => void
}

export interface Toast {
  id: number
  message: string
  tone: 'info' | 'error'
  action?: ToastAction
}

/** Offers stay until they are taken, dismissed or overtaken; news goes by itself, and so does what is offered in passing. */
const STAY = 5_000
const AT_ONCE = 3

const toasts = ref<Toast[]>([])
let next = 1

export const dismiss = (id: number): void => void (toasts.value = toasts.value.filter((t) => t.id !== id))

/** Says something at the edge of the page; the same sentence is not shown twice at a time. */
export function toast(
  message: string,
  options: { tone?: Toast['tone']; action?: ToastAction; passing?: boolean } = {},
): void {
  const { tone = 'info', action, passing = !action } = options
  const id = next++
  toasts.value = [...toasts.value.filter((t) => t.message !== message), { id, message, tone, action }].slice(-AT_ONCE)
  if (passing) setTimeout(() => dismiss(id), tone === 'error' || action ? STAY * 2 : STAY)
}

export const useToasts = () => toasts
