/** What is about to be sent: text, photos, a piece, an answer to something, and who is named. */
import { computed, onBeforeUnmount, ref, shallowReactive, shallowRef } from 'vue'
import type { PieceSummary } from '@/api/types'
import { visibleLength } from '@/lib/grapheme'
import type { ChosenPhoto, OpenRoom } from '../../core'
import { MAX_MENTIONS, MAX_PICTURES, MAX_TEXT } from '../limits'
import { completed, namedIn, type Candidate, type Typed } from './mention'

export interface TrayPhoto {
  key: number
  /** '' while the file is read. */
  address: string
  photo: ChosenPhoto | null
}

export interface ComposerDeps {
  room: OpenRoom
  /** Makes of a file what the server takes; throws when it can't. */
  prepare(file: Blob): Promise<ChosenPhoto>
}

export function useComposer({ room, prepare }: ComposerDeps) {
  const photos = shallowReactive<TrayPhoto[]>([])
  const piece = shallowRef<PieceSummary | null>(null)
  const chosen = new Map<string, Candidate>()
  /** Files that could not be taken since the last send: too many, or no pictures. */
  const tooMany = ref(false)
  const refused = ref(0)
  let nextKey = 1

  const text = computed({
    get: () => room.typed.text,
    set: (value) => (room.typed.text = value),
  })
  const replyTo = computed({
    get: () => room.typed.replyTo ?? 0,
    set(seq) {
      if (seq) room.typed.replyTo = seq
      else delete room.typed.replyTo
    },
  })
  const length = computed(() => visibleLength(text.value))
  const tooLong = computed(() => length.value > MAX_TEXT)
  const reading = computed(() => photos.some(({ photo }) => !photo))
  const hasSomething = computed(() => length.value > 0 || photos.length > 0 || piece.value !== null)
  const ready = computed(() => hasSomething.value && !tooLong.value && !reading.value)

  async function add(files: readonly Blob[]): Promise<void> {
    refused.value = 0
    const room = MAX_PICTURES - photos.length
    tooMany.value = files.length > room
    await Promise.all(files.slice(0, Math.max(0, room)).map(read))
  }

  async function read(file: Blob): Promise<void> {
    const key = nextKey++
    photos.push({ key, address: '', photo: null })
    const place = () => photos.findIndex((each) => each.key === key)
    try {
      const photo = await prepare(file)
      if (place() >= 0) photos[place()] = { key, photo, address: URL.createObjectURL(photo.blob) }
    } catch {
      if (place() >= 0) photos.splice(place(), 1)
      refused.value++
    }
  }

  function drop(key: number): void {
    const at = photos.findIndex((each) => each.key === key)
    const [gone] = at >= 0 ? photos.splice(at, 1) : []
    if (gone?.address) URL.revokeObjectURL(gone.address)
    tooMany.value = false
  }

  function type(words: string, answered: number): void {
    text.value = words
    replyTo.value = answered
  }

  function clear(): void {
    for (const { key } of [...photos]) drop(key)
    piece.value = null
    chosen.clear()
    refused.value = 0
    type('', 0)
  }

  /** Hands it over and is empty again; what could not be kept is put back. */
  async function send(): Promise<boolean> {
    if (!ready.value) return false
    const before = { text: text.value, replyTo: replyTo.value, piece: piece.value, people: [...chosen.values()] }
    const mentions = namedIn(text.value, before.people, MAX_MENTIONS)
    const blobs = photos.flatMap(({ photo }) => (photo ? [photo] : []))
    const draft = {
      ...(text.value.trim() && { text: text.value.trim() }),
      ...(blobs.length && { photos: blobs }),
      ...(piece.value && { pieceId: piece.value.id }),
      ...(replyTo.value && { replyTo: replyTo.value }),
      ...(mentions.length && { mentions }),
    }
    clear()
    try {
      await room.send(draft)
      return true
    } catch (error) {
      if (!text.value) type(before.text, before.replyTo)
      piece.value ??= before.piece
      for (const each of before.people) chosen.set(each.id, each)
      for (const photo of blobs) photos.push({ key: nextKey++, photo, address: URL.createObjectURL(photo.blob) })
      throw error
    }
  }

  /** Puts a name into the text; gives where the cursor goes. */
  function name(person: Candidate, typed: Typed, cursor: number): number {
    chosen.set(person.id, person)
    const next = completed(text.value, cursor, typed, person.nickname)
    text.value = next.text
    return next.cursor
  }

  onBeforeUnmount(() => {
    for (const { address } of photos) if (address) URL.revokeObjectURL(address)
  })

  return { text, replyTo, photos, piece, length, tooLong, reading, ready, tooMany, refused, add, drop, send, name }
}

export type Composer = ReturnType<typeof useComposer>
