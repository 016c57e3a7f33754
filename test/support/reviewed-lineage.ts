// Which rows and points of 冠县 implement which of 聊城, as paired by a human reviewer. One county row may draw on two city
// rows, and several county rows on the same city row.

/** [county row, city rows]; unlisted rows have no source in the city's table. */
export const reviewedTasks: [county: number, city: number[]][] = [
  ...([
    [1, [2]],
    [2, [2]],
    [3, [4]],
    [4, [5]],
    [5, [7]],
    [6, [8]],
    [7, [9]],
    [8, [9]],
    [9, [11]],
    [10, [12]],
  ] as const),
  ...([
    [11, [13]],
    [12, [14]],
    [13, [15]],
    [15, [16]],
    [16, [17]],
    [17, [18]],
    [18, [19]],
    [19, [20]],
  ] as const),
  ...([
    [20, [21]],
    [21, [22]],
    [22, [23]],
    [23, [24]],
    [24, [25]],
    [25, [26]],
    [26, [26]],
    [27, [27]],
  ] as const),
  ...([
    [28, [28]],
    [29, [29]],
    [30, [30]],
    [31, [31]],
    [32, [31]],
    [33, [31]],
    [34, [32]],
    [35, [33]],
  ] as const),
  ...([
    [37, [34]],
    [38, [35]],
  ] as const),
].map(([county, city]) => [county, [...city]]);

/** [county point, city points] */
export const reviewedPoints: [county: string, city: string[]][] = [
  ['1-1', ['1-1', '1-2']],
  ['1-2', ['1-4']],
  ['1-3', ['1-3']],
  ['1-4', ['1-5']],
  ['1-5', ['1-6']],
  ['1-6', ['1-7']],
  ['2-1', ['2-1']],
  ['2-2', ['2-2']],
  ['3-1', ['3-1']],
  ['3-2', ['3-2']],
  ['3-3', ['3-3']],
  ['4-1', ['4-1']],
  ['4-2', ['4-2']],
  ['4-3', ['4-3']],
  ['4-4', ['4-4']],
  ['5-1', ['5-1']],
  ['5-2', ['5-2']],
  ['5-3', ['5-3']],
];

/** The reviewed pairs as ids: `tasks/1 tasks/2`. */
export const reviewedPairs: Set<string> = new Set([
  ...reviewedTasks.flatMap(([county, cities]) => cities.map((city) => `tasks/${county} tasks/${city}`)),
  ...reviewedPoints.flatMap(([county, cities]) => cities.map((city) => `points/${county} points/${city}`)),
]);
