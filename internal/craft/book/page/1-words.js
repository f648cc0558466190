'use strict'
// What the page was given, the words of its languages, and how dates and numbers are written.
const read = (id) => JSON.parse(document.getElementById(id).textContent)
const words = read('words')
const head = read('head')
const tickets = read('data')
const $ = (id) => document.getElementById(id)
const kindNames = ['movie', 'play', 'musical', 'concert', 'exhibition', 'etc']

let language = head.language === 'en' ? 'en' : 'ko'
const t = (key, named = {}) => String(words[language][key]).replace(/\{(\w+)\}/g, (all, name) => named[name] ?? all)
const number = (n, digits = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(n)
// A day is a day of the calendar everywhere, and no instant of a time zone.
const atNoon = (day) => new Date(day + 'T12:00:00Z')
const dayText = (day, options) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(atNoon(day))
const longDay = (day) => dayText(day, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' })
const starsOf = (ticket) => (ticket.halfStars ? String(ticket.halfStars / 2) : '')

// make builds an element. Texts are texts: nothing here reads markup.
function make(tag, options = {}, ...inside) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === false) continue
    if (name === 'text') element.textContent = value
    else if (name === 'class') element.className = value
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...inside.filter(Boolean))
  return element
}

// picture shows a file beside the page, or the title where there is none.
function picture(file, alt, ticket, lazy) {
  if (file) {
    const image = make('img', { src: encodeURI(file), alt, loading: lazy ? 'lazy' : undefined, decoding: 'async', draggable: 'false' })
    image.addEventListener('error', () => image.replaceWith(blank(ticket)))
    return image
  }
  return blank(ticket)
}
function blank(ticket) {
  const box = make('span', { class: 'blank', text: ticket?.title ?? '' })
  if (/^#[0-9a-f]{6}$/i.test(ticket?.color ?? '')) {
    box.style.background = ticket.color
    box.style.color = parseInt(ticket.color.slice(3, 5), 16) > 140 ? '#222' : '#fff'
  }
  return box
}
