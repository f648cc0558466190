/** Makes a stored draft usable again: it may come from an older version of this page, or be damaged. */
import { fits } from '../../crop/cropMath'
import { GENRES, KINDS, PAPERS, SHAPES, STEPS, type Draft } from '../model'
import { isDay } from '../facts/localDay'

/** The stored draft with every unknown or missing value replaced by that of a new one. */
export function reviveDraft(stored: Partial<Draft>, fresh: Draft): Draft {
  const photo = stored.photo ?? null
  const crop = stored.crop ?? null
  const day = stored.facts?.day
  const draft: Draft = {
    ...fresh,
    ...stored,
    key: stored.key || fresh.key,
    facts: { ...fresh.facts, ...stored.facts },
    review: { ...fresh.review, ...stored.review },
    photo,
    uploaded: photo ? (stored.uploaded ?? null) : null,
    crop: photo && crop && fits(crop, photo) ? crop : null,
  }
  draft.step = known(STEPS, draft.step) && draft.step !== 'done' ? draft.step : 'picture'
  if (!known(SHAPES, draft.shape)) draft.shape = fresh.shape
  if (!known(PAPERS, draft.paper)) draft.paper = fresh.paper
  if (!known(KINDS, draft.facts.kind)) draft.facts.kind = ''
  if (!known(GENRES, draft.facts.genre)) draft.facts.genre = ''
  if (day === undefined || (day !== '' && !isDay(day))) draft.facts.day = fresh.facts.day
  if (!draft.uploaded) Object.assign(draft, { artworkId: '', paintedFor: '' })
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
