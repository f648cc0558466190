/** The ways in which calendar programs take an address. */

/** Opens the calendar program of the device. */
export const webcal = (url: string): string => url.replace(/^https?:/, 'webcal:')

/** Google's calendar fetches by itself, from the internet: it takes no address of a home network. */
export const googleCalendar = (url: string): string =>
  `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal(url))}`
