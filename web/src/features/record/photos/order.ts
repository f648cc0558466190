/** The order of photos. Nothing here touches the DOM. */

/** The list with one element moved to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  const element = list[from]
  if (element === undefined) return [...list]
  return [...rest.slice(0, to), element, ...rest.slice(to)]
}

/** The place of the element that is one step further among those that count; its own when there is none. */
export function neighbour<T>(list: readonly T[], from: number, step: -1 | 1, counts: (element: T) => boolean): number {
  for (let at = from + step; at >= 0 && at < list.length; at += step) if (counts(list[at]!)) return at
  return from
}

/** Where a row that is dragged to this height belongs; `middles` are those of all rows, in order. */
export function placeAt(middles: readonly number[], from: number, y: number): number {
  let place = from
  while (place > 0 && y < middles[place - 1]!) place--
  while (place < middles.length - 1 && y > middles[place + 1]!) place++
  return place
}
