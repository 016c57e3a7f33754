// A day as Chinese readers write it.
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** `11月27日（周五）`. @param day `2026-11-27` */
export function formatDay(day: string): string {
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（${weekday}）`;
}
