/** The geometry of a photo that is looked at closely. Places are pixels from the middle of the screen. */

export interface Size {
  width: number
  height: number
}

export interface Place {
  x: number
  y: number
}

/** How much the photo is enlarged, and how far it is moved. */
export interface Look extends Place {
  scale: number
}

export const WHOLE: Look = { scale: 1, x: 0, y: 0 }
export const CLOSEST = 5
/** What two taps ask for. */
export const CLOSE = 2.5

/** The size of the whole photo on the screen. */
export function fitted(photo: Size, screen: Size): Size {
  const factor = Math.min(screen.width / photo.width, screen.height / photo.height)
  return { width: photo.width * factor, height: photo.height * factor }
}

/** No further than the photo's edge at the screen's. */
function inside(look: Look, fit: Size, screen: Size): Look {
  const scale = Math.max(1, Math.min(CLOSEST, look.scale))
  const limit = (length: number, room: number) => Math.max(0, (length * scale - room) / 2)
  const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value))
  return {
    scale,
    x: clamp(look.x, limit(fit.width, screen.width)),
    y: clamp(look.y, limit(fit.height, screen.height)),
  }
}

/** Enlarged to this scale, with what is under the place staying there. */
export function zoomed(look: Look, scale: number, at: Place, fit: Size, screen: Size): Look {
  const to = Math.max(1, Math.min(CLOSEST, scale))
  const factor = to / look.scale
  return inside({ scale: to, x: at.x - (at.x - look.x) * factor, y: at.y - (at.y - look.y) * factor }, fit, screen)
}

export const panned = (look: Look, dx: number, dy: number, fit: Size, screen: Size): Look =>
  inside({ scale: look.scale, x: look.x + dx, y: look.y + dy }, fit, screen)

/** What a stroke over the whole photo asks for: the next one, the one before, the way out, or nothing. */
export function strokeOf(dx: number, dy: number, took: number, width: number): 'next' | 'previous' | 'close' | null {
  const [across, down] = [Math.abs(dx), Math.abs(dy)]
  const isFlick = took < 300 && Math.max(across, down) > 40
  if (across > down * 1.2 && (isFlick || across > width * 0.3)) return dx < 0 ? 'next' : 'previous'
  if (dy > 0 && down > across * 1.4 && (isFlick ? down > 90 : down > 160)) return 'close'
  return null
}
