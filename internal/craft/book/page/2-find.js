// What is shown: a year or all, a kind or all, and what is searched for.
const shown = { year: 0, kind: '', query: '', view: 'grid' }
const years = [...new Set(tickets.map((ticket) => ticket.year))].sort((a, b) => b - a)
tickets.sort((a, b) => (a.day === b.day ? (b.time ?? '').localeCompare(a.time ?? '') || b.number - a.number : a.day < b.day ? 1 : -1))
if (tickets.length > 400) shown.year = years[0] ?? 0

const fold = (text) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '')
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const initials = (text) =>
  text.replace(/[가-힣]/g, (syllable) => INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)])
const isInitials = (text) => /^[ㄱ-ㅎ]+$/.test(text)

const texts = new Map()
function textOf(ticket) {
  let text = texts.get(ticket)
  if (text === undefined) {
    const parts = [ticket.title, ticket.venue, ticket.cast, ticket.director, ticket.review, ticket.companion, ticket.record, ...(ticket.photos ?? []).map((photo) => photo.caption)]
    text = fold(parts.filter(Boolean).join('\n'))
    texts.set(ticket, text)
  }
  return text
}

function found() {
  const query = fold(shown.query)
  return tickets.filter((ticket) => {
    if (shown.year && ticket.year !== shown.year) return false
    if (shown.kind && ticket.kind !== shown.kind) return false
    if (!query) return true
    return isInitials(query) ? initials(fold(ticket.title)).includes(query) : textOf(ticket).includes(query)
  })
}

// grouped gives runs of tickets that have the same key.
function grouped(list, key) {
  const groups = []
  for (const item of list) {
    const name = key(item)
    if (groups.at(-1)?.name !== name) groups.push({ name, items: [] })
    groups.at(-1).items.push(item)
  }
  return groups
}
