// Stands in for the commands whose part of the ferry is not built yet: it says so and fails.

const command = process.argv[2] ?? '';
console.error(
  `npm run ${command}: not built yet. What there is so far: npm start, npm run sandbox, npm test, npm run check.`,
);
process.exitCode = 1;
