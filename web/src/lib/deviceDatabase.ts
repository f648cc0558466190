/** A database of this browser (IndexedDB) that is opened when it is first asked for. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** Gives the database, opened anew after the browser ended it or could not open it. `stores` are made the first time. */
export function deviceDatabase<S extends DBSchema>(
  name: string,
  stores: (db: IDBPDatabase<S>) => void,
): () => Promise<IDBPDatabase<S>> {
  let opened: Promise<IDBPDatabase<S>> | undefined
  return () => {
    opened ??= openDB<S>(name, 1, {
      upgrade: stores,
      terminated() {
        opened = undefined
      },
    }).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
}
