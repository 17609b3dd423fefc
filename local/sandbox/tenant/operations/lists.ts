// The lists that a caller needs to fill in a payment: items, currencies, countries.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/item/list

import type { Item } from '../catalogue-schema.ts';
import { operation } from '../operation.ts';
import { onePage, pageQuery } from '../paging.ts';
import { listOf, objectOf, oneOf, optional, shortText, whole } from '../shape.ts';

const itemQuery = objectOf({
  ...pageQuery(500),
  item_type: optional(oneOf(['salary', 'bonus', 'recurring_payment'])),
});
const nothing = objectOf({});

export const listItems = operation({
  query: itemQuery,
  body: nothing,
  run(call, { catalogue }) {
    const { item_type } = call.query;
    const items = catalogue.items.filter((item) => item_type === undefined || item.item_type === item_type);
    // A page token is bound to the body of its call. Here the filter stands in the query, so it is passed as the body.
    return onePage({ ...call, body: item_type }, { name: 'items', ...inMemory(items.map(itemView)) });
  },
});

const searchQuery = objectOf(pageQuery(100));
const currencyBody = objectOf({
  currency_id_list: optional(listOf(shortText, 100)),
  status_list: optional(listOf(whole)),
});

export const searchCurrencies = operation({
  query: searchQuery,
  body: currencyBody,
  run(call, { catalogue }) {
    const { currency_id_list: ids, status_list: statuses } = call.body;
    const views = catalogue.currencies.map(({ active, currency_name, ...currency }) => ({
      ...currency,
      currency_name: i18n(currency_name),
      status: active ? 1 : 0,
    }));
    const wanted = views.filter(
      ({ currency_id, status }) => isWanted(ids, currency_id) && isWanted(statuses, status),
    );
    return onePage(call, { name: 'items', ...inMemory(wanted) });
  },
});

const countryBody = objectOf({
  country_region_id_list: optional(listOf(shortText, 100)),
  status_list: optional(listOf(whole)),
});

export const searchCountryRegions = operation({
  query: searchQuery,
  body: countryBody,
  run(call, { catalogue }) {
    const { country_region_id_list: ids, status_list: statuses } = call.body;
    const wanted = catalogue.country_regions
      .map(({ name, ...country }) => ({ ...country, name: i18n(name), status: 1 }))
      .filter(
        ({ country_region_id, status }) => isWanted(ids, country_region_id) && isWanted(statuses, status),
      );
    return onePage(call, { name: 'items', ...inMemory(wanted) });
  },
});

const i18n = (value: string) => [{ lang: 'zh-CN', value }];

const isWanted = <Value>(wanted: readonly Value[] | undefined, value: Value): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

/** A list in memory, as `onePage` reads it. The keys are places in the list, from 1. */
const inMemory = <Entry>(entries: readonly Entry[]) => ({
  keysAfter: (after: number, limit: number) =>
    entries.slice(after, after + limit).map((_, index) => after + index + 1),
  entries: (keys: number[]) => keys.flatMap((key) => entries[key - 1] ?? []),
});

const itemView = (item: Item) => ({
  id: item.id,
  name: item.name,
  description: item.name,
  category_id: '7196951947268589223',
  value_type: 'money',
  pay_off_frequency_type: item.pay_off_frequency_type,
  decimal_places: item.decimal_places,
  active_status: item.active ? 1 : 0,
  i18n_names: [{ locale: 'zh_cn', value: item.name }],
  i18n_descriptions: [{ locale: 'zh_cn', value: item.name }],
  item_type: item.item_type,
});
