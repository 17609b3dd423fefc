import type { DocumentedField } from './types.ts';

// Required on every page but one, although the same pages also state a default (open_id).
export const userIdType: DocumentedField = {
  path: 'user_id_type',
  type: 'string',
  required: true,
  values: ['open_id', 'union_id', 'user_id', 'people_corehr_id'],
  scope: 'contact:user.employee_id:readonly',
};
