/**
 * Traditional characters beside the simplified ones that headers, groups and documents are written in:
 * those of such words, not of names. Each pair is one of each.
 */
const pairs =
  '冊册註注號号碼码證证類类組组別别機机構构單单稱称開开結结簽签發发參参與与戶户國国際际電电話话聯联繫系護护員员隊队來来訪访體体溫温腳脚環环陸陆灣湾臺台歲岁齡龄當当' +
  '職职務务業业學学級级編编輯辑備备動动運运會会協协贊赞轉转權权記记術术團团總总處处區区縣县鄉乡鎮镇門门關关係系緊紧現现場场隨随項项辦办醫医療疗衛卫檢检測测種种劑剂' +
  '離离達达間间時时無无屬属內内領领導导館馆師师雙双語语變变書书續续約约實实驗验報报試试從从應应屆届頁页顧顾問问鵝鹅長长壽寿萬万個个們们這这過过還还紀纪錄录觸触遊游' +
  '賽赛廳厅樓楼層层';

const simplified = new Map<string, string>();
const letters = [...pairs];
for (let at = 0; at + 1 < letters.length; at += 2) {
  simplified.set(letters[at] ?? '', letters[at + 1] ?? '');
}

/** A text by which words compare, however their characters are written. */
export function simplifiedHan(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return Array.from(text, (character) => simplified.get(character) ?? character).join('');
}
