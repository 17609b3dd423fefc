// Runtime, memory, log and role of each function.

import { at, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

/** Lambda gives processor time by memory: with less than a third of a processor, invocations would time out. */
const leastMegabytes = 512;

const oldestNode = 24;

/** The runtimes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export function checkFunctions(deployed: Deployed): readonly string[] {
  const groups = deployed.ofType('AWS::Logs::LogGroup');
  const functions = deployed.ofType('AWS::Lambda::Function');
  const [first] = functions;
  return functions.flatMap(({ id, properties }) => {
    const faults: string[] = [];
    const runtime = textAt(properties, 'Runtime');
    if (!(Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1]) >= oldestNode))
      faults.push(`${id} runs on ${runtime}, and is built for Node ${oldestNode}`);
    // Lambda's own default is x86_64, so an architecture that is left out would go unnoticed.
    const architecture = textAt(properties, 'Architectures', 0);
    if (architecture !== 'arm64' && architecture !== 'x86_64')
      faults.push(`${id} has no architecture of Lambda's: ${architecture}`);
    for (const [name, path] of [
      ['runtime', ['Runtime']] as const,
      ['architecture', ['Architectures', 0]] as const,
    ]) {
      if (at(properties, ...path) !== at(first?.properties, ...path))
        faults.push(`${id} has another ${name} than ${first?.id}`);
    }
    if (!(numberAt(properties, 'MemorySize') >= leastMegabytes)) faults.push(`${id} has too little memory`);
    const name = `/aws/lambda/${textAt(properties, 'FunctionName')}`;
    const group = groups.find((one) => one.properties['LogGroupName'] === name);
    if (!(numberAt(group?.properties, 'RetentionInDays') > 0)) faults.push(`${id} keeps its log for ever`);
    const role = deployed.byArn(properties['Role']);
    if (role?.id !== id.replace('LambdaFunction', 'Role')) faults.push(`${id} has not a role of its own`);
    return faults;
  });
}
