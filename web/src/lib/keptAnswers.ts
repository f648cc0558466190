/**
 * Which answers of the API the service worker keeps for the time without a network: what belongs to the person,
 * and nothing of others. Lists of everybody's or hearted pieces and searches are never kept.
 */
const own = /^\/api\/v1\/(me|media\/[0-9a-z]{26}|pieces\/(calendar|summary|memories|suggestions))$/
const onePiece = /^\/api\/v1\/pieces\/[0-9a-z]{26}$/

const isOwnList = ({ pathname, searchParams }: URL) =>
  pathname === '/api/v1/pieces' && (searchParams.get('scope') ?? 'mine') === 'mine' && !searchParams.get('q')

export const isKept = (url: URL): boolean => own.test(url.pathname) || isOwnList(url) || onePiece.test(url.pathname)

/** A single piece says itself whether it is the person's own. */
export async function isOwn(url: URL, answer: Response): Promise<boolean> {
  if (!onePiece.test(url.pathname)) return true
  const { mine } = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { mine?: boolean }
  return mine === true
}
