// The tickets that were found, as a grid by month or in the calendar.
let list = []

function show() {
  list = found()
  $('found').textContent = shown.query || shown.kind ? t('found', { n: number(list.length) }) : ''
  showYear()
  const pages = list.length ? (shown.view === 'grid' ? grid() : calendar()) : [nothing()]
  $('tickets').replaceChildren(...pages)
  for (const button of $('views').children) button.setAttribute('aria-pressed', String(button.dataset.view === shown.view))
  for (const button of $('years').children) button.setAttribute('aria-pressed', String(Number(button.dataset.year) === shown.year))
  for (const button of $('kinds').children) button.setAttribute('aria-pressed', String(button.dataset.kind === shown.kind))
}

function nothing() {
  const any = tickets.length > 0
  return make('div', { class: 'none' }, make('b', { text: t(any ? 'none' : 'empty') }), t(any ? 'noneBody' : 'emptyBody'))
}

const nameOf = (ticket) => [ticket.title, longDay(ticket.day), starsOf(ticket) && t('starsOf', { n: starsOf(ticket) })].filter(Boolean).join(', ')

function grid() {
  return grouped(list, (ticket) => ticket.day.slice(0, 7)).map(({ name, items }) =>
    make('section', { class: 'month' },
      make('h2', {}, dayText(name + '-01', { year: 'numeric', month: 'long' }), make('small', { class: 'num', text: number(items.length) })),
      make('ul', { class: 'grid' }, ...items.map((ticket) => make('li', {}, card(ticket))))))
}

function card(ticket) {
  return make('button', { type: 'button', class: 'card', 'aria-label': nameOf(ticket), on: { click: () => openTicket(ticket) } },
    make('span', { class: 'pic' }, picture(ticket.small || ticket.front, '', ticket, true)),
    make('b', { text: ticket.title }),
    make('span', { class: 'meta num' },
      make('span', { text: dayText(ticket.day, { month: 'short', day: 'numeric' }) }),
      starsOf(ticket) && make('span', { class: 'stars', text: '★ ' + starsOf(ticket) })),
    make('span', { class: 'line', text: ticket.review ?? '' }))
}

function calendar() {
  const months = grouped(list, (ticket) => ticket.day.slice(0, 7))
  const weekdays = Array.from({ length: 7 }, (_, i) => dayText('2023-01-0' + (i + 1), { weekday: 'narrow' }))
  return [make('div', { class: 'months' }, ...months.map(({ name, items }) => {
    const days = new Map(grouped(items, (ticket) => ticket.day).map((group) => [group.name, group.items]))
    const first = atNoon(name + '-01')
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
    const cells = [...Array(first.getUTCDay()).fill(0), ...Array.from({ length: last }, (_, i) => i + 1)]
    while (cells.length % 7) cells.push(0)
    const rows = []
    for (let i = 0; i < cells.length; i += 7) {
      rows.push(make('tr', {}, ...cells.slice(i, i + 7).map((date) => {
        const day = name + '-' + String(date).padStart(2, '0')
        return make('td', { class: 'num' }, date ? (days.has(day) ? dayButton(day, date, days.get(day)) : String(date)) : '')
      })))
    }
    return make('section', { class: 'cal' },
      make('h2', { text: dayText(name + '-01', { year: 'numeric', month: 'long' }) }),
      make('table', {}, make('thead', {}, make('tr', {}, ...weekdays.map((text) => make('th', { scope: 'col', text })))), make('tbody', {}, ...rows)))
  }))]
}

// Several tickets of a day follow one another behind the first (in the order of the list).
function dayButton(day, date, items) {
  const label = items.length > 1 ? t('onDay', { day: longDay(day), n: items.length }) + ': ' + items.map((ticket) => ticket.title).join(', ') : nameOf(items[0])
  return make('button', { type: 'button', class: 'day', 'aria-label': label, on: { click: () => openTicket(items[0]) } },
    picture(items[0].small || items[0].front, '', { color: items[0].color, title: '' }, true),
    make('i', { text: String(date), 'aria-hidden': 'true' }),
    items.length > 1 && make('em', { text: '+' + (items.length - 1), 'aria-hidden': 'true' }))
}
