// One file on its way into the inbox.

export interface Parcel {
  readonly name: string;
  /** The name that the user typed. Two files may share it. */
  readonly shown: string;
  /** Key before the name: `<resource>/<action>/`, further folders, and options as name=value. */
  readonly folders: readonly string[];
  readonly body: string | { readonly path: string; readonly bytes: number };
}

/** Every file waits for an approval, so that the yes is about a plan that was shown. */
const waitsForYes = 'approval=required';

/** Key of the file. Each file has a folder of its own, because two files of one name are two objects. */
export function keyOf({ folders, name }: Parcel, run: string, nth: number): string {
  return [...folders, waitsForYes, `${run}-${nth}`, name].join('/');
}

/** The arguments of `keyOf` for a key of an earlier run. */
export function partsOfKey(key: string): { readonly folders: readonly string[]; readonly name: string } {
  const segments = key.split('/');
  return { folders: segments.slice(0, -3), name: segments.at(-1) ?? '' };
}
