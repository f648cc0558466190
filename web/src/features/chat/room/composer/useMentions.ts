/** Names while they are typed: who is meant, and how one of them is chosen by keys. */
import { computed, ref, watch, type Ref } from 'vue'
import { fitting, typedName, type Candidate, type Typed } from './mention'
import { useMentionable } from './useMentionable'

export interface MentionDeps {
  field: Readonly<Ref<HTMLTextAreaElement | null>>
  /** The open room whose people are named; '' for none. */
  room(): string
  /** Puts the name of somebody in place of what is typed of it. */
  name(person: Candidate, typed: Typed): void
}

export function useMentions({ field, room, name }: MentionDeps) {
  const typed = ref<Typed | null>(null)
  const active = ref(0)
  const { people, want } = useMentionable(room)
  const suggestions = computed(() => (typed.value ? fitting(people.value, typed.value.query) : []))
  watch(suggestions, () => (active.value = 0))

  function look(): void {
    const at = field.value
    typed.value = at && at.selectionStart === at.selectionEnd ? typedName(at.value, at.selectionStart) : null
    if (typed.value) want()
  }

  function leave(): void {
    typed.value = null
  }

  function choose(person: Candidate): void {
    if (!typed.value) return
    const of = typed.value
    leave()
    name(person, of)
  }

  /** Whether the key was for the list of names. */
  function key(event: KeyboardEvent): boolean {
    const count = suggestions.value.length
    if (count === 0) return false
    if (event.key === 'ArrowDown') active.value = (active.value + 1) % count
    else if (event.key === 'ArrowUp') active.value = (active.value + count - 1) % count
    else if (event.key === 'Enter' || event.key === 'Tab') choose(suggestions.value[active.value]!)
    else if (event.key === 'Escape') leave()
    else return false
    event.preventDefault()
    return true
  }

  return { suggestions, active, look, leave, choose, key }
}
