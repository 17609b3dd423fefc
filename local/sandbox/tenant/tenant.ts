// What an operation works with: the catalogue, the people, the store and the switches as they stand.
import type { Switches } from '../switches.ts';
import type { Catalogue, CatalogueApp, Item } from './catalogue.ts';
import type { Directory } from './directory.ts';
import type { Store } from './store/store.ts';

export type TenantState = {
  catalogue: Catalogue;
  apps: ReadonlyMap<string, CatalogueApp>;
  items: ReadonlyMap<string, Item>;
  currencies: ReadonlySet<string>;
  countries: ReadonlySet<string>;
  payGroups: ReadonlySet<string>;
  directory: Directory;
  store: Store;
  switches: Switches;
};
