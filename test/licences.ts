// npm run licences: counts packages by licence and fails if a licence is not on the list.
import { isAllowed, readLicences } from './support/licences.ts';

const all = readLicences();
for (const [licence, packages] of Object.entries(Object.groupBy(all, ({ licence }) => licence))) {
  console.info(`${String(packages?.length).padStart(5)}  ${licence}`);
}
const others = all.filter(({ licence }) => !isAllowed(licence));
for (const { name, licence } of others)
  console.error(`${name}: ${licence} is not on the list (test/support/licences.ts)`);
process.exit(others.length > 0 || all.length === 0 ? 1 : 0);
