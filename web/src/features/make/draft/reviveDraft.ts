/** Makes a stored draft usable again: it may come from an older version of this page, or be damaged. */
import { fits, wholeCrop } from '../../crop/cropMath'
import { isLinkedCake } from '../cake/linkedCake'
import { GENRES, KINDS, PAPERS, SHAPES, STEPS, STYLES, type Draft } from '../model'
import { isDay } from '../facts/localDay'

/** The stored draft with every unknown or missing value replaced by that of `fresh`, a new one or the piece as it is saved. */
export function reviveDraft(stored: Partial<Draft>, fresh: Draft): Draft {
  const photo = stored.photo ?? null
  const day = stored.facts?.day
  const posterOf = photo ? '' : (stored.posterOf ?? '')
  // without its bytes a photo of the draft is lost, but not a poster and not what the piece has on the server
  const isKept = photo !== null || posterOf !== '' || stored.uploaded?.id === fresh.uploaded?.id
  const uploaded = isKept ? (stored.uploaded ?? null) : fresh.uploaded
  const size = photo ?? uploaded
  const draft: Draft = {
    ...fresh,
    ...stored,
    key: stored.key || fresh.key,
    facts: { ...fresh.facts, ...stored.facts },
    review: { ...fresh.review, ...stored.review },
    photo,
    uploaded,
    posterOf: uploaded ? posterOf : '',
    crop: size && stored.crop && fits(stored.crop, size) ? stored.crop : photo ? null : fresh.crop,
    cake: isLinkedCake(stored.cake) ? stored.cake : null,
  }
  if (uploaded && posterOf) draft.crop ??= wholeCrop(uploaded)
  draft.step = known(STEPS, draft.step) && draft.step !== 'done' ? draft.step : 'picture'
  if (!known(SHAPES, draft.shape)) draft.shape = fresh.shape
  if (!known(STYLES, draft.style)) draft.style = fresh.style
  if (!known(PAPERS, draft.paper)) draft.paper = fresh.paper
  if (!known(KINDS, draft.facts.kind)) draft.facts.kind = ''
  if (!known(GENRES, draft.facts.genre)) draft.facts.genre = ''
  if (day === undefined || (day !== '' && !isDay(day))) draft.facts.day = fresh.facts.day
  if (draft.uploaded?.id !== stored.uploaded?.id || !draft.uploaded) {
    const { artworkId, paintedFor } = photo ? { artworkId: '', paintedFor: '' } : fresh
    Object.assign(draft, { artworkId, paintedFor })
  }
  return draft
}

/** A copy without reactivity and without the photo, fit to be stored. */
export function toRecord(draft: Draft): Omit<Draft, 'photo'> {
  const copy: Partial<Draft> = { ...draft }
  delete copy.photo
  return JSON.parse(JSON.stringify(copy)) as Omit<Draft, 'photo'>
}

function known<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value)
}
