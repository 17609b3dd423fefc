// Refuses a command that calls AWS where no region was named. The framework alone would take us-east-1.

/** These call nothing of AWS, and their results are the same for every region. */
const offline = new Set(['package', 'print', 'invoke local']);

export default function NeedRegion({ classes, configurationInput, processedInput }) {
  const command = processedInput.commands.join(' ');
  // In the constructor, because the framework's own hooks call AWS before any hook of a plugin.
  if (processedInput.isHelpRequest || offline.has(command) || configurationInput.custom.region) return;
  throw new classes.Error(
    `"serverless ${command}" needs a region: add --region, like --region ap-southeast-1, or set AWS_REGION. There is no ` +
      'default, because pay data is stored in that region, and must not leave a country when an option is forgotten.',
    'NO_REGION',
  );
}
