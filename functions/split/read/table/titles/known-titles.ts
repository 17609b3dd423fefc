// Finds what the title of a column means: a field of the record, or of an element of a list. Known are the API's names, such as
// user_id and details.1.issuance_amount, and the titles of the operation's table, such as 员工ID, 发放金额1 and 明细1.发放金额.

import { fieldsOf, type Field } from '../../../../../shared/feishu/rules/shape.ts';
import type { TableField, TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { plainTitle } from './plain-title.ts';

export interface Meaning {
  /** The list whose elements have the field; undefined: the record has it. */
  readonly list: string | undefined;
  /** The number of the element, as 1 in 发放金额1; undefined of a field of the record, and in a table with a row for each element. */
  readonly number: number | undefined;
  readonly name: string;
  readonly field: TableField;
  /** The cell becomes a number, as the API wants it. */
  readonly isInt: boolean;
}

type KnownField = Pick<Meaning, 'name' | 'field' | 'isInt'>;

interface KnownList {
  readonly name: string;
  /** By plain titles, and by the API's names. */
  readonly fields: ReadonlyMap<string, KnownField>;
  readonly byTitle: ReadonlyMap<string, KnownField>;
}

const mostElements = 1000;

export class KnownTitles {
  /** Titles as people write them, those of lists without a number. */
  readonly titles: readonly string[];
  readonly #fields: ReadonlyMap<string, KnownField>;
  readonly #lists: readonly KnownList[];
  /** The lists by what may stand before a number. */
  readonly #prefixes: ReadonlyMap<string, KnownList>;

  constructor({ record, table }: TableOperation) {
    const shape = fieldsOf(record);
    const ofRecord = knownFields(table.fields, shape);
    this.#fields = new Map([...ofRecord.byName, ...ofRecord.byTitle]);
    const lists = Object.entries(table.lists).map(([name, list]) => {
      const { byName, byTitle } = knownFields(list.fields, shape.get(name)?.inner);
      const prefixes = [name, ...list.titles.map(plainTitle)];
      return { name, fields: new Map([...byName, ...byTitle]), byTitle, prefixes };
    });
    this.#lists = lists;
    this.#prefixes = new Map(lists.flatMap((list) => list.prefixes.map((prefix) => [prefix, list] as const)));
    this.titles = [table, ...Object.values(table.lists)].flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ zh, en }) => [...zh, ...en]),
    );
  }

  /** Undefined for a title that is not known. */
  meaningOf(title: string): Meaning | undefined {
    return this.meaningOfPlain(plainTitle(title));
  }

  meaningOfPlain(plain: string): Meaning | undefined {
    const ofRecord = this.#fields.get(plain);
    if (ofRecord) return { list: undefined, number: undefined, ...ofRecord };
    return this.#ofElement(plain) ?? this.#withPrefix(plain) ?? this.#numbered(plain);
  }

  /** True for the name of a list, and for what begins with one: it is no column of its own. */
  isOfList(plain: string): boolean {
    return this.#prefixes.has(plain.replace(/\d*(?:\..*)?$/, ''));
  }

  /** 发放金额, in a table with a row for each detail. */
  #ofElement(plain: string): Meaning | undefined {
    for (const { name: list, byTitle } of this.#lists) {
      const field = byTitle.get(plain);
      if (field) return { list, number: undefined, ...field };
    }
    return undefined;
  }

  /** details.1.issuance_amount, 明细1.发放金额, details.issuance_amount. */
  #withPrefix(plain: string): Meaning | undefined {
    const [, prefix = '', digits, inner = ''] = /^([^.\d]+)(?:\.?([1-9]\d{0,3}))?\.(.+)$/.exec(plain) ?? [];
    const list = this.#prefixes.get(prefix);
    const field = list?.fields.get(inner);
    return list && field && withNumber(list.name, field, digits);
  }

  /** 发放金额1. */
  #numbered(plain: string): Meaning | undefined {
    const [, title = '', digits] = /^(.+?)([1-9]\d{0,3})$/.exec(plain) ?? [];
    for (const { name, byTitle } of this.#lists) {
      const field = byTitle.get(title);
      if (field) return withNumber(name, field, digits);
    }
    return undefined;
  }
}

function withNumber(list: string, field: KnownField, digits: string | undefined): Meaning | undefined {
  const number = digits === undefined ? undefined : Number(digits);
  return number !== undefined && number > mostElements ? undefined : { list, number, ...field };
}

function knownFields(fields: Readonly<Record<string, TableField>>, shape?: ReadonlyMap<string, Field>) {
  const all = Object.entries(fields).map(([name, field]) => ({
    name,
    field,
    isInt: shape?.get(name)?.kind === 'int',
  }));
  return {
    byName: all.map((known) => [known.name, known] as const),
    byTitle: new Map(
      all.flatMap((known) =>
        [...known.field.zh, ...known.field.en].map((title) => [plainTitle(title), known]),
      ),
    ),
  };
}
