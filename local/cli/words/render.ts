// Renders sentences of both folders as text.

import { catalogue as shared } from '../../../shared/words/catalogue.ts';
import { renderOf } from '../../../shared/words/rendering.ts';
import { catalogue as own } from './catalogue.ts';

export const render = renderOf({ ...shared, ...own });
