// Sentences for the sandbox, which stands apart from local/cli: it says and renders them as the terminal does.

export { render } from './cli/words/render.ts';
export { say, type Say } from './cli/words/say.ts';
