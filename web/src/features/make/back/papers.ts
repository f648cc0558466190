/** The colours of the papers for the buttons; the renderer's own are in internal/craft/ticket/paper.go. */
import type { Paper } from '../model'

export const PAPER_COLORS: Record<Paper, string> = {
  ivory: '#fbf4e9',
  coral: '#ff9d95',
  butter: '#ffdc97',
  mint: '#c2e8d4',
  sky: '#bfdcf6',
  lilac: '#dbcff8',
  rose: '#ffc9d6',
  night: '#1d1939',
  kraft: '#cfad84',
}
