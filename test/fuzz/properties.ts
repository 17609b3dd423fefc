import { answerProperties } from './answer-properties.ts';
import { fileProperties } from './file-properties.ts';
import { messageProperties } from './message-properties.ts';
import type { Property } from './property.ts';

export const properties: readonly Property[] = [...fileProperties, ...answerProperties, ...messageProperties];
