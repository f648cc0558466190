// The cover, the choices, and the first look.
const dark = matchMedia('(prefers-color-scheme: dark)')
let theme = dark.matches ? 'dark' : 'light'
dark.addEventListener('change', (event) => setTheme(event.matches ? 'dark' : 'light'))

function setTheme(name) {
  theme = name
  document.documentElement.dataset.theme = name
  label($('theme'), t(name === 'dark' ? 'light' : 'dark'))
}

function label(button, text) {
  button.setAttribute('aria-label', text)
  button.title = text
}

function chip(name, value, text) {
  return make('button', { type: 'button', ['data-' + name]: String(value), text, on: { click: () => {
    shown[name] = value
    show()
  } } })
}

function write() {
  document.documentElement.lang = language
  const title = head.nickname ? t('book', { name: head.nickname }) : t('bookOfNobody')
  document.title = title + ' · PIECE'
  $('title').textContent = title
  const worn = language === 'en' ? head.titleEn : head.titleKo
  $('worn').textContent = worn ?? ''
  $('worn').hidden = !worn
  const span = years.length > 1 ? years.at(-1) + '–' + years[0] : String(years[0] ?? '')
  $('sum').textContent = years.length ? t('sum', { years: span, n: number(tickets.length) }) : ''
  $('made').textContent = t('made', { day: dayText(head.madeOn, { dateStyle: 'long' }) })
  $('language').textContent = t('other')
  $('language').lang = language === 'ko' ? 'en' : 'ko'
  $('query').placeholder = t('search')
  $('query').setAttribute('aria-label', t('search'))
  for (const [id, key] of [['print', 'print'], ['before', 'before'], ['after', 'after'], ['close', 'close'], ['flip', 'flip']]) label($(id), t(key))
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t)
  for (const [id, key] of [['views', 'view'], ['years', 'year'], ['kinds', 'kind'], ['finder', 'search']]) $(id).setAttribute('aria-label', t(key))
  $('years').replaceChildren(chip('year', 0, t('all')), ...years.map((year) => chip('year', year, String(year))))
  const there = kindNames.filter((kind) => tickets.some((ticket) => ticket.kind === kind))
  $('kinds').replaceChildren(chip('kind', '', t('all')), ...there.map((kind) => chip('kind', kind, words[language].kinds[kind])))
  $('kinds').hidden = there.length < 2
  $('years').hidden = years.length < 2
  setTheme(theme)
  show()
  if ($('ticket').open) showTicket()
}

$('face').replaceChildren(head.picture ? make('img', { src: encodeURI(head.picture), alt: '' }) : (Array.from(head.nickname || 'P')[0] ?? ''))
$('language').addEventListener('click', () => {
  language = language === 'ko' ? 'en' : 'ko'
  write()
})
$('theme').addEventListener('click', () => setTheme(theme === 'dark' ? 'light' : 'dark'))
$('print').addEventListener('click', () => print())
for (const button of $('views').children) {
  button.addEventListener('click', () => {
    shown.view = button.dataset.view
    show()
  })
}
$('query').addEventListener('input', () => {
  shown.query = $('query').value
  if (shown.query && shown.year) shown.year = 0 // whoever looks for something wants it from any year
  show()
})
// Pictures that load when they are near would be missing on paper.
addEventListener('beforeprint', () => document.querySelectorAll('img[loading=lazy]').forEach((image) => (image.loading = 'eager')))
write()
