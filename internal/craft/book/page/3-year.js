// A year, or all of them, in numbers: always those of all its tickets, whatever is searched for.
const tally = (list, keys) => {
  const counts = new Map()
  for (const ticket of list) for (const key of keys(ticket)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}
const people = (ticket) => [...new Set((ticket.cast ?? '').split(/[,、·/]/).map((name) => name.trim()).filter(Boolean))]

let opened = matchMedia('(min-width: 700px)').matches
function showYear() {
  const list = tickets.filter((ticket) => !shown.year || ticket.year === shown.year)
  const box = $('year')
  box.replaceChildren()
  box.hidden = !list.length || Boolean(shown.query)
  if (box.hidden) return
  const rated = list.filter((ticket) => ticket.halfStars)
  const stars = rated.reduce((sum, ticket) => sum + ticket.halfStars, 0) / 2 / (rated.length || 1)
  const spent = list.reduce((sum, ticket) => sum + (ticket.price ?? 0), 0)
  const places = tally(list, (ticket) => (ticket.venue ? [ticket.venue] : []))
  const fact = (name, value) => make('div', {}, make('dt', { text: t(name) }), make('dd', { class: 'num', text: value }))
  const details = make('details', { open: opened, on: { toggle: () => (opened = details.open) } },
    make('summary', {}, make('h2', { id: 'year-title', text: shown.year ? t('numbersOf', { year: shown.year }) : t('numbersOfAll') }), chevron()),
    make('dl', { class: 'numbers' },
      fact('count', t('countUnit', { n: number(list.length) })),
      fact('stars', rated.length ? '★ ' + number(stars, 1) : '–'),
      fact('spent', t('won', { n: number(spent) })),
      fact('places', t('placesUnit', { n: number(places.length) }))),
    make('div', { class: 'charts' },
      chart(shown.year ? 'byMonth' : 'byYear', bars(list)),
      chart('byKind', ranking(tally(list, (ticket) => [ticket.kind]).map(([kind, n]) => [words[language].kinds[kind] ?? kind, n]))),
      places.length ? chart('mostPlaces', ranking(places.slice(0, 5))) : chart('mostPeople', ranking(tally(list, people).slice(0, 5)))))
  box.append(details)
}

const chart = (name, inside) => make('section', {}, make('h3', { text: t(name) }), inside)

function bars(list) {
  const columns = shown.year
    ? Array.from({ length: 12 }, (_, i) => [t('month', { n: i + 1 }), list.filter((ticket) => Number(ticket.day.slice(5, 7)) === i + 1).length])
    : [...years].reverse().slice(-14).map((year) => [String(year), list.filter((ticket) => ticket.year === year).length])
  const most = Math.max(...columns.map(([, n]) => n), 1)
  return make('ol', { class: 'bars' }, ...columns.map(([name, n]) => {
    const bar = make('i', { class: n ? '' : 'zero', 'aria-hidden': 'true' })
    bar.style.height = (n ? Math.max((n / most) * 92, 5) : 4) + 'px'
    return make('li', { class: 'num' }, make('b', { text: n ? number(n) : '' }), bar, make('span', { text: name }))
  }))
}

function ranking(rows) {
  const most = Math.max(...rows.map(([, n]) => n), 1)
  return make('ul', { class: 'list' }, ...rows.map(([name, n]) => {
    const bar = make('i', { 'aria-hidden': 'true' })
    bar.style.width = (n / most) * 100 + '%'
    return make('li', {}, make('span', { text: name }), make('b', { class: 'num', text: number(n) }), bar)
  }))
}

function chevron() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', 'M6 9l6 6 6-6')
  svg.append(path)
  return svg
}
