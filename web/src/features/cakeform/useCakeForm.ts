/** The form of a cake: kept on the device while it is typed, checked as the server will, sent once at a time. */
import {
  computed,
  inject,
  onScopeDispose,
  reactive,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
} from 'vue'
import { toProblem } from '@/api/client'
import type { Problem } from '@/api/problem'
import { newKey } from '@/features/make/draft/newKey'
import { text } from '@/i18n'
import { forgetForm, keepForm, recallForm, type KeptForm } from './formDraft'
import { differences, type CakeForm } from './model'
import { cakeOrder, placeInForm, type NewCake } from './order'
import { cakeFaults, type Found, type Place } from './validate'

export interface CakeFormDeps<T> {
  /** Its place on the device. */
  place: string
  /** The form before anything is typed. */
  fresh: () => CakeForm
  /** The version of the cake that `fresh` shows. */
  version?: number
  /** Sends it. `key` is the same for the same order. */
  send: (order: NewCake, key: string, version: number) => Promise<T>
  /** Brings the focus to the first bad place. */
  focus: (place: Place) => void
  /** Milliseconds of rest after which it is kept. */
  delay?: number
}

/** What the fields need of their form. */
export interface FormBoard {
  form: CakeForm
  /** Sentences by place, only those that should be seen now. */
  messages: ComputedRef<Record<Place, string>>
  /** The person left the place. */
  leave(place: Place): void
}

export const FORM: InjectionKey<FormBoard> = Symbol('cake form')

export function useFormBoard(): FormBoard {
  const board = inject(FORM)
  if (!board) throw new Error('useFormBoard outside of a form')
  return board
}

export function useCakeForm<T>({ place, fresh, version = 0, send, focus, delay = 300 }: CakeFormDeps<T>) {
  const kept = recallForm(place)
  const form = reactive(kept?.form ?? fresh()) as CakeForm
  const base = shallowRef(fresh())
  const from = ref(kept ? kept.version : version)
  const changed = computed(() => differences(form, base.value))
  const restored = ref(kept !== null && changed.value.length > 0)
  let sent = kept?.sent

  const left = reactive(new Set<Place>())
  const tried = ref(false)
  const refused = ref<Record<Place, { message: string; form: string }>>({})
  const problem = shallowRef<Problem | null>(null)
  const sending = ref(false)
  const faults = computed(() => cakeFaults(form))

  const messages = computed(() => {
    const shown: Record<Place, string> = {}
    for (const [at, { message, form: then }] of Object.entries(refused.value))
      if (valueAt(form, at) === then) shown[at] = message
    for (const [at, found] of Object.entries(faults.value))
      if (tried.value || left.has(at)) shown[at] = sentence(at, found)
    return shown
  })

  let timer: ReturnType<typeof setTimeout> | undefined
  function keep(): void {
    clearTimeout(timer)
    if (changed.value.length) keepForm(place, { form, version: from.value, sent } satisfies KeptForm)
    else forgetForm(place)
  }
  watch(form, () => {
    clearTimeout(timer)
    timer = setTimeout(keep, delay)
  })
  onScopeDispose(keep)

  /** The key of this very order: a lost answer is asked for again, another order is another cake. */
  function keyOf(body: string): string {
    if (sent?.body !== body) sent = { key: newKey(), body }
    return sent.key
  }

  /** Sends the form; null when it was not ready, not sent again, or failed. */
  async function submit(more: Partial<NewCake> = {}): Promise<T | null> {
    if (sending.value) return null
    tried.value = true
    problem.value = null
    const bad = Object.keys(faults.value)[0]
    const order = cakeOrder(form)
    if (bad !== undefined || !order) {
      keep()
      focus(bad ?? 'kind')
      return null
    }
    const whole = { ...order, ...more }
    const key = keyOf(JSON.stringify(whole))
    keep()
    sending.value = true
    try {
      const answer = await send(whole, key, from.value)
      finish()
      return answer
    } catch (error) {
      problem.value = toProblem(error)
      const fields = Object.entries(problem.value.fields).map(([at, message]) => {
        const here = placeInForm(form, at)
        return [here, { message, form: valueAt(form, here) }] as const
      })
      refused.value = Object.fromEntries(fields)
      if (fields[0]) focus(fields[0][0])
      return null
    } finally {
      sending.value = false
    }
  }

  /** What was typed is saved, or given up. */
  function finish(): void {
    base.value = JSON.parse(JSON.stringify(form)) as CakeForm
    keep()
  }

  return {
    form,
    messages,
    problem,
    sending,
    restored,
    changed,
    leave: (at: Place) => void left.add(at),
    submit,
    keep,
    /** Throws away what was typed. */
    discard() {
      Object.assign(form, JSON.parse(JSON.stringify(base.value)))
      left.clear()
      tried.value = false
      refused.value = {}
      problem.value = null
      restored.value = false
      keep()
    },
    /** Another device saved something else: from now on the form is an edit of that. */
    rebase(saved: CakeForm, next: number) {
      base.value = saved
      from.value = next
      problem.value = null
      keep()
    },
    from,
  }
}

export type CakeFormState = Omit<ReturnType<typeof useCakeForm<unknown>>, 'submit'>

/** What stands in a place of the form, as a text to compare with. */
function valueAt(form: CakeForm, at: Place): string {
  const row = /^(prices|credits)\[(\d+)\]\.(\w+)$/.exec(at)
  if (!row) return JSON.stringify(form[at as keyof CakeForm])
  const rows = form[row[1] as 'prices' | 'credits'] as unknown as Record<string, unknown>[]
  return JSON.stringify(rows[Number(row[2])]?.[row[3]!])
}

function sentence(at: Place, { fault, min = 0, max = 0 }: Found): string {
  const named = { min, max: max.toLocaleString('en-US'), n: max }
  if (fault === 'required' && at === 'title') return text('cakeform.fault.title')
  if (fault === 'choose') return text('cakeform.fault.kind')
  if (fault === 'number') return text('cakeform.fault.number', { min, max })
  return text(`cakeform.fault.${fault}`, named)
}
