// One file on its way into the ferry.

export interface Parcel {
  readonly name: string;
  /** As the person named it; two files may have the same name. */
  readonly shown: string;
  /** `<resource>/<action>/` and what else the key holds before the name: folders, and options as name=value. */
  readonly folders: readonly string[];
  readonly body: string | { readonly path: string; readonly bytes: number };
}

/** Every file waits for a yes: what was planned is shown, and the yes is a decision about that plan. */
const waitsForYes = 'approval=required';

/** Each in a folder of its own: two files of one name are two objects. */
export function keyOf({ folders, name }: Parcel, run: string, nth: number): string {
  return [...folders, waitsForYes, `${run}-${nth}`, name].join('/');
}

/** What `keyOf` was given, of a key that an earlier run has made. */
export function partsOfKey(key: string): { readonly folders: readonly string[]; readonly name: string } {
  const segments = key.split('/');
  return { folders: segments.slice(0, -3), name: segments.at(-1) ?? '' };
}
