// Runtime, memory, log and role of each function.

import { at, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

/** Lambda gives processor time by memory: with less than a third of a processor, invocations would time out. */
const leastMegabytes = 512;

/** The runtimes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export function checkFunctions(deployed: Deployed): readonly string[] {
  const groups = deployed.ofType('AWS::Logs::LogGroup');
  return deployed.ofType('AWS::Lambda::Function').flatMap(({ id, properties }) => {
    const faults: string[] = [];
    if (properties['Runtime'] !== 'nodejs24.x') faults.push(`${id} does not run on nodejs24.x`);
    if (at(properties, 'Architectures', 0) !== 'arm64') faults.push(`${id} does not run on arm64`);
    if (!(numberAt(properties, 'MemorySize') >= leastMegabytes)) faults.push(`${id} has too little memory`);
    const name = `/aws/lambda/${textAt(properties, 'FunctionName')}`;
    const group = groups.find((one) => one.properties['LogGroupName'] === name);
    if (!(numberAt(group?.properties, 'RetentionInDays') > 0)) faults.push(`${id} keeps its log for ever`);
    const role = deployed.byArn(properties['Role']);
    if (role?.id !== id.replace('LambdaFunction', 'Role')) faults.push(`${id} has not a role of its own`);
    return faults;
  });
}
