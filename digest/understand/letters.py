"""A text in, its language out where its letters show it, as those of most scripts do.

Kana are Japanese, Hangul is Korean, and what Chinese is written in shows in characters that only one of its two
scripts has.
"""

import re

from digest.scripts import HAN, HANGUL, LATIN
from digest.tags import UNKNOWN

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# Chinese brands borrow の; no Chinese text has any other kana.
_JAPANESE_HIRAGANA = re.compile("[\u3041-\u306d\u306f-\u3096]")
# Characters that the reform of 1946 gave to Japan alone.
_JAPANESE_HAN = re.compile(
    "[対発価権実売圧続変円気総経済読広駅検験険関戦歴満単県栄営労応観覧鉄銭産両増収択沢転処拠仮徴塁獣縄竜滝渋渉摂姫専帯弐悪拡曽桜歓歩毎涙焼犠穂窓粋粛繊縦脳臓薬蔵蛍訳賛辺逓遅隠雑霊頼顕騒黒黙齢]"
)
_HANGUL = re.compile(f"[\u1100-\u11ff\u3130-\u318f{HANGUL}]")
_HAN = re.compile(f"[{HAN}]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_THAI = re.compile("[\u0e01-\u0e2e]")
_WORDS_LATIN = re.compile(f"[{LATIN}]+")
_LETTERS_LATIN = re.compile(f"[{LATIN}]")

# The same words in both scripts, character for character; each stands only in its own.
_SIMPLIFIED = (
    "这们为国说时对会来过后发经业还进动学关开问门见车长马东乐书买亮亲亿仅从仓仪价众优伟传伤体儿党兴养内写军农"
    "决况净减几凤击划刘则创别刹剂办务劳势华协单卖卢卫厂厅历压厕县参双变叶号员听启呜员响哑围图圆圣场块坚坏垒"
    "声处备复够头夹夺奋奖妇妈娱孙宁宝实宠审宪宽宾寻导寿将尔尘尝层属岁岛币师帐带帮干广庄庆库应庙废异弃张弹强"
    "归录彻忆态总恋恶悬惊惯愿战户扑执扩扫扬扰护报担拟拥择挂挥损换据掷摆摇数断无旧显晓术机杀杂权条极构枪柜标"
    "栈树样档桥梦检楼榄欢欧残毁毕气汇汉沟沪泪泽洁测济浓涛润涨渐湾湿满滚灭灯灵灾炉点热爱爷牵犹独狭狱猎献环现"
    "电画畅疗监盖盘着矿码砖础确碍礼祸离种积称税稳穷窃竞笔签简类粮紧红约级纪纯纲纳纸纺线练组细织终绍绑结绕给"
    "络绝统继绩续维综绿缓编缘缝缩网罗罚职联聪肃胁脑脚脱脸腾舰艺节芯苏范荐荣药获营萨蓝虑虚虽补装观规视览觉触"
    "订认讨让训议记讲许论设访证评识诉词译试诗询该详语误请读课调谁谈谋谓谢谱负财责败货质贩贪购贯贵贷贸费贺资赋"
    "赏赔赖赛赞赢赶趋跃践车轨转轮软轻载较辅辆辉输辞边达迁运远违连迟适选递逻遗邓邮邻郑酝释钟钢钱铁银链销锁错"
    "键镇闪闭闯间闻阅阔队阳阴阵阶际陆陈险随隐难雾静页顶项顺须顾预领频题额风飞饭馆驱驶验骗鱼鲁鲜鸟鸡鸣龙龟"
)
_TRADITIONAL = (
    "這們為國說時對會來過後發經業還進動學關開問門見車長馬東樂書買亮親億僅從倉儀價眾優偉傳傷體兒黨興養內寫軍農"
    "決況淨減幾鳳擊劃劉則創別剎劑辦務勞勢華協單賣盧衛廠廳歷壓廁縣參雙變葉號員聽啟嗚員響啞圍圖圓聖場塊堅壞壘"
    "聲處備復夠頭夾奪奮獎婦媽娛孫寧寶實寵審憲寬賓尋導壽將爾塵嘗層屬歲島幣師帳帶幫乾廣莊慶庫應廟廢異棄張彈強"
    "歸錄徹憶態總戀惡懸驚慣願戰戶撲執擴掃揚擾護報擔擬擁擇掛揮損換據擲擺搖數斷無舊顯曉術機殺雜權條極構槍櫃標"
    "棧樹樣檔橋夢檢樓欖歡歐殘毀畢氣匯漢溝滬淚澤潔測濟濃濤潤漲漸灣濕滿滾滅燈靈災爐點熱愛爺牽猶獨狹獄獵獻環現"
    "電畫暢療監蓋盤著礦碼磚礎確礙禮禍離種積稱稅穩窮竊競筆簽簡類糧緊紅約級紀純綱納紙紡線練組細織終紹綁結繞給"
    "絡絕統繼績續維綜綠緩編緣縫縮網羅罰職聯聰肅脅腦腳脫臉騰艦藝節芯蘇範薦榮藥獲營薩藍慮虛雖補裝觀規視覽覺觸"
    "訂認討讓訓議記講許論設訪證評識訴詞譯試詩詢該詳語誤請讀課調誰談謀謂謝譜負財責敗貨質販貪購貫貴貸貿費賀資賦"
    "賞賠賴賽贊贏趕趨躍踐車軌轉輪軟輕載較輔輛輝輸辭邊達遷運遠違連遲適選遞邏遺鄧郵鄰鄭醞釋鐘鋼錢鐵銀鏈銷鎖錯"
    "鍵鎮閃閉闖間聞閱闊隊陽陰陣階際陸陳險隨隱難霧靜頁頂項順須顧預領頻題額風飛飯館驅駛驗騙魚魯鮮鳥雞鳴龍龜"
)
_BOTH = frozenset(_SIMPLIFIED) & frozenset(_TRADITIONAL)
_HANS_ONLY = frozenset(_SIMPLIFIED) - _BOTH
_HANT_ONLY = (frozenset(_TRADITIONAL) - _BOTH) | frozenset("臺裡輝於麼囉喔")


def by_letters(head: str, hint: str | None) -> str | None:
    """Return the language of the head of a text; None where it is mostly in the Latin script. See `detect`."""
    latin = len(_LETTERS_LATIN.findall(head))
    han = len(_HAN.findall(head))
    kana = len(_KANA.findall(head))
    hangul = len(_HANGUL.findall(head))
    # A character of these scripts says as much as two or three letters, and foreign names stay in Latin ones.
    east = han + kana + hangul
    if east and (3 * east >= latin or len(_WORDS_LATIN.findall(head)) <= east):
        if 2 * hangul >= han + kana:
            return "ko"
        if _JAPANESE_HIRAGANA.search(head) or _JAPANESE_HAN.search(head):
            return "ja"
        # One word in katakana does not make a text Japanese.
        if kana >= 2 and 3 * kana >= han:
            return "ja"
        if han:
            return _chinese(head, hint)
        return "ja"
    if (arabic := len(_ARABIC.findall(head))) and 2 * arabic >= latin:
        return UNKNOWN if 8 * len(_PERSIAN.findall(head)) > arabic else "ar"
    if (cyrillic := len(_CYRILLIC.findall(head))) and 2 * cyrillic >= latin:
        return "uk" if _UKRAINIAN.search(head) else "ru"
    if (thai := len(_THAI.findall(head))) and 2 * thai >= latin:
        return "th"
    if latin == 0:
        return UNKNOWN
    return None


def _chinese(head: str, hint: str | None) -> str:
    """Return which script the Chinese is in; where no character shows it, what the feed says, else simplified."""
    simplified = sum(char in _HANS_ONLY for char in head)
    traditional = sum(char in _HANT_ONLY for char in head)
    if simplified != traditional:
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    return hint if hint in ("zh-Hans", "zh-Hant") else "zh-Hans"
