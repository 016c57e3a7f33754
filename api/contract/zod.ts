// Configures zod for the contract. By default zod compiles checks with `new Function`, which the content security policy
// blocks. The setting must precede the first schema, so every schema imports zod from here.
// Checks without their own message get zod's Chinese one.
// zod/mini would save 17 kB in the form, but form, API and API description share one schema.
import { z } from 'zod';

z.config({ jitless: true, customError: () => '这一项填写有误' });

export { z };
