// Finds people by any of their four ids, and returns any of these ids.

import type { Catalogue, Employee } from './catalogue-schema.ts';

export const userIdTypes = ['open_id', 'union_id', 'user_id', 'people_corehr_id'] as const;
export type UserIdType = (typeof userIdTypes)[number];

/** An employee and the number it has in the store. */
export interface Person {
  readonly number: number;
  readonly employee: Employee;
}
export type Found = { kind: 'person'; person: Person } | { kind: 'unknown' } | { kind: 'of_another_app' };

export interface Directory {
  find(type: UserIdType, id: string, appId: string): Found;
  byNumber(number: number): Person;
}

export function createDirectory(
  { employees, apps }: Catalogue,
  numbers: ReadonlyMap<string, number>,
): Directory {
  const people = employees.map((employee) => ({
    employee,
    number: numbers.get(employee.people_corehr_id) ?? -1,
  }));
  const byNumber = new Map(people.map((person) => [person.number, person]));
  const plain = {
    union_id: new Map(people.map((person) => [person.employee.union_id, person])),
    user_id: new Map(people.map((person) => [person.employee.user_id, person])),
    people_corehr_id: new Map(people.map((person) => [person.employee.people_corehr_id, person])),
  };
  const openIds = new Map(
    apps.map(({ app_id }) => [
      app_id,
      new Map(people.map((person) => [person.employee.open_ids[app_id], person])),
    ]),
  );

  return {
    find(type, id, appId) {
      const person = type === 'open_id' ? openIds.get(appId)?.get(id) : plain[type].get(id);
      if (person) return { kind: 'person', person };
      const elsewhere = type === 'open_id' && [...openIds.values()].some((ids) => ids.has(id));
      return { kind: elsewhere ? 'of_another_app' : 'unknown' };
    },
    byNumber(number) {
      const person = byNumber.get(number);
      if (!person) throw new Error(`the store knows employee ${number}, the catalogue does not`);
      return person;
    },
  };
}

export const nameOf = ({ employee }: Person, type: UserIdType, appId: string): string | undefined =>
  type === 'open_id' ? employee.open_ids[appId] : employee[type];
