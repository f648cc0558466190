// One ticket: it flips, and beside it is all that is known of it.
let at = -1

function openTicket(ticket) {
  at = list.indexOf(ticket)
  showTicket()
  if (!$('ticket').open) $('ticket').showModal()
}

function showTicket() {
  const ticket = list[at]
  if (!ticket) return
  turn(false)
  $('front').replaceChildren(picture(ticket.front || ticket.small, t('frontOf', { title: ticket.title }), ticket))
  $('back').replaceChildren(picture(ticket.back, t('backOf', { title: ticket.title }), ticket))
  $('place').textContent = t('place', { i: number(at + 1), n: number(list.length) })
  $('before').disabled = at === 0
  $('after').disabled = at === list.length - 1
  const tags = [words[language].kinds[ticket.kind], ticket.genre && words[language].genres[ticket.genre], ticket.viewing > 1 && t('viewing', { n: ticket.viewing }), ticket.private && t('private')]
  $('facts').replaceChildren(...[
    make('ul', { class: 'tags' }, ...tags.filter(Boolean).map((text) => make('li', { text }))),
    make('h2', { id: 'ticket-title', text: ticket.title }),
    ticket.review && make('p', { class: 'quote', text: ticket.review }),
    factsOf(ticket),
    ...recordOf(ticket),
  ].filter(Boolean))
  $('facts').scrollTop = 0
  document.querySelector('.pages').scrollTop = 0
}

function factsOf(ticket) {
  const price = ticket.price === undefined || ticket.price === null ? '' : ticket.price === 0 ? t('free') : t('won', { n: number(ticket.price) })
  const rows = [
    ['when', longDay(ticket.day) + (ticket.time ? ' ' + ticket.time : '')],
    ['rated', starsOf(ticket) && '★ ' + starsOf(ticket)],
    ['where', ticket.venue], ['seat', ticket.seat], ['cast', ticket.cast], ['director', ticket.director],
    ['price', price], ['companion', ticket.companion],
    ['edition', ticket.year + ' · No. ' + ticket.number],
  ]
  return make('dl', {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [make('dt', { text: t(name) }), make('dd', { class: 'num' + (name === 'rated' ? ' stars' : ''), text: value })]))
}

function recordOf(ticket) {
  if (!ticket.record && !ticket.photos?.length) return []
  return [
    make('h3', { text: t('record') }),
    ticket.record && make('p', { class: 'record', text: ticket.record }),
    ticket.photos?.length && make('div', { class: 'photos' }, ...ticket.photos.map((photo, i) => {
      const name = photo.caption || t('photo', { i: i + 1 })
      return make('figure', {},
        make('a', { href: encodeURI(photo.file), target: '_blank', rel: 'noopener' }, picture(photo.file, name, ticket, true)),
        photo.caption && make('figcaption', { text: photo.caption }))
    })),
  ]
}

// The side that is turned away is not read aloud.
function turn(back) {
  $('flip').setAttribute('aria-pressed', String(back))
  $('front').setAttribute('aria-hidden', String(back))
  $('back').setAttribute('aria-hidden', String(!back))
}

function step(by) {
  if (at + by < 0 || at + by >= list.length) return
  at += by
  showTicket()
}

$('flip').addEventListener('click', () => turn($('flip').getAttribute('aria-pressed') !== 'true'))
$('before').addEventListener('click', () => step(-1))
$('after').addEventListener('click', () => step(1))
$('close').addEventListener('click', () => $('ticket').close())
$('ticket').addEventListener('click', (event) => event.target === $('ticket') && $('ticket').close())
$('ticket').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') step(-1)
  else if (event.key === 'ArrowRight') step(1)
})
