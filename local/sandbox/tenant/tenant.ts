// State that an operation works with: catalogue, people, store, and the current switches.

import type { Switches } from '../switches.ts';
import type { Catalogue, CatalogueApp, Item } from './catalogue-schema.ts';
import type { Directory } from './directory.ts';
import type { Store } from './store/store.ts';

export interface TenantState {
  readonly catalogue: Catalogue;
  readonly apps: ReadonlyMap<string, CatalogueApp>;
  readonly items: ReadonlyMap<string, Item>;
  readonly currencies: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  readonly payGroups: ReadonlySet<string>;
  readonly directory: Directory;
  readonly store: Store;
  switches: Switches;
}
