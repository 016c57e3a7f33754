// Splits a printed list of responsible units into one name per unit. A list prints the jurisdiction's prefix only once:
// 县财政局、司法局 are two county bureaus.

/** Splits at separators outside brackets. */
function splitOutsideBrackets(text: string, separators: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if ('（('.includes(char)) depth++;
    if ('）)'.includes(char)) depth--;
    if (depth === 0 && separators.includes(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part !== '');
}

/** Names that are complete and do not inherit the prefix. */
const standsAlone = /^(各|相关|有关|[^市县（(]{2,3}[市县])/u;

/**
 * `县发改委、县自然资源局等有关部门` names two bureaus and "the departments concerned";
 * `县行政服务中心和县司法局牵头、县直相关部门配合` also says who leads and who supports.
 */
function splitName(name: string, prefix: string): string[] {
  const [, before, others] = /^(.+)等((?:有关|相关).+)$/u.exec(name) ?? [];
  if (before && others) return [...splitName(before, prefix), others];
  return name.replace(/(牵头|配合)$/u, '').split(new RegExp(`和(?=${prefix})`, 'u'));
}

/**
 * @param unitsText the cell as printed
 * @param prefix the jurisdiction's prefix (`县`), which later names of a group inherit
 * @returns one name per unit, in printed order
 */
export function splitUnits(unitsText: string, prefix: string): string[] {
  return splitOutsideBrackets(unitsText, '，,').flatMap((group) => {
    let carried = '';
    return splitOutsideBrackets(group, '、')
      .flatMap((name) => splitName(name, prefix))
      .map((name) => {
        if (name.startsWith(prefix)) {
          carried = prefix;
          return name;
        }
        return standsAlone.test(name) ? name : carried + name;
      });
  });
}
