// 答复时限怎么算: the reply-window calculator, which works without script. It fills a static page.
import { Hono } from 'hono';
import { calculationView } from '../../site/fragments/clock.ts';
import { clockFields, clockQuerySchema } from '../contract/clock.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { explainWindow, openWindow } from '../domain/clock/clock.ts';
import { describeCalendar, placeDays } from '../domain/clock/window-view.ts';
import { formatInstant } from '../domain/clock/window-words.ts';
import type { Deps } from '../ports/deps.ts';
import { fillForm, fillPart } from './built-page.ts';

export function clockRoutes(deps: Deps) {
  function calculate(query: Record<string, string>): { content: string } | { errors: FieldError[] } {
    const parsed = clockQuerySchema.safeParse(query);
    if (!parsed.success) return { errors: fieldErrors(parsed.error) };
    const { received, window: id, days, closes } = parsed.data;
    // A new calendar may come into force while the server runs.
    const calendar = deps.calendars.current;
    const namedWindow = deps.windows.find((entry) => entry.id === id);
    const workingDays = days ?? namedWindow?.workingDays;
    if (workingDays === undefined) return { errors: [{ field: 'window', message: '请选择一种时限' }] };
    try {
      const window = openWindow(received, { workingDays, closesAt: closes }, calendar);
      const explained = explainWindow(window, calendar, window.dueOn);
      const dayViews = placeDays(explained, dayInShanghai(deps.now()));
      return {
        content: String(
          calculationView({
            window,
            closesAt: closes,
            days: dayViews,
            named: namedWindow ?? null,
            calendar: describeCalendar(calendar, explained),
          }),
        ),
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { first, last } = calendar.years;
      return { errors: [{ field: 'received', message: `工作日历只知道 ${first} 年到 ${last} 年，请填写其中的时间` }] };
    }
  }

  return new Hono().get('/clock/', async (c) => {
    const page = await deps.site.page('/clock/');
    if (page === null) throw new Error('the site has no page /clock/');
    const query = c.req.query();
    const typed = Object.fromEntries(clockFields.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
    c.header('cache-control', 'no-cache');
    if (typed['received'] === undefined && typed['window'] === undefined) {
      const now = formatInstant(new Date(deps.now()).toISOString()).replace(' ', 'T');
      return c.html(fillPart(fillForm(page, { values: { received: now } }), 'calculation', ''));
    }
    const result = calculate(typed);
    if ('content' in result) return c.html(fillPart(fillForm(page, { values: typed }), 'calculation', result.content));
    const summary = { title: '有几处需要改一下', detail: '改好后再算一次。' };
    const filled = fillForm(page, { values: typed, errors: result.errors, summary });
    return c.html(fillPart(filled, 'calculation', ''), 422);
  });
}
