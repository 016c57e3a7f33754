// The jurisdictions of this checkout, for commands with a jurisdiction as argument.
import { readdirSync } from 'node:fs';

export const jurisdictionIds = readdirSync('content/jurisdictions').map((file) => file.replace('.json', ''));
