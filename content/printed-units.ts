// Turns printed responsible units into one name per unit. A list prints the place once: 县财政局、司法局 is two county bureaus.

/** Splits at 、，, outside brackets; each group between commas carries its place on its own. */
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

/** Words that mark a name as complete, so that it takes no place from the previous name. */
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
 * @param prefix the jurisdiction's short word (`县`), carried over to later names of a group
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
