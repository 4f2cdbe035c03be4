"""The two scripts of Chinese: which one a text is in, and one written in the other."""

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
_SIMPLER = str.maketrans(_TRADITIONAL + "臺裡於麼", _SIMPLIFIED + "台里于么")


def script_of(head: str, hint: str | None) -> str:
    """Return which script the Chinese is in; where no character shows it, what the feed says, else simplified."""
    simplified = sum(map(_HANS_ONLY.__contains__, head))
    traditional = sum(map(_HANT_ONLY.__contains__, head))
    if simplified != traditional:
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    return hint if hint in ("zh-Hans", "zh-Hant") else "zh-Hans"


def in_simplified(text: str) -> str:
    """Return the text with those traditional characters that most texts have written as simplified ones.

    It stays as long as it was. Beside Japanese it is of no use: half of these characters are Japanese, too.
    """
    return text.translate(_SIMPLER)
