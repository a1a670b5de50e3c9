/** Names to invent people from: no line is taken from life. */

type Names = { given: string[]; family: string[] };

const list = (text: string): string[] => text.split('|');

export const names: Record<string, Names> = {
  nordic: {
    given: list('Anna|Bjørn|Ingrid|Jørgen|Kaisa|Lars-Erik|Matti|Sigrún|Søren|Åse|Väinö|Þóra'),
    family: list(
      'Andersen|Bergström|Hämäläinen|Jónsdóttir|Kvåle|Lindqvist|Nygård|Ødegaard|Sjöberg',
    ),
  },
  german: {
    given: list('Anja|Björn|Franz-Josef|Greta|Jürgen|Käthe|Lukas|Marlies|Sepp|Ursula'),
    family: list(
      'Bäumler|Fischer|Gruber|Hofstätter|Müller|Schöffmann|von der Tann|Weiß|Zurbriggen',
    ),
  },
  romance: {
    given: list('Chloé|Francesco|Inés|Jean-Baptiste|João|Lucía|Maëlys|Noël|Óscar|Paolo|Rocío'),
    family: list(
      'Bianchi|Costa|D’Angelo|Dubois|de la Fuente y Castañeda|Fernández|Gonçalves|Lefèvre|Muñoz|Peña',
    ),
  },
  slavic: {
    given: list('Božena|Dmitri|Jakub|Katarína|Ljubiša|Małgorzata|Ondřej|Tereza|Viktor|Živa'),
    family: list('Chvátal|Horvat|Ivanova|Kowalczyk|Krajčír|Novák|Petrov|Šimůnek|Wójcik|Žagar'),
  },
  english: {
    given: list('Abigail|Ciarán|Grace|Heather|Jack|Mary-Kate|Niamh|Oliver|Owen|Priya'),
    family: list(
      'Baker-Finch|Brown|Llewellyn|MacLeod|O’Brien|Singh|Taylor|Ngata|Fotheringham-Smythe',
    ),
  },
  asian: {
    given: list('Aigerim|Bat-Erdene|Haruto|Ji-woo|Min-jun|Nazym|Sakura|Seo-yeon|Yuki|Temuulen'),
    family: list('Akhmetova|Dorj|Kim|Kobayashi|Lee|Nurlanov|Park|Sato|Tanaka|Watanabe'),
  },
  chinese: {
    given: list('晓明|雪|思远|嘉怡|子涵|静|宇航|梦琪|志强|雨桐|浩然|丽华|建国|佳'),
    family: list('王|李|张|刘|陈|杨|赵|黄|周|吴|欧阳|司徒'),
  },
};
