// zod as the contract uses it. It would compile its checks with `new Function`, which the content security policy
// rightly refuses; this must be said before the first schema is made, so every schema of the contract comes from here.
// A check without a sentence of its own gets one, in the language of the pages.
// Not zod/mini: the form would weigh 17 kB less, but one schema serves form, API and its description.
import { z } from 'zod';

z.config({ jitless: true, customError: () => '这一项填写有误' });

export { z };
