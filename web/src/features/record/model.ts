/** What a record is on this page: the text, and photos of which some may not have reached the server yet. */
import { cleanLines, cleanText, textFault, type TextFault } from '../make/facts/textRule'
import { CAPTION_RULE, MAX_PHOTOS, TEXT_RULE } from './limits'

export interface PhotoRef {
  photoId: string
  caption: string
}

/** What is sent, and what two versions are compared by. */
export interface RecordContent {
  text: string
  photos: PhotoRef[]
}

/** A version as the server has it; 0 when the record was never written. */
export interface Version extends RecordContent {
  version: number
}

export interface RecordPhoto {
  /** Names the photo on this device, before the server gives it an id and when it has to be sent again. */
  key: string
  /** Empty until the server has it. */
  photoId: string
  caption: string
  width: number
  height: number
  color: string
  /** Addresses; empty as long as the picture is on this device only. */
  small: string
  large: string
  /** Taken out a moment ago; it can be put back, the server keeps it for a while. */
  removed: boolean
  /** What the server said against it; it is left out of what is saved until that is mended. */
  fault: string
}

export interface RecordDraft {
  text: string
  photos: RecordPhoto[]
}

export const EMPTY: Version = { text: '', photos: [], version: 0 }

/** The content as the server will keep it, so that what only looks different is not saved again. */
export const clean = (content: RecordContent): RecordContent => ({
  text: cleanLines(content.text),
  photos: content.photos.map(({ photoId, caption }) => ({ photoId, caption: cleanText(caption) })),
})

export function sameContent(one: RecordContent, other: RecordContent): boolean {
  const [a, b] = [clean(one), clean(other)]
  return a.text === b.text && samePhotos(a.photos, b.photos)
}

export const samePhotos = (a: readonly PhotoRef[], b: readonly PhotoRef[]): boolean =>
  a.length === b.length && a.every(({ photoId, caption }, i) => photoId === b[i]?.photoId && caption === b[i].caption)

export const captionFault = (caption: string): TextFault | null => textFault(caption, CAPTION_RULE)

/** Counting a long text takes a while, and the same one is asked about many times. */
function lastAnswer<A, B>(answer: (question: A) => B): (question: A) => B {
  let last: { question: A; answer: B } | undefined
  return (question) => (last?.question === question ? last : (last = { question, answer: answer(question) })).answer
}
export const bodyFault = lastAnswer((text: string): TextFault | null => textFault(text, TEXT_RULE))

/**
 * What can be saved of the draft. One part that can't be (a text too long, a photo still on its way) does not hold up
 * the others: it stays as it was in the version before.
 */
export function savable(draft: RecordDraft, base: RecordContent): RecordContent {
  const captionBefore = (id: string) => base.photos.find((photo) => photo.photoId === id)?.caption ?? ''
  return {
    text: bodyFault(draft.text) ? base.text : draft.text,
    photos: draft.photos
      .filter(({ photoId, fault, removed }) => photoId && !fault && !removed)
      .slice(0, MAX_PHOTOS)
      .map(({ photoId, caption }) => ({
        photoId,
        caption: captionFault(caption) ? captionBefore(photoId) : caption,
      })),
  }
}

/** All that was written is in this version, and nothing is on its way. */
export function isKept({ text, photos }: RecordDraft, base: RecordContent): boolean {
  const shown = photos.filter(({ removed }) => !removed)
  return shown.every(({ photoId, fault }) => photoId && !fault) && sameContent({ text, photos: shown }, base)
}
