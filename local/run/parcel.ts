// One file on its way into the ferry.

export interface Parcel {
  readonly name: string;
  /** `<resource>/<action>/` and what else the key holds before the name: folders, and options as name=value. */
  readonly folders: readonly string[];
  readonly body: string | { readonly path: string; readonly bytes: number };
}

export function keyOf({ folders, name }: Parcel, options: readonly string[] = []): string {
  return [...folders, ...options, name].join('/');
}
