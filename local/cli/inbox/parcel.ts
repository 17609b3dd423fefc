// One file on its way into the inbox.

export interface Parcel {
  readonly name: string;
  /** The name on the screen: the last part of the path, or the path as typed if two files of a command share that. */
  readonly shown: string;
  /** First segments of the key: resource, action, further folders, and options as name=value. */
  readonly folders: readonly string[];
  /** The content itself, or the file that has it, with its size. */
  readonly body: string | { readonly path: string; readonly bytes: number };
}

/** An option of every key: split makes a plan and waits. The command approves it when it has a yes or needs none. */
const waitsForYes = 'approval=required';

/** Key in the inbox. Each file has a folder of its own (`run`-`nth`), so two files of one name are two objects. */
export function keyOf({ folders, name }: Parcel, run: string, nth: number): string {
  return [...folders, waitsForYes, `${run}-${nth}`, name].join('/');
}

/** Folders and name of the parcel for which `keyOf` made this key. */
export function partsOfKey(key: string): { readonly folders: readonly string[]; readonly name: string } {
  const segments = key.split('/');
  return { folders: segments.slice(0, -3), name: segments.at(-1) ?? '' };
}
