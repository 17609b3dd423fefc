// How a mutation changes the template that it is given.

import { at } from '../at.ts';
import type { Template } from '../template.ts';

export interface Mutation {
  readonly title: string;
  /** Changes the given template in place. */
  readonly make: (template: Template) => void;
  readonly caughtBy: string;
}

type Path = readonly (string | number)[];

/** Throws if the path leads nowhere: that is a mistake in the mutation. */
function set(template: Template, path: Path, value: unknown): void {
  const parent = at(template, ...path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined || !(key in parent))
    throw new Error(`the template has nothing at ${path.join('.')}`);
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
}

export const property = (id: string, ...path: Path): Path => ['Resources', id, 'Properties', ...path];
export const drop = (path: Path) => (template: Template) => set(template, path, undefined);
export const put = (path: Path, value: unknown) => (template: Template) => set(template, path, value);

/** Replaces `from` by `to` in the text at the path. */
export const replaced = (path: Path, from: string, to: string) => (template: Template) => {
  const text = at(template, ...path);
  if (typeof text !== 'string' || !text.includes(from)) throw new Error(`${path.join('.')} has no ${from}`);
  set(template, path, text.replace(from, to));
};

export function add(path: Path, values: Readonly<Record<string, unknown>>) {
  return (template: Template): void => {
    const found = at(template, ...path);
    if (typeof found !== 'object') throw new Error(`the template has nothing at ${path.join('.')}`);
    set(template, path, { ...found, ...values });
  };
}

/** Removes the list entry that holds this text. */
export function without(path: Path, text: string) {
  return (template: Template): void => {
    const list = at(template, ...path);
    if (!Array.isArray(list)) throw new Error(`the template has no list at ${path.join('.')}`);
    const left = list.filter((one) => !JSON.stringify(one).includes(text));
    if (left.length !== list.length - 1)
      throw new Error(`${path.join('.')} holds ${list.length - left.length} of ${text}`);
    set(template, path, left);
  };
}

export const statements = (role: string): Path =>
  property(role, 'Policies', 0, 'PolicyDocument', 'Statement');
export const rules = (bucket: string): Path => property(bucket, 'LifecycleConfiguration', 'Rules');
export const variables = (id: string, name: string): Path => property(id, 'Environment', 'Variables', name);
export const notifications = (bucket: string, kind: 'Lambda' | 'Queue'): Path =>
  property(bucket, 'NotificationConfiguration', `${kind}Configurations`);

/** Sets these values in the statement. Its other values stay. */
export const restate =
  (role: string, sid: string, values: Readonly<Record<string, unknown>>) => (template: Template) => {
    const found = at(template, ...statements(role));
    const index = Array.isArray(found) ? found.findIndex((one) => at(one, 'Sid') === sid) : -1;
    add([...statements(role), index], values)(template);
  };

/** Replaces all actions of the statement by this one. */
export const reword = (role: string, sid: string, action: string) => restate(role, sid, { Action: [action] });
