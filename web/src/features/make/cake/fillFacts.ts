/** What a cake tells the form of a piece, without overwriting what the person typed. */
import { TEXT_RULES } from '../facts/limits'
import { showPrice } from '../facts/price'
import { GENRES, KINDS, type FactsForm, type Genre, type Kind } from '../model'
import { joinWithin } from './names'

/** The part of a cake that a piece has a place for. */
export interface CakeFacts {
  kind: string
  title: string
  venue?: string
  genres?: readonly string[] | null
  prices?: readonly { seat?: string; won: number }[] | null
  credits?: readonly { role: string; name: string }[] | null
}

/** The fields that a cake may fill, with the values that it filled in. */
export type Filled = Partial<FactsForm>

export const namesOf = (cake: CakeFacts, ...roles: string[]): string[] => [
  ...new Set((cake.credits ?? []).filter(({ role }) => roles.includes(role)).map(({ name }) => name)),
]

/** Who is on the stage or the screen. */
export const castOf = (cake: CakeFacts): string[] => namesOf(cake, 'cast', 'artist')
export const directorsOf = (cake: CakeFacts): string[] => namesOf(cake, 'director')
/** The kinds of seats that have a price. */
export const seatsOf = (cake: CakeFacts): string[] => [
  ...new Set((cake.prices ?? []).flatMap(({ seat }) => (seat ? [seat] : []))),
]

function factsOf(cake: CakeFacts): Filled {
  const { genres, prices } = cake
  const known: Filled = {
    kind: KINDS.find((kind): kind is Kind => kind === cake.kind),
    title: cake.title,
    venue: cake.venue,
    cast: joinWithin(castOf(cake), TEXT_RULES.cast.max),
    director: joinWithin(directorsOf(cake), TEXT_RULES.director.max),
    genre: genres?.length === 1 ? GENRES.find((genre): genre is Genre => genre === genres[0]) : undefined,
    price: prices?.length === 1 ? showPrice(String(prices[0]!.won)) : undefined,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value))
}

/**
 * The facts with all that the cake knows and the person has not typed. `filled` is what the cake before this one filled
 * in: as long as it stands untouched it is not the person's, and goes.
 */
export function fillFacts(facts: FactsForm, filled: Filled, cake: CakeFacts): { facts: FactsForm; filled: Filled } {
  const own = Object.fromEntries(
    Object.entries(facts).map(([field, value]) => [field, value === filled[field as keyof FactsForm] ? '' : value]),
  ) as unknown as FactsForm
  const fresh = Object.entries(factsOf(cake)).filter(([field]) => own[field as keyof FactsForm].trim() === '')
  const next = Object.fromEntries(fresh) as Filled
  return { facts: { ...own, ...next } as FactsForm, filled: next }
}
