import type { QueryClient, QueryKey } from '@tanstack/vue-query'

type Answer = [key: QueryKey, data: unknown]

const isAnswer = (entry: unknown): entry is Answer =>
  Array.isArray(entry) && entry.length === 2 && Array.isArray(entry[0])

/** Takes over the answers that the server put into the page, so that the first screen needs no request. */
export function takeBootData(client: QueryClient, page: ParentNode = document): void {
  const element = page.querySelector('#boot')
  if (!element?.textContent) return
  let entries: unknown
  try {
    entries = JSON.parse(element.textContent)
  } catch {
    return
  }
  if (!Array.isArray(entries)) return
  for (const [key, data] of entries.filter(isAnswer)) client.setQueryData(key, data)
  element.remove()
}
